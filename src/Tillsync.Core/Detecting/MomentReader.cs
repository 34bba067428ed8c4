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
    /// <summary>The till, then what changed in the shop's orders since the position: where the sandwich begins.</summary>
    /// <param name="withOpenOrders">Every order that may hold stock is read as well, as <see cref="ReadOpenOrdersAsync"/> does.</param>
    public async Task<StockMoment> ReadAsync(JournalMemory memory, bool withOpenOrders, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(memory);
        var (startedAt, startedBy) = (time.GetUtcNow(), time.GetTimestamp());
        var reading = await till.ReadAsync(cancellationToken);
        if (reading.Failures.FirstOrDefault(failure => failure.Probe == TillProbes.ProductMap) is { } failed)
        {
            throw new TillException(
                failed.Probe,
                failed.Error,
                "Without the mapping no listing can be told apart from one whose mapping ended; grant SELECT on it, then run again."
            );
        }

        // Another policy may need orders that the old one had no use for, and that were forgotten.
        var position =
            memory.Positions is { } positions && positions.PolicyFingerprint == options.Policy.With(memory.Rules).Fingerprint()
                ? positions
                : null;
        var after = position is null ? time.GetUtcNow() - ChangedOrders.FirstLookBack : position.OrdersReadAt - OrderMirror.ReadOverlap;
        var (changed, readAfter) = await ChangedOrders.ReadAsync(shop, after, memory.Positions?.OrdersRead, cancellationToken);
        var age = Since(startedAt, startedBy);
        var orders = OrderMirror.Merge(memory.Orders, changed.Orders);
        if (!withOpenOrders)
        {
            // One that was thrown away before it was ever read is in no list of changes but this; after the other, or it could slip by between.
            orders = OrderMirror.Merge(orders, (await shop.ReadTrashedOrdersAsync(readAfter, cancellationToken)).Orders);
        }

        var moment = await new StockMoment(reading, orders, changed.ReadAt, memory)
        {
            OrdersRead = changed.Clock,
            TillAge = age,
        }.WithStagedLinesAsync(till, options.Policy, cancellationToken);
        return withOpenOrders ? await ReadOpenOrdersAsync(moment, cancellationToken) : moment;
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
        var listings = scope.IsWhole
            ? await ReadWholeAsync(moment, progress, cancellationToken)
            : await ReadScopeAsync(scope, moment, cancellationToken);
        await ReadParentsAsync(listings, cancellationToken);
        return listings;
    }

    /// <summary>A variation in the trash may have been left there when its product was restored: the product tells.</summary>
    private async Task ReadParentsAsync(Listings listings, CancellationToken cancellationToken)
    {
        var parents = listings
            .All.Where(listing => listing is { Status: ListingStatus.Trashed, Id.IsVariation: true } && listings.ParentOf(listing) is null)
            .Select(listing => new ListingId(listing.Id.ProductId))
            .ToHashSet();
        if (parents.Count > 0)
        {
            foreach (var parent in await shop.ReadListingsAsync(parents, cancellationToken))
            {
                listings.Add(parent);
            }
        }
    }

    private async Task<Listings> ReadScopeAsync(ReadScope scope, StockMoment moment, CancellationToken cancellationToken)
    {
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
        var (changed, _) = await ChangedOrders.ReadAsync(shop, LookBack(moment), moment.OrdersRead, cancellationToken);
        return Touched(moment, changed);
    }

    /// <summary>
    /// The same of the trash, after the other and only when something is to be written: an order that was placed and thrown away between the
    /// two order reads is in neither of them.
    /// </summary>
    public async Task<IReadOnlyDictionary<ListingId, long>> ReadTouchedInTrashAsync(StockMoment moment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(moment);
        return Touched(moment, await shop.ReadTrashedOrdersAsync(LookBack(moment), cancellationToken));
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
        return await new StockMoment(moment.Till, orders, moment.OrdersReadAt, moment.Memory)
        {
            OrdersRead = moment.OrdersRead,
            TillAge = moment.TillAge,
            StagedLines = moment.StagedLines,
        }.WithStagedLinesAsync(till, options.Policy, cancellationToken);
    }

    /// <summary>The counter of most systems stands still while the machine sleeps; a wall clock may be set. The longer of the two is the careful answer.</summary>
    private TimeSpan Since(DateTimeOffset wall, long counter)
    {
        var (counted, passed) = (time.GetElapsedTime(counter), time.GetUtcNow() - wall);
        return counted > passed ? counted : passed;
    }

    /// <summary>
    /// A stamp that lies in the future is from before the shop's clock was set back: where an earlier look has seen it, the order has not changed since, or it
    /// would have another. Else its listings would wait until the clock has caught up.
    /// </summary>
    private IReadOnlyDictionary<ListingId, long> Touched(StockMoment moment, OrderReading again)
    {
        var ahead = moment.OrdersReadAt + OrderMirror.ReadOverlap;
        var seen = moment.Memory.Orders.Where(order => order.ModifiedAt > ahead).ToDictionary(order => order.OrderId);
        var changed = again.Orders.Where(order =>
            !seen.TryGetValue(order.OrderId, out var before)
            || before.ModifiedAt != order.ModifiedAt
            || !OrderMirror.SameEffect(before, order)
        );
        return OrderMirror.Touched(changed, moment.Orders, Settled(moment));
    }

    private DateTimeOffset Settled(StockMoment moment) => moment.OrdersReadAt - moment.TillAge - options.SettleTime;

    /// <summary>
    /// From where on orders are read again. Past the settle time by the overlap, because order stamps may come from another clock than the
    /// shop's answers; the filter is exclusive and cuts to whole seconds, hence one more.
    /// </summary>
    private DateTimeOffset LookBack(StockMoment moment) => Settled(moment) - OrderMirror.ReadOverlap - TimeSpan.FromSeconds(1);

    private async Task<Listings> ReadWholeAsync(StockMoment moment, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var listings = new Listings(await shop.ReadAllListingsAsync(progress, cancellationToken));
        var missing = moment
            .Memory.Listings.Values.Select(record => record.Listing)
            .Where(id => listings.Find(id) is null)
            .Concat(moment.Memory.Ended.Select(record => record.Listing).Where(id => listings.Find(id) is null))
            .Concat(moment.MappedTo.Values.Where(mapped => listings.FindByShopId(mapped.ShopId) is null).Select(mapped => mapped.Id))
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
        || (listing.Sku is { } sku ? sku != record.Sku : record.Origin == MappingOrigin.EqualSku);
}
