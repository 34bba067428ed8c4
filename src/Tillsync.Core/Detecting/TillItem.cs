using Tillsync.Core.Stock;

namespace Tillsync.Core.Detecting;

/// <summary>One article of the till (an IM_ITEM row with its IM_INV rows).</summary>
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
);

/// <summary>How the till keeps an article's stock (ITEM_TYP, IS_KIT_PAR).</summary>
public enum ItemKind
{
    Inventory,
    Kit,
    NotCounted,
}
