using System.Text.Json.Nodes;

namespace Tillsync.Sandbox.Rest;

/// <summary>What a controller answers before it is written as HTTP.</summary>
internal sealed record RestResult(JsonNode? Body, int Status = 200)
{
    public Dictionary<string, string> Headers { get; init; } = [];

    public int BatchItems { get; init; }

    public static RestResult Created(JsonNode body, string location) => new(body, 201) { Headers = new() { ["Location"] = location } };
}
