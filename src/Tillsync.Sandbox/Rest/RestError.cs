using System.Text.Json.Nodes;

namespace Tillsync.Sandbox.Rest;

/// <summary>A refusal in the shape the store uses everywhere: code, message, data.status.</summary>
internal sealed class RestError(int status, string code, string message) : Exception(message)
{
    public const string FatalCode = "internal_server_error";

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
            FatalCode,
            "<p>There has been a critical error on this website.</p><p><a href=\"https://wordpress.org/documentation/article/faq-troubleshooting/\">Learn more about troubleshooting WordPress.</a></p>"
        );

    public JsonObject ToJson()
    {
        if (Code == FatalCode)
        {
            return FatalJson();
        }

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

    private JsonObject FatalJson()
    {
        var error = new JsonObject
        {
            ["type"] = 1,
            ["message"] = "Uncaught Error",
            ["file"] = "<docroot>/wp-content/plugins/sandbox.php",
            ["line"] = 1,
        };
        return new JsonObject
        {
            ["code"] = Code,
            ["message"] = Message,
            ["data"] = new JsonObject { ["status"] = Status, ["error"] = error },
            ["additional_errors"] = new JsonArray(),
        };
    }
}
