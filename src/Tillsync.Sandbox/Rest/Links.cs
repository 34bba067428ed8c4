using System.Text.Json.Nodes;

namespace Tillsync.Sandbox.Rest;

/// <summary>The _links member of every object.</summary>
internal static class Links
{
    public static JsonObject Write(string baseUrl, string self, string collection, string? up = null, params string[] methods)
    {
        var allowed = methods.Length > 0 ? methods : ["GET", "POST", "PUT", "PATCH", "DELETE"];
        var target = Target(baseUrl, self);
        target["targetHints"] = new JsonObject { ["allow"] = new JsonArray([.. allowed.Select(method => (JsonNode)method)]) };
        var links = new JsonObject { ["self"] = new JsonArray(target), ["collection"] = new JsonArray(Target(baseUrl, collection)) };
        if (up is not null)
        {
            links["up"] = new JsonArray(Target(baseUrl, up));
        }

        return links;
    }

    private static JsonObject Target(string baseUrl, string path) => new() { ["href"] = $"{baseUrl}/wp-json/wc/v3/{path}" };
}
