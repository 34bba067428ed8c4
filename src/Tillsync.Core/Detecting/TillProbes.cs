namespace Tillsync.Core.Detecting;

/// <summary>Names of the till's parts, as <see cref="ProbeFailure.Probe"/> gives them.</summary>
public static class TillProbes
{
    public const string Staging = "USER_ORDER_STAGING";

    public const string Documents = "PS_DOC_HDR";

    public const string DocumentLines = "PS_DOC_LIN";

    public const string ProductMap = "USER_PRODUCT_MAP";

    public const string ProductView = "VI_EXPORT_PRODUCTS";

    public const string InventoryView = "VI_INVENTORY_SYNC";

    public const string ShopOrders = "Shop orders";
}
