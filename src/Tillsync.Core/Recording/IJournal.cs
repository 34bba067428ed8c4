using Tillsync.Core.Applying;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Recording;

/// <summary>
/// The memory of one storefront: intent before the request, outcome after it, position last. Durable when a call returns.
/// </summary>
/// <remarks>
/// Each call is one transaction. Every call that writes carries the lease and raises <see cref="LeaseLostException"/>, writing nothing,
/// when its fence is no longer the newest. A file that is missing its rights, broken, locked beyond the busy time-out, or on a full disk raises
/// <see cref="JournalException"/>; what was durable before stays so. Instants are UTC.
/// </remarks>
public interface IJournal : IAsyncDisposable
{
    /// <summary>Null before the first full sync.</summary>
    Task<Positions?> ReadPositionsAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<RememberedItem>> ReadItemsAsync(CancellationToken cancellationToken);

    Task<IReadOnlySet<long>> ReadStagedOrderIdsAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<ListingRecord>> ReadListingsAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<WebOrder>> ReadOrdersAsync(CancellationToken cancellationToken);

    /// <summary>Intents in state Intended or Unknown, oldest first.</summary>
    Task<IReadOnlyList<Intent>> ReadOpenIntentsAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<ParkedItem>> ReadParkedAsync(CancellationToken cancellationToken);

    /// <summary>Plans that the guard held, the one last seen first; their writes are read one plan at a time.</summary>
    Task<IReadOnlyList<HeldPlan>> ReadHeldPlansAsync(CancellationToken cancellationToken);

    /// <summary>The writes of a held plan, in the plan's order; none for a checksum that is not known.</summary>
    Task<IReadOnlyList<HeldWrite>> ReadHeldWritesAsync(string checksum, CancellationToken cancellationToken);

    /// <summary>Null while the service may do its work.</summary>
    Task<Pause?> ReadPauseAsync(CancellationToken cancellationToken);

    /// <summary>Null while nothing was found out about the shop's relative writes.</summary>
    Task<RelativeWriteFinding?> ReadRelativeWritesAsync(CancellationToken cancellationToken);

    /// <summary>Safety stock and selling locations of single articles and categories, at most one rule for each.</summary>
    Task<IReadOnlyList<StockRule>> ReadRulesAsync(CancellationToken cancellationToken);

    /// <summary>Products that were to be made in the shop, oldest first.</summary>
    Task<IReadOnlyList<Creation>> ReadCreationsAsync(CancellationToken cancellationToken);

    /// <summary>What is remembered of web orders on their way into the till.</summary>
    Task<StagingLedger> ReadStagingAsync(CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<RunRecord>> ReadRunsAsync(int limit, CancellationToken cancellationToken);

    /// <summary>The writes of one run, in order of intent.</summary>
    Task<IReadOnlyList<Intent>> ReadRunIntentsAsync(long runId, CancellationToken cancellationToken);

    /// <summary>The writes of one article, newest first.</summary>
    Task<IReadOnlyList<Intent>> ReadSkuIntentsAsync(Sku sku, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the lease when it is free, expired on the journal's clock, or held by a process of this machine that is no longer alive;
    /// marks runs that such a holder left behind as interrupted.
    /// </summary>
    Task<LeaseAnswer> AcquireLeaseAsync(LeaseHolder holder, TimeSpan duration, CancellationToken cancellationToken);

    Task<Lease> RenewLeaseAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Gives the lease back; no error when it was lost already.</summary>
    Task ReleaseLeaseAsync(Lease lease, CancellationToken cancellationToken);

    Task<long> BeginRunAsync(Lease lease, RunStart start, CancellationToken cancellationToken);

    /// <summary>Records what is about to be sent; the ids are in the order of the writes.</summary>
    Task<IReadOnlyList<long>> RecordIntentsAsync(
        Lease lease,
        long runId,
        IReadOnlyList<PlannedWrite> writes,
        CancellationToken cancellationToken
    );

    /// <summary>Notes that these intents leave now, once more: <see cref="Intent.IntendedAt"/> moves to this moment.</summary>
    Task RecordSendingAsync(Lease lease, IReadOnlyList<long> intentIds, CancellationToken cancellationToken);

    /// <summary>Records a product that is about to be made; gives its number.</summary>
    Task<long> RecordCreationAsync(Lease lease, long runId, PlannedCreation creation, CancellationToken cancellationToken);

    /// <summary>Notes that a creation leaves now, once more: <see cref="Creation.IntendedAt"/> moves to this moment.</summary>
    Task RecordCreationSendingAsync(Lease lease, long creationId, CancellationToken cancellationToken);

    /// <summary>Records what became of a creation, and with it the listing that came of it.</summary>
    Task SettleCreationAsync(Lease lease, CreationSettlement settlement, CancellationToken cancellationToken);

    /// <summary>
    /// Records outcomes, and with them what the listings are now known to show: an acknowledged number clears <c>NeedsLook</c>,
    /// <see cref="Settlement.AsksForLook"/> sets it. Together: a process that dies has recorded both or neither.
    /// </summary>
    Task RecordSettlementsAsync(Lease lease, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken);

    /// <summary>Adds or replaces listings by id, and forgets others.</summary>
    Task SaveListingsAsync(
        Lease lease,
        IReadOnlyList<ListingRecord> changed,
        IReadOnlyList<ListingId> forgotten,
        CancellationToken cancellationToken
    );

    /// <summary>Marks listings to be read before anything else, after a verification found them wrong.</summary>
    Task MarkForLookAsync(Lease lease, IReadOnlyList<ListingId> listings, CancellationToken cancellationToken);

    /// <summary>Adds or replaces parked items by SKU, and clears others.</summary>
    Task SaveParkedAsync(Lease lease, IReadOnlyList<ParkedItem> parked, IReadOnlyList<Sku> cleared, CancellationToken cancellationToken);

    /// <summary>Adds or replaces held plans by checksum, gives the writes of a new one, and forgets others with theirs.</summary>
    Task SaveHeldPlansAsync(Lease lease, HeldPlanChange change, CancellationToken cancellationToken);

    /// <summary>Replaces what was found out about the shop's relative writes.</summary>
    Task SaveRelativeWritesAsync(Lease lease, RelativeWriteFinding finding, CancellationToken cancellationToken);

    /// <summary>Adds or replaces rules by subject, and takes others away.</summary>
    Task SaveRulesAsync(
        Lease lease,
        IReadOnlyList<StockRule> changed,
        IReadOnlyList<RuleSubject> dropped,
        CancellationToken cancellationToken
    );

    /// <summary>Adds or replaces staged orders, and where it begins, in one transaction.</summary>
    Task SaveStagingAsync(Lease lease, StagingChange change, CancellationToken cancellationToken);

    /// <summary>Ends a run; with <paramref name="advance"/> the positions move, in the same transaction.</summary>
    Task CompleteRunAsync(Lease lease, RunEnd end, Advance? advance, CancellationToken cancellationToken);

    /// <summary>
    /// Pauses the storefront, or resumes it with null. Like a request for the lease it is not fenced: it is a person's word, given while a run
    /// has the lease.
    /// </summary>
    Task SavePauseAsync(Pause? pause, CancellationToken cancellationToken);

    /// <summary>
    /// Forgets runs that began before an instant, with their intents; gives how many. The newest 100 stay, and so does a run with an intent
    /// whose outcome is open.
    /// </summary>
    Task<int> PruneAsync(Lease lease, DateTimeOffset before, CancellationToken cancellationToken);
}
