using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Tillsync.Sandbox.Rest;

namespace Tillsync.Sandbox;

/// <summary>The answers of a broken shop, as recorded where they were.</summary>
internal static class FaultPages
{
    public static SandboxResponse Page(int status, string body, string contentType, TimeSpan? retryAfter)
    {
        List<KeyValuePair<string, string>> headers = [new("Content-Type", contentType)];
        if (retryAfter is { } wait)
        {
            headers.Add(new("Retry-After", Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)));
        }

        return new SandboxResponse(status, headers, Encoding.UTF8.GetBytes(body));
    }

    public static SandboxResponse Maintenance() =>
        Death(503, "Briefly unavailable for scheduled maintenance. Check back in a minute.", TimeSpan.FromSeconds(600));

    public static SandboxResponse DatabaseDown() => Death(500, "<h1>Error establishing a database connection</h1>", null);

    public static SandboxResponse Fatal() => Page(500, RestError.Fatal().ToJson().ToJsonString(), "application/json; charset=UTF-8", null);

    public static RestError Refusal() => new(400, "woocommerce_rest_cannot_edit", "Refused by a plugin.");

    private static SandboxResponse Death(int status, string message, TimeSpan? retryAfter)
    {
        var body = new JsonObject
        {
            ["code"] = "wp_die",
            ["message"] = message,
            ["data"] = new JsonObject { ["status"] = status },
            ["additional_errors"] = new JsonArray(),
        };
        return Page(status, body.ToJsonString(), "application/json; charset=UTF-8", retryAfter);
    }
}
