using System.Text.Json;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Journal;

/// <summary>Lists in a column of text: the lines of an order, the reasons of a held plan.</summary>
internal static class JournalJson
{
    public static string Write(IReadOnlyList<WebOrderLine> lines) =>
        JsonSerializer.Serialize(lines.Select(ToWire).ToArray(), JournalJsonContext.Default.WebOrderLineWireArray);

    public static string Write(IReadOnlyList<string> texts) => JsonSerializer.Serialize([.. texts], JournalJsonContext.Default.StringArray);

    /// <exception cref="FormatException">The text is not what <see cref="Write(IReadOnlyList{WebOrderLine})"/> makes.</exception>
    public static IReadOnlyList<WebOrderLine> ReadLines(string text)
    {
        try
        {
            var wire = JsonSerializer.Deserialize(text, JournalJsonContext.Default.WebOrderLineWireArray) ?? [];
            return Array.ConvertAll(wire, FromWire);
        }
        catch (JsonException exception)
        {
            throw new FormatException("The lines of an order are not legible.", exception);
        }
    }

    /// <exception cref="FormatException">The text is not what <see cref="Write(IReadOnlyList{string})"/> makes.</exception>
    public static IReadOnlyList<string> ReadTexts(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, JournalJsonContext.Default.StringArray) ?? [];
        }
        catch (JsonException exception)
        {
            throw new FormatException("A list of texts is not legible.", exception);
        }
    }

    private static WebOrderLineWire ToWire(WebOrderLine line) =>
        new(line.Listing?.ToString(), line.Sku?.Text, line.Ordered.Units, line.Taken.Units, line.IsUntaken ? true : null);

    private static WebOrderLine FromWire(WebOrderLineWire wire)
    {
        var listing = wire.Listing is null
            ? (ListingId?)null
            : ListingId.Parse(wire.Listing) ?? throw new FormatException("A line's listing has no such number.");
        return new WebOrderLine(listing, Sku.From(wire.Sku), new Quantity(wire.Ordered), new Quantity(wire.Taken))
        {
            IsUntaken = wire.Untaken ?? false,
        };
    }
}
