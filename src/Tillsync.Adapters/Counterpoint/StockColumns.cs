using System.Data.Common;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>Reads what IM_INV and IM_INV_CELL have in common: location, quantities and dates, as <see cref="CounterpointQueries.Stock"/> orders them.</summary>
/// <param name="readsAvailable">The table has QTY_AVAIL; else it is computed as the vendor does.</param>
internal sealed class StockColumns(string table, SellingLocations selling, bool readsAvailable, ReadingNotes notes)
{
    private readonly TextPool _locations = new();

    public LocationStock Read(DbDataReader row, Sku sku)
    {
        var location = _locations.Share(TillValues.Text(row, 1).Trim());
        var onHand = ReadQuantity(row, 2, "QTY_ON_HND", sku, location);
        var committed = ReadQuantity(row, 3, "QTY_COMMIT", sku, location);
        var available = readsAvailable ? ReadQuantity(row, 4, "QTY_AVAIL", sku, location) : onHand - committed;
        return new LocationStock(location, selling.Sell(location), onHand, committed, available);
    }

    /// <summary>The stamp with the dates of one more row at a selling location.</summary>
    public StockStamp Stamp(StockStamp stamp, DbDataReader row, Sku sku, string location) =>
        stamp.With(ReadDate(row, 5, "LST_MAINT_DT", sku, location), ReadDate(row, 6, "RS_UTC_DT", sku, location));

    /// <summary>The rows with one more.</summary>
    /// <param name="mayRepeat">Several articles share the code, so that a location may be there twice.</param>
    public LocationStock[] Append(LocationStock[]? rows, LocationStock stock, Sku sku, bool mayRepeat)
    {
        if (rows is null)
        {
            return [stock];
        }

        var twin = Array.FindIndex(rows, other => string.Equals(other.Location, stock.Location, StringComparison.OrdinalIgnoreCase));
        if (twin < 0 || mayRepeat)
        {
            return [.. rows, stock];
        }

        // The table's key forbids it, so one of the two is an echo of a row that moved; which one, nobody can tell.
        rows[twin] = rows[twin] with
        {
            OnHand = null,
            Committed = null,
            Available = null,
        };
        notes.AddBadValue(table, $"article {sku} at {stock.Location}", "two rows were read; read as unknown");
        return rows;
    }

    private decimal? ReadQuantity(DbDataReader row, int ordinal, string column, Sku sku, string location)
    {
        if (!TillValues.TryReadQuantity(row, ordinal, out var quantity))
        {
            notes.AddBadValue(
                $"{table}.{column}",
                $"article {sku} at {location}",
                "the value is no number that can be held exactly; read as unknown"
            );
        }

        return quantity;
    }

    private DateTime? ReadDate(DbDataReader row, int ordinal, string column, Sku sku, string location)
    {
        if (!TillValues.TryReadDate(row, ordinal, out var date))
        {
            notes.AddBadValue($"{table}.{column}", $"article {sku} at {location}", "the value is no date; read as none");
        }

        return date;
    }
}
