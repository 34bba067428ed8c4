using Tillsync.Core.Stock;

namespace Tillsync.Core.Detecting;

/// <summary>One article of the till: an IM_ITEM row with its IM_INV rows, or a cell of a grid item with its rows of IM_INV_CELL.</summary>
/// <param name="Status">IM_ITEM.STAT as it stands; what a code means is configuration.</param>
/// <param name="IsWebItem">IS_ECOMM_ITEM = 'Y'.</param>
/// <param name="Locations">All IM_INV rows, selling or not; empty when there are none.</param>
/// <param name="ProductStamp">
/// The newest product change that the till dates, as text that is only ever compared for equality: IM_ITEM.LST_MAINT_DT and,
/// where the view exists, VI_EXPORT_PRODUCTS.LST_MAINT_DT (which prefers the description's date and so hides others).
/// </param>
/// <param name="InventoryStamp">The same for stock: IM_INV.LST_MAINT_DT / RS_UTC_DT and VI_INVENTORY_SYNC.INVENTORY_LAST_MODIFIED.</param>
public sealed record TillItem(
    Sku Sku,
    string Description,
    string Status,
    bool IsWebItem,
    ItemKind Kind,
    IReadOnlyList<LocationStock> Locations,
    string ProductStamp,
    string InventoryStamp
)
{
    /// <summary>The IM_ITEM row that it comes from: its own, or that of the item that it is a cell or another unit of.</summary>
    public Sku Item
    {
        get => field == default ? Sku : field;
        init;
    }

    /// <summary>CATEG_COD; null where the article has none or the site lacks the column.</summary>
    public string? Category { get; init; }

    /// <summary>The same with these locations selling and no other.</summary>
    public TillItem SellingAt(IReadOnlyList<string> locations) =>
        this with
        {
            Locations =
            [
                .. Locations.Select(row =>
                    row with
                    {
                        Sells = locations.Any(code => code.Trim().Equals(row.Location, StringComparison.OrdinalIgnoreCase)),
                    }
                ),
            ],
        };

    /// <summary>The article whose stock it is sold from: itself, or for another unit the article in the unit that the till counts in.</summary>
    public Sku StockSku
    {
        get => field == default ? Sku : field;
        init;
    }

    /// <summary>The cell that it is; null for an item. Its <see cref="Locations"/> are then rows of IM_INV_CELL.</summary>
    public GridCell? Cell { get; init; }

    /// <summary>Decimals that the till sells it in (QTY_DECS); null where the site does not say.</summary>
    public int? Decimals { get; init; }

    /// <summary>The unit that it is listed in; null for the one that the till counts in.</summary>
    public ItemUnit? Unit { get; init; }

    /// <summary>The stocking unit first, then the others that it is sold in; empty where the till names no others.</summary>
    public IReadOnlyList<ItemUnit> Units { get; init; } = [];
}

/// <summary>How the till keeps an article's stock (ITEM_TYP, IS_KIT_PAR, TRK_METH).</summary>
public enum ItemKind
{
    Inventory,
    Kit,
    NotCounted,

    /// <summary>A grid item: it is sold by its cells, and its own rows are their total.</summary>
    Grid,
}
