using System.Text.Json.Serialization;

namespace Tillsync.Adapters.Journal;

/// <summary>A line of an order as it is stored.</summary>
/// <param name="Untaken">True or left out.</param>
internal sealed record WebOrderLineWire(
    [property: JsonPropertyName("listing")] string? Listing,
    [property: JsonPropertyName("sku")] string? Sku,
    [property: JsonPropertyName("ordered")] decimal Ordered,
    [property: JsonPropertyName("taken")] decimal Taken,
    [property: JsonPropertyName("untaken")] bool? Untaken = null
);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WebOrderLineWire[]))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class JournalJsonContext : JsonSerializerContext;
