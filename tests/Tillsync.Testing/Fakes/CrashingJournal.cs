using Tillsync.Core.Applying;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Testing.Fakes;

/// <summary>
/// The process dies at a named point of the journal's work: before a step is durable, or right after. From then on every call fails, as
/// nothing of a dead process reaches its journal; what was durable stays.
/// </summary>
public sealed class CrashingJournal(IJournal inner, JournalStep at, bool afterwards, int nth = 1) : IJournal
{
    private int _seen;

    public bool HasCrashed { get; private set; }

    public Task<Positions?> ReadPositionsAsync(CancellationToken cancellationToken) =>
        Read(() => inner.ReadPositionsAsync(cancellationToken));

    public Task<IReadOnlyList<RememberedItem>> ReadItemsAsync(CancellationToken cancellationToken) =>
        Read(() => inner.ReadItemsAsync(cancellationToken));

    public Task<IReadOnlySet<long>> ReadStagedOrderIdsAsync(CancellationToken cancellationToken) =>
        Read(() => inner.ReadStagedOrderIdsAsync(cancellationToken));

    public Task<IReadOnlyList<ListingRecord>> ReadListingsAsync(CancellationToken cancellationToken) =>
        Read(() => inner.ReadListingsAsync(cancellationToken));

    public Task<IReadOnlyList<WebOrder>> ReadOrdersAsync(CancellationToken cancellationToken) =>
        Read(() => inner.ReadOrdersAsync(cancellationToken));

    public Task<IReadOnlyList<Intent>> ReadOpenIntentsAsync(CancellationToken cancellationToken) =>
        Read(() => inner.ReadOpenIntentsAsync(cancellationToken));

    public Task<IReadOnlyList<ParkedItem>> ReadParkedAsync(CancellationToken cancellationToken) =>
        Read(() => inner.ReadParkedAsync(cancellationToken));

    public Task<IReadOnlyList<HeldPlan>> ReadHeldPlansAsync(CancellationToken cancellationToken) =>
        Read(() => inner.ReadHeldPlansAsync(cancellationToken));

    public Task<IReadOnlyList<HeldWrite>> ReadHeldWritesAsync(string checksum, CancellationToken cancellationToken) =>
        Read(() => inner.ReadHeldWritesAsync(checksum, cancellationToken));

    public Task<Pause?> ReadPauseAsync(CancellationToken cancellationToken) => Read(() => inner.ReadPauseAsync(cancellationToken));

    public Task<RelativeWriteFinding?> ReadRelativeWritesAsync(CancellationToken cancellationToken) =>
        Read(() => inner.ReadRelativeWritesAsync(cancellationToken));

    public Task<StagingLedger> ReadStagingAsync(CancellationToken cancellationToken) =>
        Read(() => inner.ReadStagingAsync(cancellationToken));

    public Task SaveStagingAsync(Lease lease, StagingChange change, CancellationToken cancellationToken) =>
        Step(JournalStep.SaveStaging, () => Done(inner.SaveStagingAsync(lease, change, cancellationToken)));

    public Task SaveRelativeWritesAsync(Lease lease, RelativeWriteFinding finding, CancellationToken cancellationToken) =>
        Step(JournalStep.SaveRelativeWrites, () => Done(inner.SaveRelativeWritesAsync(lease, finding, cancellationToken)));

    public Task<IReadOnlyList<StockRule>> ReadRulesAsync(CancellationToken cancellationToken) =>
        Read(() => inner.ReadRulesAsync(cancellationToken));

    public Task SaveRulesAsync(
        Lease lease,
        IReadOnlyList<StockRule> changed,
        IReadOnlyList<RuleSubject> dropped,
        CancellationToken cancellationToken
    ) => Step(JournalStep.SaveRules, () => Done(inner.SaveRulesAsync(lease, changed, dropped, cancellationToken)));

    public Task<IReadOnlyList<Creation>> ReadCreationsAsync(CancellationToken cancellationToken) =>
        Read(() => inner.ReadCreationsAsync(cancellationToken));

    public Task<long> RecordCreationAsync(Lease lease, long runId, PlannedCreation creation, CancellationToken cancellationToken) =>
        Step(JournalStep.RecordCreation, () => inner.RecordCreationAsync(lease, runId, creation, cancellationToken));

    public Task RecordCreationSendingAsync(Lease lease, long creationId, CancellationToken cancellationToken) =>
        Step(JournalStep.RecordCreationSending, () => Done(inner.RecordCreationSendingAsync(lease, creationId, cancellationToken)));

    public Task SettleCreationAsync(Lease lease, CreationSettlement settlement, CancellationToken cancellationToken) =>
        Step(JournalStep.SettleCreation, () => Done(inner.SettleCreationAsync(lease, settlement, cancellationToken)));

    public Task SavePauseAsync(Pause? pause, CancellationToken cancellationToken) =>
        Read(() => Done(inner.SavePauseAsync(pause, cancellationToken)));

