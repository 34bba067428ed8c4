using System.Globalization;
using Microsoft.Data.Sqlite;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Journal;

/// <summary>
/// How values look in the file. Quantities are decimal text, because SQLite's numbers are binary. Instants are ISO 8601 in UTC with seven
/// decimals: exact, sorted by time when sorted as text, and legible to whoever opens the file.
/// </summary>
internal static class JournalText
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";
    private const string QuantityFormat = "0.############################";

    public static string Of(Quantity quantity) => quantity.Units.ToString(QuantityFormat, CultureInfo.InvariantCulture);

    public static string Of(DateTimeOffset instant) => instant.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture);

    public static Quantity Quantity(this SqliteDataReader row, int column) => new(ParseQuantity(row.GetString(column)));

    public static Quantity? QuantityOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.Quantity(column);

    public static DateTimeOffset Instant(this SqliteDataReader row, int column) => ParseInstant(row.GetString(column));

    public static DateTimeOffset? InstantOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.Instant(column);

    public static string? TextOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static Sku Sku(this SqliteDataReader row, int column) =>
        Core.Stock.Sku.From(row.GetString(column)) ?? throw new FormatException("A SKU is blank.");

    public static ListingId Listing(this SqliteDataReader row, int column) =>
        ListingId.Parse(row.GetString(column)) ?? throw new FormatException("A listing has no such number.");

    public static ListingId? ListingOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.Listing(column);

    private static decimal ParseQuantity(string text)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var units)
            ? units
            : throw new FormatException($"'{text}' is no quantity.");
    }

    private static DateTimeOffset ParseInstant(string text) =>
        DateTimeOffset.ParseExact(
            text,
            InstantFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
        );
}
