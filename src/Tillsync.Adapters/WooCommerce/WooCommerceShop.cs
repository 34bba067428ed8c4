using Tillsync.Adapters.WooCommerce.Http;
using Tillsync.Adapters.WooCommerce.Listings;
using Tillsync.Adapters.WooCommerce.Orders;
using Tillsync.Core.Detecting;
using Tillsync.Core.Staging;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.WooCommerce;

/// <summary>Reads a WooCommerce shop by its wc/v3 API, from WooCommerce 8.9 on.</summary>
public sealed class WooCommerceShop : IShop, IOrderDetails
{
    private readonly Identification _identification;
    private readonly ListingPages _pages;
    private readonly ListingLookup _lookup;
    private readonly SkuSearch _skus;
    private readonly OrderReads _orders;
    private readonly OrderDetailReads _details;

    public WooCommerceShop(WooCommerceClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _identification = new Identification(client);
        _pages = new ListingPages(client);
        _lookup = new ListingLookup(client, _pages);
        _skus = new SkuSearch(_pages);
        _orders = new OrderReads(client);
        _details = new OrderDetailReads(client);
    }

    public Task<ShopIdentity> IdentifyAsync(CancellationToken cancellationToken) => _identification.IdentifyAsync(cancellationToken);

    /// <remarks>Two requests that must succeed and three that may fail (may the keys write, version, threshold).</remarks>
    public Task<ShopProfile> DescribeAsync(CancellationToken cancellationToken) => _identification.DescribeAsync(cancellationToken);

    /// <remarks>Variations come from one list on WooCommerce 10.3 and later, from each variable product before.</remarks>
    public async Task<IReadOnlyList<ShopListing>> ReadAllListingsAsync(IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var products = await _pages.ReadAllAsync(ListingPages.Products, ShopQuery.Empty, progress, cancellationToken) ?? [];
        var parents = products.Where(product => ListingMapper.MayHaveVariations(product.Type)).ToList();
        if (parents.Count == 0)
        {
            return products;
        }

        var counted = progress is null ? null : new OffsetProgress(progress, products.Count);
        if (await _pages.ReadAllAsync(ListingPages.Variations, ShopQuery.Empty, counted, cancellationToken) is { } variations)
        {
            return [.. products, .. variations];
        }

        List<ShopListing> all = [.. products];
        foreach (var parent in parents)
        {
            var path = ListingPages.VariationsOf(parent.Id.ProductId);
            all.AddRange(await _pages.ReadAllAsync(path, ShopQuery.Empty, progress: null, cancellationToken) ?? []);
            progress?.Report(all.Count);
        }

        return all;
    }

    public Task<IReadOnlyList<ShopListing>> ReadListingsAsync(IReadOnlyCollection<ListingId> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return _lookup.ReadAsync(ids, cancellationToken);
    }

    public Task<IReadOnlyList<ShopListing>> FindListingsAsync(IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(skus);
        return _skus.FindAsync(skus, cancellationToken);
    }

    public Task<IReadOnlyList<ShopListing>> FindTrashedListingsAsync(IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(skus);
        return _skus.FindTrashedAsync(skus, cancellationToken);
    }

    public Task<OrderReading> ReadChangedOrdersAsync(DateTimeOffset after, CancellationToken cancellationToken) =>
        _orders.ChangedAsync(after, cancellationToken);

    public Task<DetailReading> ReadDetailsAsync(IReadOnlyCollection<long> orderIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(orderIds);
        return _details.ReadAsync(orderIds, cancellationToken);
    }

    public Task<OrderReading> ReadTrashedOrdersAsync(DateTimeOffset after, CancellationToken cancellationToken) =>
        _orders.TrashedAsync(after, cancellationToken);

    public Task<OrderReading> ReadOpenOrdersAsync(CancellationToken cancellationToken) => _orders.OpenAsync(cancellationToken);

    public Task<OrderReading> ReadOrdersAsync(IReadOnlyCollection<long> orderIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(orderIds);
        return _orders.ByIdAsync(orderIds, cancellationToken);
    }

    private sealed class OffsetProgress(IProgress<int> inner, int offset) : IProgress<int>
    {
        public void Report(int value) => inner.Report(offset + value);
    }
}
