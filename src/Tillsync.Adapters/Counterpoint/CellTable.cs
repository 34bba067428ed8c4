using System.Data.Common;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>The rows of IM_INV_CELL, merged under the cells that they belong to. Rows of unknown articles are ignored.</summary>
internal sealed class CellTable(ItemTable items, StockColumns columns)
{
    /// <summary>DIM_1_UPR; the others and CELL_DESCR follow.</summary>
    private const int FirstDimension = 7;

    private const int Dimensions = 3;

    private readonly Dictionary<int, List<CellRows>> _cells = [];

    /// <summary>Takes a row of <see cref="CounterpointQueries.Cells"/>. One without any dimension is the item itself, which has its row in IM_INV.</summary>
    public void Add(DbDataReader row)
    {
        if (
            Sku.From(TillValues.TextOrNull(row, 0)) is not { } sku
            || (items.Find(sku) is var item && item < 0)
            || DimensionsOf(row, FirstDimension) is not { Count: > 0 } dimensions
        )
        {
            return;
        }

        var cell = Find(item, items[item].Sku.Cell(dimensions), dimensions, row);
        var stock = columns.Read(row, cell.Sku);
        cell.Rows = columns.Append(cell.Rows, stock, cell.Sku, items.IsAmbiguous(item));
        if (stock.Sells)
        {
            cell.Stamp = columns.Stamp(cell.Stamp, row, cell.Sku, stock.Location);
        }
    }

    /// <summary>The cells of the article whose first row this is.</summary>
    public IReadOnlyList<CellRows> CellsOf(int item) => _cells.TryGetValue(item, out var cells) ? cells : [];

    /// <summary>The used dimensions of a row that has them in three columns from an ordinal on.</summary>
    public static IReadOnlyList<string> DimensionsOf(DbDataReader row, int first) =>
        GridCell.Trim([.. Enumerable.Range(first, Dimensions).Select(ordinal => TillValues.Text(row, ordinal))]);

    private CellRows Find(int item, Sku sku, IReadOnlyList<string> dimensions, DbDataReader row)
    {
        if (!_cells.TryGetValue(item, out var cells))
        {
            _cells[item] = cells = [];
        }

        if (cells.Find(cell => cell.Sku == sku) is { } known)
        {
            return known;
        }

        var added = new CellRows(sku, new GridCell(dimensions, TillValues.Text(row, FirstDimension + Dimensions).Trim()));
        cells.Add(added);
        return added;
    }
}

/// <summary>What was read of one cell.</summary>
internal sealed class CellRows(Sku sku, GridCell cell)
{
    public Sku Sku { get; } = sku;

    public GridCell Cell { get; } = cell;

    public LocationStock[]? Rows { get; set; }

    public StockStamp Stamp { get; set; }
}
