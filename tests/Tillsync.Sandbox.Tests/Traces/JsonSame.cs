using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tillsync.Sandbox.Tests.Traces;

/// <summary>JSON equality: 2 equals 2.0, true does not equal 1, key order does not matter.</summary>
internal static class JsonSame
{
    public static bool Check(JsonNode? left, JsonNode? right) =>
        (left, right) switch
        {
            (null, null) => true,
            (JsonObject a, JsonObject b) => a.Count == b.Count && a.All(item => b.ContainsKey(item.Key) && Check(item.Value, b[item.Key])),
            (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(pair => Check(pair.First, pair.Second)),
            (JsonValue a, JsonValue b) => Scalars(a, b),
            _ => false,
        };

    private static bool Scalars(JsonValue left, JsonValue right)
    {
        if (left.GetValueKind() != right.GetValueKind())
        {
            return false;
        }

        return left.GetValueKind() switch
        {
            JsonValueKind.Number => Number(left) == Number(right),
            JsonValueKind.String => left.GetValue<string>() == right.GetValue<string>(),
            _ => true,
        };
    }

    private static decimal Number(JsonValue value) => decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
}
