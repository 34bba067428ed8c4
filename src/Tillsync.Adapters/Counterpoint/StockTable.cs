using System.Data.Common;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>The rows of IM_INV, merged under the articles that they belong to. Rows of unknown articles are ignored.</summary>
/// <param name="readsAvailable">The site has QTY_AVAIL; else it is computed as the vendor does.</param>
internal sealed class StockTable(ItemTable items, IReadOnlyList<string> sellingLocations, bool readsAvailable, ReadingNotes notes)
{
    private readonly HashSet<string> _selling = sellingLocations.Select(name => name.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
    private readonly LocationStock[]?[] _rows = new LocationStock[items.Count][];
    private readonly StockStamp[] _stamps = new StockStamp[items.Count];
    private readonly TextPool _locations = new();

    /// <summary>Takes a row of <see cref="CounterpointQueries.Stock"/>.</summary>
    public void Add(DbDataReader row)
    {
        if (Sku.From(TillValues.TextOrNull(row, 0)) is not { } sku || items.Find(sku) is var item && item < 0)
        {
            return;
        }

        var location = _locations.Share(TillValues.Text(row, 1).Trim());
        var sells = _selling.Count == 0 || _selling.Contains(location);
        Append(item, ReadStock(row, sku, location, sells));
        if (sells)
        {
            var maintained = ReadDate(row, 5, "IM_INV.LST_MAINT_DT", sku, location);
            var replicated = ReadDate(row, 6, "IM_INV.RS_UTC_DT", sku, location);
            _stamps[item] = _stamps[item].With(maintained, replicated);
        }
    }

    /// <summary>All rows of the article whose first row this is.</summary>
    public IReadOnlyList<LocationStock> RowsOf(int item) => _rows[item] ?? [];

    public StockStamp StampOf(int item) => _stamps[item];

    private LocationStock ReadStock(DbDataReader row, Sku sku, string location, bool sells)
    {
        var onHand = ReadQuantity(row, 2, "IM_INV.QTY_ON_HND", sku, location);
        var committed = ReadQuantity(row, 3, "IM_INV.QTY_COMMIT", sku, location);
        var available = readsAvailable ? ReadQuantity(row, 4, "IM_INV.QTY_AVAIL", sku, location) : onHand - committed;
        return new LocationStock(location, sells, onHand, committed, available);
    }

    private void Append(int item, LocationStock stock)
    {
        var rows = _rows[item];
        if (rows is null)
        {
            _rows[item] = [stock];
            return;
        }

        var twin = Array.FindIndex(rows, other => string.Equals(other.Location, stock.Location, StringComparison.OrdinalIgnoreCase));
        if (twin >= 0 && !items.IsAmbiguous(item))
        {
            // The key of IM_INV forbids it, so one of the two is an echo of a row that moved; which one, nobody can tell.
            rows[twin] = rows[twin] with
            {
                OnHand = null,
                Committed = null,
                Available = null,
            };
            notes.AddBadValue(
                CounterpointObjects.Stock,
                $"article {items[item].Sku} at {stock.Location}",
                "two rows were read; read as unknown"
            );
            return;
        }

        _rows[item] = [.. rows, stock];
    }

    private decimal? ReadQuantity(DbDataReader row, int ordinal, string column, Sku sku, string location)
    {
        if (!TillValues.TryReadQuantity(row, ordinal, out var quantity))
        {
            notes.AddBadValue(column, $"article {sku} at {location}", "the value is no number that can be held exactly; read as unknown");
        }

        return quantity;
    }

    private DateTime? ReadDate(DbDataReader row, int ordinal, string column, Sku sku, string location)
    {
        if (!TillValues.TryReadDate(row, ordinal, out var date))
        {
            notes.AddBadValue(column, $"article {sku} at {location}", "the value is no date; read as none");
        }

        return date;
    }
}
