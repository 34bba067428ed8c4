using System.Globalization;
using System.Text.Json.Nodes;
using Tillsync.Sandbox.Tests.Traces;

namespace Tillsync.Sandbox.Tests.Recordings;

/// <summary>
/// Compares a recorded answer with the stand-in's: what stock depends on by value, everything else by presence.
/// Lists the recorder cut short compare by their length.
/// </summary>
internal sealed class LooseMatch(bool isReduced)
{
    private static readonly HashSet<string> s_values =
    [
        .. "id sku type parent_id status manage_stock stock_quantity stock_status backorders backorders_allowed backordered".Split(' '),
        .. "low_stock_amount catalog_visibility name purchasable price regular_price code message product_id variation_id".Split(' '),
        .. "quantity total subtotal number currency created_via reason amount topic resource event delivery_url namespace".Split(' '),
        .. "parent_name version customer_id payment_method option href params resource_id unique_sku json_error_code".Split(' '),
        .. "variations methods hooks allow brands gmt_offset".Split(' '),
    ];

    private readonly List<string> _differences = [];

    public static IReadOnlyList<string> Compare(JsonNode? want, JsonNode? got, bool isReduced)
    {
        var match = new LooseMatch(isReduced);
        match.Visit("body", want, got, compareValue: true);
        return match._differences;
    }

    private void Visit(string place, JsonNode? want, JsonNode? got, bool compareValue)
    {
        switch (want, got)
        {
            case (JsonObject a, JsonObject b):
                VisitMap(place, a, b);
                break;
            case (JsonArray a, JsonArray b):
                VisitList(place, a, b, compareValue);
                break;
            default:
                if (compareValue && !JsonSame.Check(want, got))
                {
                    _differences.Add($"{place}: want {Text(want)} got {Text(got)}");
                }

                break;
        }
    }

    private void VisitMap(string place, JsonObject want, JsonObject got)
    {
        foreach (var (key, value) in want)
        {
            if (!got.ContainsKey(key))
            {
                _differences.Add($"{place}.{key} is missing");
            }
            else if (key is not ("meta_data" or "routes") || place.Contains("line_items", StringComparison.Ordinal))
            {
                Visit($"{place}.{key}", value, got[key], IsCompared(place, key));
            }
        }

        if (!isReduced)
        {
            _differences.AddRange(
                got.Where(item => !want.ContainsKey(item.Key)).Select(item => $"{place}.{item.Key} is not in the recording")
            );
        }
    }

    private void VisitList(string place, JsonArray want, JsonArray got, bool compareValue)
    {
        var more = want.Count > 0 && want[^1] is JsonValue last && last.TryGetValue<string>(out var text) ? Cut(text) : null;
        var count = more is { } hidden ? want.Count - 1 + hidden : want.Count;
        // The recorder sometimes kept only the first rows of a list.
        var isPrefix = isReduced && more is null && want.Count < got.Count;
        if (count != got.Count && !isPrefix)
        {
            _differences.Add($"{place}: want {count} items got {got.Count}");
            return;
        }

        for (var index = 0; index < (more is null ? want.Count : want.Count - 1); index++)
        {
            Visit($"{place}[{index}]", want[index], got[index], compareValue);
        }
    }

    /// <summary>Ids of meta rows and images are the store's own affair; so is the text of a PHP error.</summary>
    private static bool IsCompared(string place, string key) =>
        s_values.Contains(key)
        && !(key == "id" && place.Contains("meta_data", StringComparison.Ordinal))
        && !(key == "id" && place.EndsWith("image", StringComparison.Ordinal))
        && !(key == "message" && place.EndsWith("data.error", StringComparison.Ordinal));

    private static int? Cut(string text) =>
        text.StartsWith("... ", StringComparison.Ordinal) && text.EndsWith(" more", StringComparison.Ordinal)
            ? int.Parse(text.Split(' ')[1], CultureInfo.InvariantCulture)
            : null;

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";
}