    public Task<IReadOnlyList<RunRecord>> ReadRunsAsync(int limit, CancellationToken cancellationToken) =>
        Read(() => inner.ReadRunsAsync(limit, cancellationToken));

    public Task<IReadOnlyList<Intent>> ReadRunIntentsAsync(long runId, CancellationToken cancellationToken) =>
        Read(() => inner.ReadRunIntentsAsync(runId, cancellationToken));

    public Task<IReadOnlyList<Intent>> ReadSkuIntentsAsync(Sku sku, int limit, CancellationToken cancellationToken) =>
        Read(() => inner.ReadSkuIntentsAsync(sku, limit, cancellationToken));

    public Task<LeaseAnswer> AcquireLeaseAsync(LeaseHolder holder, TimeSpan duration, CancellationToken cancellationToken) =>
        Read(() => inner.AcquireLeaseAsync(holder, duration, cancellationToken));

    public Task<Lease> RenewLeaseAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken) =>
        Read(() => inner.RenewLeaseAsync(lease, duration, cancellationToken));

    public Task ReleaseLeaseAsync(Lease lease, CancellationToken cancellationToken) =>
        Read(() => Done(inner.ReleaseLeaseAsync(lease, cancellationToken)));

    public Task<long> BeginRunAsync(Lease lease, RunStart start, CancellationToken cancellationToken) =>
        Step(JournalStep.BeginRun, () => inner.BeginRunAsync(lease, start, cancellationToken));

    public Task<IReadOnlyList<long>> RecordIntentsAsync(
        Lease lease,
        long runId,
        IReadOnlyList<PlannedWrite> writes,
        CancellationToken cancellationToken
    ) => Step(JournalStep.RecordIntents, () => inner.RecordIntentsAsync(lease, runId, writes, cancellationToken));

    public Task RecordSendingAsync(Lease lease, IReadOnlyList<long> intentIds, CancellationToken cancellationToken) =>
        Step(JournalStep.RecordSending, () => Done(inner.RecordSendingAsync(lease, intentIds, cancellationToken)));

    public Task RecordSettlementsAsync(Lease lease, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken) =>
        Step(JournalStep.RecordSettlements, () => Done(inner.RecordSettlementsAsync(lease, settlements, cancellationToken)));

    public Task SaveListingsAsync(
        Lease lease,
        IReadOnlyList<ListingRecord> changed,
        IReadOnlyList<ListingId> forgotten,
        CancellationToken cancellationToken
    ) => Step(JournalStep.SaveListings, () => Done(inner.SaveListingsAsync(lease, changed, forgotten, cancellationToken)));

    public Task MarkForLookAsync(Lease lease, IReadOnlyList<ListingId> listings, CancellationToken cancellationToken) =>
        Step(JournalStep.MarkForLook, () => Done(inner.MarkForLookAsync(lease, listings, cancellationToken)));

    public Task SaveParkedAsync(
        Lease lease,
        IReadOnlyList<ParkedItem> parked,
        IReadOnlyList<Sku> cleared,
        CancellationToken cancellationToken
    ) => Step(JournalStep.SaveParked, () => Done(inner.SaveParkedAsync(lease, parked, cleared, cancellationToken)));

    public Task SaveHeldPlansAsync(Lease lease, HeldPlanChange change, CancellationToken cancellationToken) =>
        Step(JournalStep.SaveHeldPlan, () => Done(inner.SaveHeldPlansAsync(lease, change, cancellationToken)));

    public Task CompleteRunAsync(Lease lease, RunEnd end, Advance? advance, CancellationToken cancellationToken) =>
        Step(JournalStep.CompleteRun, () => Done(inner.CompleteRunAsync(lease, end, advance, cancellationToken)));

    public Task<int> PruneAsync(Lease lease, DateTimeOffset before, CancellationToken cancellationToken) =>
        Read(() => inner.PruneAsync(lease, before, cancellationToken));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<T> Read<T>(Func<Task<T>> call) => HasCrashed ? Task.FromException<T>(new ProcessDiedException()) : call();

    private async Task<T> Step<T>(JournalStep step, Func<Task<T>> call)
    {
        var isNow = !HasCrashed && step == at && ++_seen == nth;
        HasCrashed |= isNow;
        if (HasCrashed && !(isNow && afterwards))
        {
            throw new ProcessDiedException();
        }

        var result = await call();
        return HasCrashed ? throw new ProcessDiedException() : result;
    }

    private static async Task<bool> Done(Task task)
    {
        await task;
        return true;
    }
}

/// <summary>The journal's writing steps, where a process may die.</summary>
public enum JournalStep
{
    BeginRun,
    SaveListings,
    SaveParked,
    RecordIntents,
    RecordSettlements,
    MarkForLook,
    SaveHeldPlan,
    SaveRelativeWrites,
    CompleteRun,
    RecordSending,
    SaveRules,
    RecordCreation,
    RecordCreationSending,
    SettleCreation,
    SaveStaging,
}

/// <summary>The end of a process, as far as its code can tell.</summary>
public sealed class ProcessDiedException() : Exception("The process died.");
