using Tillsync.Core.Detecting;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>Makes articles of what was read: each item, and after a grid item its cells.</summary>
internal sealed class TillJoin(
    ItemTable items,
    UnitTable units,
    StockTable stock,
    CellTable cells,
    ViewStamps? productDates,
    ViewStamps? stockDates
)
{
    public IReadOnlyList<TillItem> ToItems()
    {
        var joined = new List<TillItem>(items.Count);
        for (var index = 0; index < items.Count; index++)
        {
            // Rows that share a code share what hangs on it: nobody can tell whose it is.
            var first = items.Find(items[index].Sku);
            var item = ItemOf(items[index], first);
            joined.Add(item);
            foreach (var cell in cells.CellsOf(first))
            {
                joined.Add(CellOf(item, cell));
            }
        }

        return joined;
    }

    private TillItem ItemOf(ItemRow row, int first) =>
        new(
            row.Sku,
            row.Description,
            row.Status,
            row.IsWebItem,
            row.Kind == ItemKind.Inventory && cells.CellsOf(first).Count > 0 ? ItemKind.Grid : row.Kind,
            stock.RowsOf(first),
            StampText.OfProduct(row, productDates?[first]),
            StampText.OfStock(stock.StampOf(first), stockDates?[first])
        )
        {
            Units = units.UnitsOf(row.Sku),
            Decimals = row.Decimals,
            Category = row.Category,
        };

    private static TillItem CellOf(TillItem item, CellRows cell) =>
        item with
        {
            Sku = cell.Sku,
            Description = $"{item.Description} {cell.Cell.Name}".Trim(),
            Kind = item.Kind == ItemKind.Grid ? ItemKind.Inventory : item.Kind,
            Locations = cell.Rows ?? [],
            InventoryStamp = StampText.OfStock(cell.Stamp, null),
            Item = item.Sku,
            Cell = cell.Cell,
        };
}
