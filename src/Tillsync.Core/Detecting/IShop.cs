using Tillsync.Core.Stock;

namespace Tillsync.Core.Detecting;

/// <summary>The shop, read only.</summary>
/// <remarks>
/// Reads are repeated by the adapter when a fault may pass (time-outs, 429, 5xx). An answer that is not the shop's API (a page, a login,
/// a cache) and everything else that stands in the way raises <see cref="ShopException"/>; half an answer is never returned.
/// </remarks>
public interface IShop
{
    /// <summary>Which shop answers at the address, and that it is a WooCommerce shop at all. One request, without the keys.</summary>
    Task<ShopIdentity> IdentifyAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The same, and that it takes the keys, whether they may write, and what they may read of its set-up; writes nothing. Used by
    /// <c>init</c> and <c>status</c>.
    /// </summary>
    Task<ShopProfile> DescribeAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Every product and variation that is not in the trash, by pages of 100. Pages shift while the shop is edited, so a listing
    /// may be missing: whoever misses one asks for it by <see cref="ReadListingsAsync"/>.
    /// </summary>
    Task<IReadOnlyList<ShopListing>> ReadAllListingsAsync(IProgress<int>? progress, CancellationToken cancellationToken);

    /// <summary>
    /// These listings, 100 to a request, variations included. Trashed ones are found and say so; what is gone for good is absent
    /// from the answer, in any order. An id given as a product that is a variation comes back with its real <see cref="ListingId"/>.
    /// </summary>
    Task<IReadOnlyList<ShopListing>> ReadListingsAsync(IReadOnlyCollection<ListingId> ids, CancellationToken cancellationToken);

    /// <summary>Listings with exactly these SKUs, 100 to a request, simple products and variations; trashed ones are not found.</summary>
    Task<IReadOnlyList<ShopListing>> FindListingsAsync(IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken);

    /// <summary>Listings in the trash with exactly these SKUs: the shop keeps the SKU of what it has thrown away.</summary>
    Task<IReadOnlyList<ShopListing>> FindTrashedListingsAsync(IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken);

    /// <summary>Orders of every status but trash that changed after an instant of the shop's clock (exclusive, one-second resolution).</summary>
    Task<OrderReading> ReadChangedOrdersAsync(DateTimeOffset after, CancellationToken cancellationToken);

    /// <summary>
    /// Orders in the trash that changed after an instant, in the same way; being thrown there is a change. What they took stays taken.
    /// </summary>
    Task<OrderReading> ReadTrashedOrdersAsync(DateTimeOffset after, CancellationToken cancellationToken);

    /// <summary>
    /// Orders that may hold stock whatever their age: pending, on-hold, processing, failed, and those in the trash.
    /// </summary>
    Task<OrderReading> ReadOpenOrdersAsync(CancellationToken cancellationToken);

    /// <summary>These orders; one that was deleted for good is absent.</summary>
    Task<OrderReading> ReadOrdersAsync(IReadOnlyCollection<long> orderIds, CancellationToken cancellationToken);
}

/// <summary>Which shop it is.</summary>
/// <param name="Key">Equal exactly when it is the same shop.</param>
public sealed record ShopIdentity(Uri Url, string Key, string Name);

/// <summary>What a shop turned out to be.</summary>
/// <param name="WooCommerceVersion">Null when the keys may not read it.</param>
/// <param name="OutOfStockThreshold">woocommerce_notify_no_stock_amount; null when the keys may not read it.</param>
public sealed record ShopProfile(ShopIdentity Identity, WriteAccess Writing, string? WooCommerceVersion, decimal? OutOfStockThreshold);

/// <summary>Whether the keys may write.</summary>
public abstract record WriteAccess
{
    private WriteAccess() { }

    public sealed record Granted : WriteAccess;

    /// <param name="Cause">The shop's refusal.</param>
    /// <param name="Advice">The next move.</param>
    public sealed record Refused(string Cause, string Advice) : WriteAccess;

    /// <summary>The shop did not answer the question, which proves nothing: the first write will.</summary>
    public sealed record Unknown(string Cause) : WriteAccess;
}
