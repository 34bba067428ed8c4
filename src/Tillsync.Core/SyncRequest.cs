using Tillsync.Core.Applying;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Core;

/// <summary>What is asked of a cycle.</summary>
/// <param name="Applies">False: a dry run that leaves till, shop and journal as they were.</param>
/// <param name="Only">One article; such a run moves no position and is never "the last sync".</param>
/// <param name="ApprovedChecksum">The one plan that may be carried out, also where the guard would hold it.</param>
/// <param name="Verification">How much of the shop is read besides what changed.</param>
public sealed record SyncRequest(bool Applies, string Reason, Sku? Only, string? ApprovedChecksum, Verification Verification)
{
    /// <summary>
    /// A run whose writes are to be taken back. The plan then comes from the journal and the shop instead of the till; like a run for one
    /// article it moves no position.
    /// </summary>
    public long? Undoes { get; init; }

    /// <summary>Who asks, as user@host: the name under which an approval by <see cref="ApprovedChecksum"/> is kept.</summary>
    public string By { get; init; } = "unknown";

    /// <summary>It brings the whole storefront up to date, and so moves its position.</summary>
    public bool IsWhole => Only is null && Undoes is null;

    /// <summary>One of <see cref="RunScope"/>.</summary>
    public string Scope =>
        Undoes is { } run ? RunScope.OfUndo(run)
        : Only is { } sku ? RunScope.Of(sku)
        : RunScope.Full;
}

/// <summary>When a sync reads the whole shop.</summary>
public enum Verification
{
    /// <summary>When the last time is as long ago as the threshold. The scheduled run.</summary>
    WhenDue,

    /// <summary>Also when few listings changed, since somebody is looking. A run by hand.</summary>
    WhenCheap,

    /// <summary>Always.</summary>
    Always,
}

/// <summary>What came of a cycle.</summary>
/// <param name="RunId">Null for a dry run.</param>
/// <param name="Plan">The first pass's plan: all that was to be done.</param>
/// <param name="Checksum">Names the plan, and what is waived where the guard holds it: the checksum to approve.</param>
/// <param name="CanBeApproved">False where the till's read was empty: that is no plan.</param>
/// <param name="HoldReasons">Why the guard held the plan, or would hold it (dry run).</param>
/// <param name="Writes">Every write with its outcome, over all passes.</param>
/// <param name="Parked">What is parked now.</param>
/// <param name="Left">Articles whose outcome is unknown or that orders kept touching: the next run begins with them.</param>
/// <param name="UnmatchedOrderLines">Lines that hold stock and match no article.</param>
public sealed record SyncReport(
    RunResult Result,
    long? RunId,
    Plan Plan,
    string Checksum,
    bool CanBeApproved,
    IReadOnlyList<string> HoldReasons,
    IReadOnlyList<WriteResult> Writes,
    IReadOnlyList<ParkedItem> Parked,
    IReadOnlyList<Sku> Left,
    IReadOnlyList<WebOrderLine> UnmatchedOrderLines,
    IReadOnlyList<ProbeFailure> Failures,
    RunCounts Counts,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt
)
{
    /// <summary>What web orders held when the plan was made.</summary>
    public required OrderStanding Orders { get; init; }

    /// <summary>The plan among those that the guard has held; null where no run was held with it.</summary>
    public HeldPlan? Held { get; init; }

    /// <summary>Every product that was to be made, with its outcome.</summary>
    public IReadOnlyList<CreationResult> Creations { get; init; } = [];

    /// <summary>What was done, or would be, about web orders on their way into the till; null where that is switched off.</summary>
    public StagingReport? Staging { get; init; }

    /// <summary>Undo: articles of that run that stay as they are, and why.</summary>
    public IReadOnlyList<BlockedItem> LeftAlone { get; init; } = [];
}

/// <summary>A write and what became of it.</summary>
public sealed record WriteResult(PlannedWrite Write, WriteOutcome Outcome);

/// <summary>A product that was to be made and what became of it.</summary>
public sealed record CreationResult(PlannedCreation Creation, CreateOutcome Outcome);

/// <summary>The lease is with another run.</summary>
public sealed class LeaseHeldException(LeaseAnswer.Held held)
    : TillsyncException(
        "Storefront",
        $"Another run has the lease: {held.Holder}, since {held.Since:yyyy-MM-dd HH:mm:ss} UTC.",
        "Wait for it to end; the lease frees itself when that process is gone."
    );

/// <summary>The plan is not the one that was approved.</summary>
public sealed class PlanChangedException(string approved, string found)
    : TillsyncException(
        $"Plan {approved}",
        $"What would be written now is plan {found}.",
        "Look at it with `tillsync sync`, then approve it by its own checksum."
    );

/// <summary>Progress of a cycle, for a line on the screen.</summary>
/// <param name="Total">Null when it is not known beforehand.</param>
public readonly record struct CycleProgress(string Stage, int Done, int? Total)
{
    /// <summary>Nothing is done but waiting, for as long as <see cref="Stage"/> says.</summary>
    public bool IsWait { get; init; }
}

/// <summary>Counts the HTTP requests to the shop since it was made.</summary>
public interface IRequestMeter
{
    int Reads { get; }

    int Writes { get; }
}
