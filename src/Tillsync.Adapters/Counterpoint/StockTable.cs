using System.Data.Common;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>The rows of IM_INV, merged under the articles that they belong to. Rows of unknown articles are ignored.</summary>
internal sealed class StockTable(ItemTable items, StockColumns columns)
{
    private readonly LocationStock[]?[] _rows = new LocationStock[items.Count][];
    private readonly StockStamp[] _stamps = new StockStamp[items.Count];

    /// <summary>Takes a row of <see cref="CounterpointQueries.Stock"/>.</summary>
    public void Add(DbDataReader row)
    {
        if (Sku.From(TillValues.TextOrNull(row, 0)) is not { } sku || items.Find(sku) is var item && item < 0)
        {
            return;
        }

        var stock = columns.Read(row, sku);
        _rows[item] = columns.Append(_rows[item], stock, items[item].Sku, items.IsAmbiguous(item));
        if (stock.Sells)
        {
            _stamps[item] = columns.Stamp(_stamps[item], row, sku, stock.Location);
        }
    }

    /// <summary>All rows of the article whose first row this is.</summary>
    public IReadOnlyList<LocationStock> RowsOf(int item) => _rows[item] ?? [];

    public StockStamp StampOf(int item) => _stamps[item];
}
