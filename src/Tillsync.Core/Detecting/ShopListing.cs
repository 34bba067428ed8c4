using Tillsync.Core.Stock;

namespace Tillsync.Core.Detecting;

/// <summary>A product or variation as the shop shows it now.</summary>
/// <param name="Sku">Null when the shop has none. A variation without its own SKU reports its parent's on some versions.</param>
/// <param name="Quantity">Null when the shop has no number (unmanaged, or managed and never set). May be negative or fractional.</param>
/// <param name="AllowsBackorders">The shop goes on selling at zero.</param>
public sealed record ShopListing(
    ListingId Id,
    Sku? Sku,
    string Name,
    ListingType Type,
    ListingStatus Status,
    StockManagement Management,
    Quantity? Quantity,
    string StockStatus,
    bool AllowsBackorders,
    DateTimeOffset? ModifiedAt
)
{
    /// <summary>global_unique_id (GTIN, UPC, EAN or ISBN); null where the shop has none, as before WooCommerce 9.2.</summary>
    public string? Barcode { get; init; }

    /// <summary>catalog_visibility as the shop writes it: visible, catalog, search or hidden; null for variations, which have none.</summary>
    public string? Visibility { get; init; }
}

public enum ListingType
{
    Simple,
    Variation,
    Variable,
    Grouped,
    External,

    /// <summary>A type of a plugin (subscription, bundle, …).</summary>
    Other,
}

public enum ListingStatus
{
    Published,
    Draft,
    Pending,
    Private,
    Scheduled,
    Trashed,
    Other,
}

public enum StockManagement
{
    /// <summary>manage_stock: true.</summary>
    Managed,

    /// <summary>manage_stock: false. A quantity sent to it is dropped without an error.</summary>
    Unmanaged,

    /// <summary>manage_stock: "parent": a variation that shows its parent's number and ignores writes.</summary>
    ByParent,
}
