using System.Text.Json.Nodes;

namespace Tillsync.Sandbox.Rest;

/// <summary>A refusal in the shape the store uses everywhere: code, message, data.status.</summary>
internal sealed class RestError(int status, string code, string message) : Exception(message)
{
    /// <summary>Some refund errors carry a bare number instead of an object; WordPress then answers 500.</summary>
    public JsonNode? BareData { get; init; }

    public JsonObject Extra { get; init; } = [];

    public int Status { get; } = status;

    public string Code { get; } = code;

    public static RestError NoRoute() => new(404, "rest_no_route", "No route was found matching the URL and request method.");

    /// <summary>An uncaught PHP error; the traces hold several (README of the traces).</summary>
    public static RestError Fatal() =>
        new(
            500,
            "internal_server_error",
            "<p>There has been a critical error on this website.</p><p><a href=\"https://wordpress.org/documentation/article/faq-troubleshooting/\">Learn more about troubleshooting WordPress.</a></p>"
        );

    public JsonObject ToJson()
    {
        var data = BareData?.DeepClone();
        if (data is null)
        {
            var map = new JsonObject { ["status"] = Status };
            foreach (var (key, value) in Extra)
            {
                map[key] = value?.DeepClone();
            }

            data = map;
        }

        return new JsonObject
        {
            ["code"] = Code,
            ["message"] = Message,
            ["data"] = data,
        };
    }
}
