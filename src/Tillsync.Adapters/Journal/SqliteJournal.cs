using Microsoft.Data.Sqlite;
using Tillsync.Core;
using Tillsync.Core.Applying;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Journal;

/// <summary>The journal of one storefront in a SQLite file, which may hold many storefronts. Its clock is the given time provider.</summary>
public sealed partial class SqliteJournal : IJournal
{
    private readonly JournalSession _session;
    private readonly TimeProvider _time;
    private readonly LeaseTable _leases;
    private readonly RunTable _runs;
    private readonly IntentTable _intents;
    private readonly ListingTable _listings;
    private readonly ItemTable _items;
    private readonly StagedOrderTable _stagedOrders;
    private readonly OrderTable _orders;
    private readonly ParkedTable _parked;
    private readonly HeldPlanTable _heldPlans;
    private readonly PositionTable _positions;
    private readonly PauseTable _pause;
    private readonly RelativeWriteTable _relativeWrites;
    private readonly StockRuleTable _rules;
    private readonly CreationTable _creations;
    private readonly StagingTable _staging;
    private readonly JournalUpkeep _upkeep;

    private SqliteJournal(JournalSession session, string storefront, long storefrontId, TimeProvider time)
    {
        var connection = session.Connection;
        _session = session;
        _time = time;
        _leases = new LeaseTable(connection, storefrontId, storefront);
        _runs = new RunTable(connection, storefrontId);
        _intents = new IntentTable(connection, storefrontId);
        _listings = new ListingTable(connection, storefrontId);
        _items = new ItemTable(connection, storefrontId);
        _stagedOrders = new StagedOrderTable(connection, storefrontId);
        _orders = new OrderTable(connection, storefrontId);
        _parked = new ParkedTable(connection, storefrontId);
        _heldPlans = new HeldPlanTable(connection, storefrontId);
        _positions = new PositionTable(connection, storefrontId);
        _pause = new PauseTable(connection, storefrontId);
        _relativeWrites = new RelativeWriteTable(connection, storefrontId);
        _rules = new StockRuleTable(connection, storefrontId);
        _creations = new CreationTable(connection, storefrontId);
        _staging = new StagingTable(connection, storefrontId);
        _upkeep = new JournalUpkeep(connection, storefrontId);
    }

    internal SqliteConnection Connection => _session.Connection;

    /// <summary>Opens the journal to work with it; makes the file when there is none, and brings an older one up to date.</summary>
    /// <exception cref="JournalException">
    /// The file is not a journal (it stays untouched), is newer than this program, damaged, locked, not writable, or its folder is missing.
    /// </exception>
    public static Task<SqliteJournal> OpenAsync(
        JournalOptions options,
        string storefront,
        TimeProvider time,
        CancellationToken cancellationToken
    ) => OpenAsync(options, storefront, time, isReadOnly: false, cancellationToken);

    /// <summary>
    /// Opens the journal to look at it: the file stays as it is, and is not made when there is none, which reads as an empty journal. Calls
    /// that write raise <see cref="InvalidOperationException"/>.
    /// </summary>
    /// <exception cref="JournalException">The file is not a journal, is newer than this program, damaged, locked or not readable.</exception>
    public static Task<SqliteJournal> OpenReadOnlyAsync(
        JournalOptions options,
        string storefront,
        TimeProvider time,
        CancellationToken cancellationToken
    ) => OpenAsync(options, storefront, time, isReadOnly: true, cancellationToken);

    /// <summary>Reads the whole file and gives SQLite's findings; none when it is sound.</summary>
    /// <exception cref="JournalException">The file cannot be read at all.</exception>
    public static async Task<IReadOnlyList<string>> IntegrityAsync(JournalOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        await Task.CompletedTask; // As above.
        return JournalIntegrity.Check(options, Path.GetFullPath(options.Path));
    }

    public Task<Positions?> ReadPositionsAsync(CancellationToken cancellationToken) =>
        _session.ReadAsync(_positions.Get, cancellationToken);

    public Task<IReadOnlyList<RememberedItem>> ReadItemsAsync(CancellationToken cancellationToken) =>
        _session.ReadAsync(_items.All, cancellationToken);

    public Task<IReadOnlySet<long>> ReadStagedOrderIdsAsync(CancellationToken cancellationToken) =>
        _session.ReadAsync(_stagedOrders.All, cancellationToken);

