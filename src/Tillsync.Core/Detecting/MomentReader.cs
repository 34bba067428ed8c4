using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Detecting;

/// <summary>
/// Reads one moment out of three systems that share no clock: the till first, then the shop as a sandwich of orders, listings,
/// orders. Neither plain order is safe: with listings first, an order that is cancelled in between is counted twice as stock; with
/// orders first, one that is placed in between is not counted at all.
/// </summary>
public sealed class MomentReader(ITill till, IShop shop, TimeProvider time, CycleOptions options)
{
    /// <summary>The first look back. Orders that may hold stock are read besides, whatever their age.</summary>
    private static readonly TimeSpan FirstLookBack = TimeSpan.FromDays(30);

    /// <summary>The till, then what changed in the shop's orders since the position: where the sandwich begins.</summary>
    public async Task<StockMoment> ReadAsync(JournalMemory memory, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(memory);
        var startedAt = time.GetTimestamp();
        var reading = await till.ReadAsync(cancellationToken);
        var took = time.GetElapsedTime(startedAt);
        if (reading.Failures.FirstOrDefault(failure => failure.Probe == TillProbes.ProductMap) is { } failed)
        {
            throw new TillException(
                failed.Probe,
                failed.Error,
                "Without the mapping no listing can be told apart from one whose mapping ended; grant SELECT on it, then run again."
            );
        }

        var after = memory.Positions is { } positions ? positions.OrdersReadAt - OrderMirror.ReadOverlap : time.GetUtcNow() - FirstLookBack;
        var changed = await shop.ReadChangedOrdersAsync(after, cancellationToken);
        var orders = OrderMirror.Merge(memory.Orders, changed.Orders);
        return new StockMoment(reading, orders, changed.ReadAt, memory) { TillReadTook = took };
    }

    /// <summary>The listings of a scope.</summary>
    public async Task<Listings> ReadListingsAsync(
        ReadScope scope,
        StockMoment moment,
        IProgress<int>? progress,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(moment);
        if (scope.IsWhole)
        {
            return await ReadWholeAsync(moment, progress, cancellationToken);
        }

        var listings = new Listings(scope.Ids.Count > 0 ? await shop.ReadListingsAsync(scope.Ids, cancellationToken) : []);
        // A listing that is gone or changed its SKU may have been replaced by another one with the article's SKU.
        var find = scope
            .Find.Concat(scope.Articles!.Where(sku => moment.Memory.Listings.TryGetValue(sku, out var record) && IsLost(record, listings)))
            .Where(sku => !moment.MappedTo.ContainsKey(sku))
            .ToHashSet();
        if (find.Count > 0)
        {
            foreach (var listing in await shop.FindListingsAsync(find, cancellationToken))
            {
                listings.Add(listing);
            }
        }

        return listings;
    }

    /// <summary>The second order read: listings that must not be written now, with the order that touched them.</summary>
    public async Task<IReadOnlyDictionary<ListingId, long>> ReadTouchedAsync(StockMoment moment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(moment);
        var settled = moment.OrdersReadAt - moment.TillReadTook - options.SettleTime;
        // The filter is exclusive and cuts to whole seconds, hence one more.
        var again = await shop.ReadChangedOrdersAsync(settled - TimeSpan.FromSeconds(1), cancellationToken);
        return OrderMirror.Touched(again.Orders, moment.Orders, settled);
    }

    /// <summary>
    /// The moment with every order that may hold stock read again, so that the mirror is right even where an incremental read cannot be: an
    /// order that was deleted for good is in no list of changes.
    /// </summary>
    public async Task<StockMoment> ReadOpenOrdersAsync(StockMoment moment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(moment);
        var open = await shop.ReadOpenOrdersAsync(cancellationToken);
        var seen = open.Orders.Select(order => order.OrderId).ToHashSet();
        var tillKnows = moment.TillKnows(options.Policy);
        var doubtful = moment
            .Orders.Where(order => !seen.Contains(order.OrderId) && OrderMirror.HoldsStock(order) && !tillKnows(order))
            .Select(order => order.OrderId)
            .ToHashSet();
        IReadOnlyList<WebOrder> again = doubtful.Count > 0 ? (await shop.ReadOrdersAsync(doubtful, cancellationToken)).Orders : [];
        var deleted = doubtful.Except(again.Select(order => order.OrderId)).ToHashSet();
        var orders = OrderMirror.Merge(moment.Orders.Where(order => !deleted.Contains(order.OrderId)), open.Orders.Concat(again));
        return new StockMoment(moment.Till, orders, moment.OrdersReadAt, moment.Memory) { TillReadTook = moment.TillReadTook };
    }

    private async Task<Listings> ReadWholeAsync(StockMoment moment, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var listings = new Listings(await shop.ReadAllListingsAsync(progress, cancellationToken));
        var missing = moment
            .Memory.Listings.Values.Select(record => record.Listing)
            .Where(id => listings.Find(id) is null)
            .Concat(moment.MappedTo.Values.Where(id => listings.FindByShopId(id) is null).Select(id => new ListingId(id)))
            .ToHashSet();
        if (missing.Count > 0)
        {
            foreach (var listing in await shop.ReadListingsAsync(missing, cancellationToken))
            {
                listings.Add(listing);
            }
        }

        return listings;
    }

    private static bool IsLost(ListingRecord record, Listings listings) =>
        listings.Find(record.Listing) is not { } listing
        || listing.Status == ListingStatus.Trashed
        || (listing.Sku is { } sku && sku != record.Sku);
}
