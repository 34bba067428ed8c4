using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Recording;

/// <summary>How far the storefront has been brought. Written whole, last of all, by <see cref="IJournal.CompleteRunAsync"/>.</summary>
/// <param name="LastFullSyncAt">Start of the last full sync that was applied and recorded, by this machine's clock (UTC).</param>
/// <param name="LastVerifiedAt">When every listing was last read and found or made right.</param>
/// <param name="OrdersRead">When the shop's orders were last read.</param>
/// <param name="TillKey">Identity of the company database that was synced.</param>
/// <param name="ShopKey">Identity of the shop that was synced.</param>
/// <param name="PolicyFingerprint">Hash of the stock policy of the last run that was applied.</param>
/// <param name="StockRowCount">IM_INV rows at selling locations that the last full sync read.</param>
public sealed record Positions(
    DateTimeOffset LastFullSyncAt,
    DateTimeOffset? LastVerifiedAt,
    ClockReading OrdersRead,
    string TillKey,
    string ShopKey,
    string PolicyFingerprint,
    int StockRowCount
)
{
    /// <summary>The shop's clock when its orders were last read.</summary>
    public DateTimeOffset OrdersReadAt => OrdersRead.Shop;
}

/// <summary>What the till said of an article at the last full sync: compared by content, so no clock is trusted.</summary>
/// <param name="Stock">Canonical text of the stock level.</param>
/// <param name="IsUnmapped">The shop was asked for this SKU and had none.</param>
/// <param name="Mapping">Products that USER_PRODUCT_MAP named for it, as canonical text; empty for none.</param>
public sealed record RememberedItem(
    Sku Sku,
    string Status,
    bool IsWebItem,
    string ProductStamp,
    string InventoryStamp,
    string Stock,
    bool IsUnmapped,
    string Mapping
)
{
    /// <summary>It has a listing, or had one: if that is gone, somebody has removed it, which is no reason to make another.</summary>
    public bool HadListing { get; init; }
}

/// <summary>A listing that Tillsync keeps, and what it was last known to show.</summary>
/// <param name="Acknowledged">The number that the shop last confirmed, by an answer or by a read; null before the first time.</param>
/// <param name="NeedsLook">A verification found another number than ours, or an outcome is unknown: read before anything else.</param>
public sealed record ListingRecord(
    ListingId Listing,
    Sku Sku,
    MappingOrigin Origin,
    DateTimeOffset ConfirmedAt,
    Quantity? Acknowledged,
    DateTimeOffset? AcknowledgedAt,
    bool NeedsLook
)
{
    /// <summary>
    /// Since when the listing is no longer the article's; null while it is. It is looked after until something names it again: what the
    /// article had of it must not go on being sold.
    /// </summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Who ended it by hand, as user@host; null where the till or the shop did. What a hand ended, an equal SKU does not bring back.</summary>
    public string? EndedBy { get; init; }

    /// <summary>Who mapped it by hand, as user@host.</summary>
    public string? SetBy { get; init; }

    /// <summary>Another SKU that the listing carried in the shop when somebody mapped it all the same: that one is no conflict.</summary>
    public Sku? ShopSku { get; init; }

    /// <summary>Since when its article is phased out, by the till's clock; null while it is not.</summary>
    public DateTimeOffset? PhasedOutAt { get; init; }

    /// <summary>How Tillsync has taken it out of sight; null while it has not.</summary>
    public HiddenAs? Hidden { get; init; }

    /// <summary>Somebody decided it: it holds whatever the SKUs say, until somebody ends it.</summary>
    public bool IsDecided => Origin is not (MappingOrigin.ProductMap or MappingOrigin.EqualSku);
}

/// <summary>An article that could not be brought to its number, kept with its reason until it can.</summary>
/// <param name="Code">A stable word for machines, e.g. <c>listing_trashed</c> or the shop's own error code.</param>
/// <param name="Reason">A sentence with the cause and the next move.</param>
public sealed record ParkedItem(
    Sku Sku,
    ListingId? Listing,
    string Code,
    string Reason,
    int Attempts,
    DateTimeOffset ParkedAt,
    DateTimeOffset NextTryAt
);
