using System.Globalization;
using System.Text.Json;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>
/// Reads LINE_ITEMS_JSON, whoever wrote it: <c>[{sku, sku_original, name, quantity, price, total, product_id}]</c>, ours with more. Numbers may be texts, and
/// any name may be absent, NULL, empty or 0.
/// </summary>
internal static class StagedLineText
{
    /// <returns>Never empty; null for a text that is not the lines of an order, or that has a line whose quantity nobody can tell.</returns>
    public static IReadOnlyList<StagedLine>? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            // Nobody gives the till an order of nothing: an empty list is one that was never filled in.
            return json.RootElement.ValueKind == JsonValueKind.Array && Lines(json.RootElement) is { Count: > 0 } lines ? lines : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // A text with half of a pair of surrogates, which only shows when it is read.
            return null;
        }
    }

    private static List<StagedLine>? Lines(JsonElement array)
    {
        var lines = new List<StagedLine>();
        foreach (var entry in array.EnumerateArray())
        {
            if (entry.ValueKind != JsonValueKind.Object || Number(entry, "quantity") is not { } quantity)
            {
                return null;
            }

            // The code in the web is the line's; `sku` may be the till's by now.
            var sku = Code(entry, "sku_original") ?? Code(entry, "sku");
            lines.Add(new StagedLine(Id(entry, "product_id"), Id(entry, "variation_id"), sku, new Quantity(quantity)));
        }

        return lines;
    }

    private static Sku? Code(JsonElement entry, string name) => Sku.From(Text(entry, name));

    private static long? Id(JsonElement entry, string name) =>
        Number(entry, name) is { } id and > 0 and <= long.MaxValue && decimal.Truncate(id) == id ? (long)id : null;

    private static decimal? Number(JsonElement entry, string name) =>
        decimal.TryParse(Text(entry, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A text, or a number as it is written; null for anything else.</summary>
    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;
}
