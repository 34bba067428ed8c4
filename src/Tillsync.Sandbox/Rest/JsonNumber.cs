using System.Text.Json.Nodes;

namespace Tillsync.Sandbox.Rest;

/// <summary>Decimals as the store writes them: whole numbers without a fraction.</summary>
internal static class JsonNumber
{
    public static JsonNode Write(decimal value) =>
        value == decimal.Truncate(value) && value is >= long.MinValue and <= long.MaxValue
            ? (long)value
            : value / 1.000000000000000000000000000000m;
}
