using Tillsync.Adapters.Journal;
using Tillsync.Core;
using Tillsync.Core.Applying;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Testing.Fakes;

/// <summary>
/// A journal of one storefront without a file. It outlives its disposal, so that a test restarts the program by opening the same object
/// again.
/// </summary>
/// <param name="time">The journal's clock.</param>
/// <param name="isAlive">
/// Whether a holder, last heard of at an instant, still runs; a test says so for processes that it makes up. By default the machine is asked.
/// </param>
public sealed class InMemoryJournal(TimeProvider time, Func<LeaseHolder, DateTimeOffset, bool>? isAlive = null) : IJournal
{
    private readonly Lock _lock = new();
    private readonly InMemoryRuns _runs = new();
    private readonly Dictionary<ListingId, ListingRecord> _listings = [];
    private readonly Dictionary<Sku, RememberedItem> _items = [];
    private readonly Dictionary<Sku, ParkedItem> _parked = [];
    private LeaseRow? _lease;
    private Positions? _positions;
    private Pause? _pause;
    private RelativeWriteFinding? _relativeWrites;
    private readonly Dictionary<RuleSubject, StockRule> _rules = [];
    private readonly InMemoryCreations _creations = new();
    private DateTimeOffset? _stagingSince;
    private readonly SortedDictionary<long, StagedWebOrder> _stagedWebOrders = [];
    private readonly Dictionary<string, HeldPlan> _heldPlans = [];
    private readonly Dictionary<string, IReadOnlyList<HeldWrite>> _heldWrites = [];
    private IReadOnlyList<WebOrder> _orders = [];
    private IReadOnlyList<long> _stagedOrderIds = [];

    public Task<Positions?> ReadPositionsAsync(CancellationToken cancellationToken) => Read(() => _positions, cancellationToken);

    public Task<IReadOnlyList<RememberedItem>> ReadItemsAsync(CancellationToken cancellationToken) =>
        Read<IReadOnlyList<RememberedItem>>(() => [.. _items.Values], cancellationToken);

    public Task<IReadOnlySet<long>> ReadStagedOrderIdsAsync(CancellationToken cancellationToken) =>
        Read<IReadOnlySet<long>>(() => _stagedOrderIds.ToHashSet(), cancellationToken);

    public Task<IReadOnlyList<ListingRecord>> ReadListingsAsync(CancellationToken cancellationToken) =>
        Read<IReadOnlyList<ListingRecord>>(() => [.. _listings.Values], cancellationToken);

    public Task<IReadOnlyList<WebOrder>> ReadOrdersAsync(CancellationToken cancellationToken) => Read(() => _orders, cancellationToken);

    public Task<IReadOnlyList<Intent>> ReadOpenIntentsAsync(CancellationToken cancellationToken) =>
        Read(_runs.OpenIntents, cancellationToken);

    public Task<IReadOnlyList<ParkedItem>> ReadParkedAsync(CancellationToken cancellationToken) =>
        Read<IReadOnlyList<ParkedItem>>(() => [.. _parked.Values], cancellationToken);

    public Task<IReadOnlyList<HeldPlan>> ReadHeldPlansAsync(CancellationToken cancellationToken) =>
        Read<IReadOnlyList<HeldPlan>>(() => [.. _heldPlans.Values.OrderByDescending(plan => plan.LastSeenAt)], cancellationToken);

    public Task<IReadOnlyList<HeldWrite>> ReadHeldWritesAsync(string checksum, CancellationToken cancellationToken) =>
        Read(() => _heldWrites.GetValueOrDefault(checksum) ?? [], cancellationToken);

    public Task<Pause?> ReadPauseAsync(CancellationToken cancellationToken) => Read(() => _pause, cancellationToken);

    public Task<RelativeWriteFinding?> ReadRelativeWritesAsync(CancellationToken cancellationToken) =>
        Read(() => _relativeWrites, cancellationToken);

    public Task<StagingLedger> ReadStagingAsync(CancellationToken cancellationToken) =>
        Read(() => new StagingLedger(_stagingSince, [.. _stagedWebOrders.Values]), cancellationToken);

    public Task SaveStagingAsync(Lease lease, StagingChange change, CancellationToken cancellationToken) =>
        Write(lease, () => SaveStaging(change), cancellationToken);

    public Task SaveRelativeWritesAsync(Lease lease, RelativeWriteFinding finding, CancellationToken cancellationToken) =>
        Write(lease, () => _relativeWrites = finding, cancellationToken);

    public Task<IReadOnlyList<StockRule>> ReadRulesAsync(CancellationToken cancellationToken) =>
        Read<IReadOnlyList<StockRule>>(() => [.. _rules.Values], cancellationToken);