    public Task<IReadOnlyList<ListingRecord>> ReadListingsAsync(CancellationToken cancellationToken) =>
        _session.ReadAsync(_listings.All, cancellationToken);

    public Task<IReadOnlyList<WebOrder>> ReadOrdersAsync(CancellationToken cancellationToken) =>
        _session.ReadAsync(_orders.All, cancellationToken);

    public Task<IReadOnlyList<Intent>> ReadOpenIntentsAsync(CancellationToken cancellationToken) =>
        _session.ReadAsync(_intents.Open, cancellationToken);

    public Task<IReadOnlyList<ParkedItem>> ReadParkedAsync(CancellationToken cancellationToken) =>
        _session.ReadAsync(_parked.All, cancellationToken);

    public Task<IReadOnlyList<HeldPlan>> ReadHeldPlansAsync(CancellationToken cancellationToken) =>
        _session.ReadAsync(_heldPlans.All, cancellationToken);

    public Task<IReadOnlyList<HeldWrite>> ReadHeldWritesAsync(string checksum, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checksum);
        return _session.ReadAsync(() => _heldPlans.WritesOf(checksum), cancellationToken);
    }

    public Task<Pause?> ReadPauseAsync(CancellationToken cancellationToken) => _session.ReadAsync(_pause.Get, cancellationToken);

    public Task<RelativeWriteFinding?> ReadRelativeWritesAsync(CancellationToken cancellationToken) =>
        _session.ReadAsync(_relativeWrites.Get, cancellationToken);

    public Task<StagingLedger> ReadStagingAsync(CancellationToken cancellationToken) => _session.ReadAsync(_staging.Get, cancellationToken);

    public Task SaveStagingAsync(Lease lease, StagingChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        return FencedAsync(lease, Done(() => _staging.Save(change)), cancellationToken);
    }

    public Task SaveRelativeWritesAsync(Lease lease, RelativeWriteFinding finding, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return FencedAsync(lease, Done(() => _relativeWrites.Save(finding)), cancellationToken);
    }

    public Task SavePauseAsync(Pause? pause, CancellationToken cancellationToken) =>
        _session.WriteAsync(Done(() => _pause.Save(pause)), cancellationToken);

    public Task<IReadOnlyList<RunRecord>> ReadRunsAsync(int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return _session.ReadAsync(() => _runs.Newest(limit), cancellationToken);
    }

    public Task<IReadOnlyList<Intent>> ReadRunIntentsAsync(long runId, CancellationToken cancellationToken) =>
        _session.ReadAsync(() => _intents.OfRun(runId), cancellationToken);

    public Task<IReadOnlyList<Intent>> ReadSkuIntentsAsync(Sku sku, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return _session.ReadAsync(() => _intents.OfSku(sku, limit), cancellationToken);
    }

    public Task<LeaseAnswer> AcquireLeaseAsync(LeaseHolder holder, TimeSpan duration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(holder);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        return _session.WriteAsync(() => Acquire(holder, duration), cancellationToken);
    }

    public Task<Lease> RenewLeaseAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        return FencedAsync(lease, () => Renew(lease, duration), cancellationToken);
    }

    public Task ReleaseLeaseAsync(Lease lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return _session.WriteAsync(Done(() => _leases.Release(lease)), cancellationToken);
    }

    public Task<long> BeginRunAsync(Lease lease, RunStart start, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(start);
        return FencedAsync(lease, () => _runs.Begin(start, lease.Holder), cancellationToken);
    }

    public Task<IReadOnlyList<long>> RecordIntentsAsync(
        Lease lease,
        long runId,
        IReadOnlyList<PlannedWrite> writes,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(writes);
        return FencedAsync(lease, () => RecordIntents(runId, writes), cancellationToken);
    }

    public Task RecordSendingAsync(Lease lease, IReadOnlyList<long> intentIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(intentIds);
        return FencedAsync(lease, Done(() => _intents.Send(intentIds, _time.GetUtcNow())), cancellationToken);
    }

    public Task RecordSettlementsAsync(Lease lease, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settlements);
        return FencedAsync(lease, Done(() => RecordSettlements(settlements)), cancellationToken);
    }

    public Task SaveListingsAsync(
        Lease lease,
        IReadOnlyList<ListingRecord> changed,
        IReadOnlyList<ListingId> forgotten,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(changed);
        ArgumentNullException.ThrowIfNull(forgotten);
        return FencedAsync(
            lease,
            Done(() =>
            {
                _listings.Save(changed);
                _listings.Forget(forgotten);
            }),
            cancellationToken
        );
    }

    public Task MarkForLookAsync(Lease lease, IReadOnlyList<ListingId> listings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(listings);
        return FencedAsync(lease, Done(() => _listings.MarkForLook(listings)), cancellationToken);
    }

    public Task SaveParkedAsync(
        Lease lease,
        IReadOnlyList<ParkedItem> parked,
        IReadOnlyList<Sku> cleared,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(parked);
        ArgumentNullException.ThrowIfNull(cleared);
        return FencedAsync(
            lease,
            Done(() =>
            {
                _parked.Save(parked);
                _parked.Clear(cleared);
            }),
            cancellationToken
        );
    }

    public Task SaveHeldPlansAsync(Lease lease, HeldPlanChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        return FencedAsync(lease, Done(() => _heldPlans.Save(change)), cancellationToken);
    }

    public Task CompleteRunAsync(Lease lease, RunEnd end, Advance? advance, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(end);
        return FencedAsync(lease, Done(() => Complete(end, advance)), cancellationToken);
    }

    public async Task<int> PruneAsync(Lease lease, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await FencedAsync(lease, Done(() => _staging.ForgetOld(before)), cancellationToken);
        var forgotten = 0;
        while (true)
        {
            var some = await FencedAsync(lease, () => _upkeep.ForgetSome(before), cancellationToken);
            forgotten += some;
            if (some < JournalUpkeep.RunsPerStep)
            {
                return forgotten;
            }
        }
    }

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private static async Task<SqliteJournal> OpenAsync(
        JournalOptions options,
        string storefront,
        TimeProvider time,
        bool isReadOnly,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(storefront);
        ArgumentNullException.ThrowIfNull(time);
        cancellationToken.ThrowIfCancellationRequested();
        await Task.CompletedTask; // SQLite opens on this thread; what fails belongs in the task all the same.
        var (session, storefrontId) = JournalSession.Open(options, storefront, isReadOnly);
        return new SqliteJournal(session, storefront, storefrontId, time);
    }

    private static Func<bool> Done(Action write) =>
        () =>
        {
            write();
            return true;
        };

    private Task<T> FencedAsync<T>(Lease lease, Func<T> write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return _session.WriteAsync(
            () =>
            {
                _leases.Demand(lease);
                return write();
            },
            cancellationToken
        );
    }

    private LeaseAnswer Acquire(LeaseHolder holder, TimeSpan duration)
    {
        _session.RequireSameFile();
        var now = _time.GetUtcNow();
        var last = _leases.Last();
        var verdict = LeaseRule.Judge(last, holder, now, _session.IsAlive);
        if (last is null || verdict == LeaseVerdict.Grant)
        {
            _runs.InterruptRunning(holder, now);
            return new LeaseAnswer.Granted(_leases.Grant(last, holder, now, duration));
        }

        var expiresAt = last.ExpiresAt;
        if (verdict == LeaseVerdict.RestartTerm)
        {
            expiresAt = now + (last.ExpiresAt - last.RenewedAt);
            _leases.StartTerm(last.Fence, now, expiresAt);
        }

        return new LeaseAnswer.Held(last.Holder.ToString(), last.GrantedAt, expiresAt);
    }

    private Lease Renew(Lease lease, TimeSpan duration)
    {
        var now = _time.GetUtcNow();
        var renewed = lease with { ExpiresAt = now + duration };
        _leases.StartTerm(lease.Fence, now, renewed.ExpiresAt);
        return renewed;
    }

    private IReadOnlyList<long> RecordIntents(long runId, IReadOnlyList<PlannedWrite> writes)
    {
        _runs.DemandRunning(runId);
        return _intents.Add(runId, writes, _time.GetUtcNow());
    }

    private void RecordSettlements(IReadOnlyList<Settlement> settlements)
    {
        var now = _time.GetUtcNow();
        var listings = _intents.Record(settlements, now);
        _listings.Learn(settlements, listings, now);
    }

    private void Complete(RunEnd end, Advance? advance)
    {
        _runs.End(end);
        if (advance is not null)
        {
            _items.Save(advance.ChangedItems);
            _items.Forget(advance.ForgottenItems);
            _stagedOrders.Replace(advance.StagedOrderIds);
            _orders.Replace(advance.Orders);
            _positions.Save(advance.Positions);
        }
    }
}
