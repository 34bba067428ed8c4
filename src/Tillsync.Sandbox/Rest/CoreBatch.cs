using System.Text.Json.Nodes;
using Tillsync.Sandbox.Php;

namespace Tillsync.Sandbox.Rest;

/// <summary>WordPress' own /batch/v1, which refuses every WooCommerce route (recording 03).</summary>
internal static class CoreBatch
{
    public static RestResult Refuse(RestRequest request)
    {
        var answers = new JsonArray();
        var error = new RestError(400, "rest_batch_not_allowed", "The requested route does not support batch requests.");
        foreach (var _ in (request["requests"] as PhpArray)?.Values ?? [])
        {
            answers.Add(
                new JsonObject
                {
                    ["body"] = error.ToJson(),
                    ["status"] = 400,
                    ["headers"] = new JsonArray(),
                }
            );
        }

        return new RestResult(new JsonObject { ["responses"] = answers }, 207);
    }
}