    public Task SaveRulesAsync(
        Lease lease,
        IReadOnlyList<StockRule> changed,
        IReadOnlyList<RuleSubject> dropped,
        CancellationToken cancellationToken
    ) => Write(lease, () => Replace(_rules, changed, rule => rule.Subject, dropped), cancellationToken);

    public Task<IReadOnlyList<Creation>> ReadCreationsAsync(CancellationToken cancellationToken) =>
        Read(() => _creations.All, cancellationToken);

    public Task<long> RecordCreationAsync(Lease lease, long runId, PlannedCreation creation, CancellationToken cancellationToken) =>
        Write(lease, () => _creations.Add(runId, creation, time.GetUtcNow()), cancellationToken);

    public Task RecordCreationSendingAsync(Lease lease, long creationId, CancellationToken cancellationToken) =>
        Write(lease, () => _creations.Send(creationId, time.GetUtcNow()), cancellationToken);

    public Task SettleCreationAsync(Lease lease, CreationSettlement settlement, CancellationToken cancellationToken) =>
        Write(
            lease,
            () =>
            {
                _creations.Settle(settlement, time.GetUtcNow());
                return settlement.Record is not { } record || Replace(_listings, [record], listing => listing.Listing, []);
            },
            cancellationToken
        );

    public Task SavePauseAsync(Pause? pause, CancellationToken cancellationToken) => Read(() => _pause = pause, cancellationToken);

    public Task<IReadOnlyList<RunRecord>> ReadRunsAsync(int limit, CancellationToken cancellationToken) =>
        Read(() => _runs.Newest(limit), cancellationToken);

    public Task<IReadOnlyList<Intent>> ReadRunIntentsAsync(long runId, CancellationToken cancellationToken) =>
        Read(() => _runs.IntentsOf(runId), cancellationToken);

    public Task<IReadOnlyList<Intent>> ReadSkuIntentsAsync(Sku sku, int limit, CancellationToken cancellationToken) =>
        Read(() => _runs.IntentsOf(sku, limit), cancellationToken);

    public Task<LeaseAnswer> AcquireLeaseAsync(LeaseHolder holder, TimeSpan duration, CancellationToken cancellationToken) =>
        Read(() => Acquire(holder, duration), cancellationToken);

    public Task<Lease> RenewLeaseAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken) =>
        Write(lease, () => StartTerm(lease, duration), cancellationToken);

    public Task ReleaseLeaseAsync(Lease lease, CancellationToken cancellationToken) => Read(() => Release(lease), cancellationToken);

    public Task<long> BeginRunAsync(Lease lease, RunStart start, CancellationToken cancellationToken) =>
        Write(lease, () => _runs.Begin(start, lease.Holder), cancellationToken);

    public Task<IReadOnlyList<long>> RecordIntentsAsync(
        Lease lease,
        long runId,
        IReadOnlyList<PlannedWrite> writes,
        CancellationToken cancellationToken
    ) => Write(lease, () => _runs.AddIntents(runId, writes, time.GetUtcNow()), cancellationToken);

    public Task RecordSendingAsync(Lease lease, IReadOnlyList<long> intentIds, CancellationToken cancellationToken) =>
        Write(lease, () => _runs.Send(intentIds, time.GetUtcNow()), cancellationToken);

    public Task RecordSettlementsAsync(Lease lease, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken) =>
        Write(lease, () => Settle(settlements), cancellationToken);

    public Task SaveListingsAsync(
        Lease lease,
        IReadOnlyList<ListingRecord> changed,
        IReadOnlyList<ListingId> forgotten,
        CancellationToken cancellationToken
    ) => Write(lease, () => Replace(_listings, changed, listing => listing.Listing, forgotten), cancellationToken);

    public Task MarkForLookAsync(Lease lease, IReadOnlyList<ListingId> listings, CancellationToken cancellationToken) =>
        Write(lease, () => MarkForLook(listings), cancellationToken);

    public Task SaveParkedAsync(
        Lease lease,
        IReadOnlyList<ParkedItem> parked,
        IReadOnlyList<Sku> cleared,
        CancellationToken cancellationToken
    ) => Write(lease, () => Replace(_parked, parked, item => item.Sku, cleared), cancellationToken);

    public Task SaveHeldPlansAsync(Lease lease, HeldPlanChange change, CancellationToken cancellationToken) =>
        Write(lease, () => SaveHeldPlans(change), cancellationToken);

    public Task CompleteRunAsync(Lease lease, RunEnd end, Advance? advance, CancellationToken cancellationToken) =>
        Write(lease, () => Complete(end, advance), cancellationToken);

    /// <summary>Memory is short-lived: nothing is old enough to forget.</summary>
    public Task<int> PruneAsync(Lease lease, DateTimeOffset before, CancellationToken cancellationToken) =>
        Write(lease, () => 0, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<T> Read<T>(Func<T> read, CancellationToken cancellationToken)
    {
        await Task.CompletedTask; // Makes errors part of the task, as they are with a real journal.
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return read();
        }
    }

    private Task<T> Write<T>(Lease lease, Func<T> write, CancellationToken cancellationToken) =>
        Read(
            () =>
            {
                if (_lease?.Fence != lease.Fence || _lease.IsReleased)
                {
                    throw new LeaseLostException("lease", $"Fence {lease.Fence} is not the newest.", "Nothing more is written.");
                }

                return write();
            },
            cancellationToken
        );

    private LeaseAnswer Acquire(LeaseHolder holder, TimeSpan duration)
    {
        var now = time.GetUtcNow();
        var verdict = LeaseRule.Judge(_lease, holder, now, isAlive ?? HolderLiveness.IsAlive);
        if (_lease is null || verdict == LeaseVerdict.Grant)
        {
            _runs.InterruptRunning(now);
            _lease = new LeaseRow((_lease?.Fence ?? 0) + 1, holder, now, now, now + duration, IsReleased: false);
            return new LeaseAnswer.Granted(new Lease(holder.ToString(), _lease.Fence, _lease.ExpiresAt));
        }

        if (verdict == LeaseVerdict.RestartTerm)
        {
            _lease = _lease with { RenewedAt = now, ExpiresAt = now + (_lease.ExpiresAt - _lease.RenewedAt) };
        }

        return new LeaseAnswer.Held(_lease.Holder.ToString(), _lease.GrantedAt, _lease.ExpiresAt);
    }

    private Lease StartTerm(Lease lease, TimeSpan duration)
    {
        var now = time.GetUtcNow();
        _lease = _lease! with { RenewedAt = now, ExpiresAt = now + duration }; // The fence was found to match.
        return lease with { ExpiresAt = now + duration };
    }

    private bool Release(Lease lease)
    {
        if (_lease?.Fence == lease.Fence)
        {
            _lease = _lease with { IsReleased = true };
        }

        return true;
    }

    private bool Settle(IReadOnlyList<Settlement> settlements)
    {
        var now = time.GetUtcNow();
        foreach (var (settlement, id) in settlements.Zip(_runs.Settle(settlements, now)))
        {
            if (_listings.TryGetValue(id, out var listing))
            {
                _listings[id] = Learn(listing, settlement, now);
            }
        }

        return true;
    }

    private static ListingRecord Learn(ListingRecord listing, Settlement settlement, DateTimeOffset now)
    {
        var known = settlement.Acknowledged is { } number
            ? listing with
            {
                Acknowledged = number,
                AcknowledgedAt = now,
                NeedsLook = false,
            }
            : listing;
        return settlement.AsksForLook ? known with { NeedsLook = true } : known;
    }

    private bool MarkForLook(IReadOnlyList<ListingId> listings)
    {
        foreach (var id in listings.Where(_listings.ContainsKey))
        {
            _listings[id] = _listings[id] with { NeedsLook = true };
        }

        return true;
    }

    private bool SaveHeldPlans(HeldPlanChange change)
    {
        Replace(_heldPlans, change.Changed, plan => plan.Checksum, change.Forgotten);
        if (change.Writes is { } writes)
        {
            _heldWrites[change.Changed[0].Checksum] = [.. writes];
        }

        foreach (var checksum in change.Forgotten)
        {
            _heldWrites.Remove(checksum);
        }

        return true;
    }

    private bool SaveStaging(StagingChange change)
    {
        _stagingSince = change.Since ?? _stagingSince;
        foreach (var order in change.Orders)
        {
            _stagedWebOrders[order.OrderId] = order;
        }

        return true;
    }

    private bool Complete(RunEnd end, Advance? advance)
    {
        _runs.End(end);
        if (advance is not null)
        {
            Replace(_items, advance.ChangedItems, item => item.Sku, advance.ForgottenItems);
            _stagedOrderIds = [.. advance.StagedOrderIds];
            _orders = [.. advance.Orders];
            _positions = advance.Positions;
        }

        return true;
    }

    private static bool Replace<TKey, TValue>(
        Dictionary<TKey, TValue> table,
        IReadOnlyList<TValue> changed,
        Func<TValue, TKey> keyOf,
        IReadOnlyList<TKey> removed
    )
        where TKey : notnull
    {
        foreach (var value in changed)
        {
            table[keyOf(value)] = value;
        }

        foreach (var key in removed)
        {
            table.Remove(key);
        }

        return true;
    }
}
