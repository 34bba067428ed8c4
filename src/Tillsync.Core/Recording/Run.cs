namespace Tillsync.Core.Recording;

/// <summary>The start of a run, recorded before it reads anything.</summary>
/// <param name="Reason">Why it runs, in the words of the check.</param>
/// <param name="Scope">One of <see cref="RunScope"/>.</param>
public sealed record RunStart(string Scope, string Reason, DateTimeOffset StartedAt);

/// <summary>The end of a run.</summary>
/// <param name="Error">Subject, cause and advice of what ended it; null when nothing did.</param>
/// <param name="PlanChecksum">Checksum of the plan that was carried out or held; null when there was none.</param>
public sealed record RunEnd(long RunId, RunResult Result, DateTimeOffset EndedAt, RunCounts Counts, string? Error, string? PlanChecksum);

public enum RunResult
{
    Running,
    Succeeded,

    /// <summary>Done, but items are parked or their outcome is unknown.</summary>
    SucceededWithParked,
    Held,
    Failed,
    Cancelled,

    /// <summary>Its process ended without a word; found by the next run.</summary>
    Interrupted,
}

/// <summary>What a run did, in listings; requests are HTTP requests to the shop.</summary>
/// <param name="Considered">Decisions made.</param>
/// <param name="Skipped">Listings that already showed their number, or that were not due to be read.</param>
/// <param name="Deferred">Left for the next run because an order touched them while they were read.</param>
public sealed record RunCounts(
    int Considered,
    int Updated,
    int Skipped,
    int Refused,
    int Unknown,
    int Parked,
    int Deferred,
    int StockUnknown,
    int Unmapped,
    int ReadRequests,
    int WriteRequests
)
{
    /// <summary>Products that were made.</summary>
    public int Created { get; init; }

    public static readonly RunCounts None = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}

/// <summary>A run as the journal has it.</summary>
public sealed record RunRecord(RunStart Start, RunEnd? End, long RunId, string Holder);

/// <summary>What a full sync leaves behind for the next check; stored in the same transaction as the end of its run, last of all.</summary>
/// <param name="ChangedItems">Articles that are new or differ from what was remembered.</param>
/// <param name="ForgottenItems">Articles that the till no longer has.</param>
/// <param name="StagedOrderIds">All STAGING_IDs that were there.</param>
/// <param name="Orders">The mirror of web orders, whole.</param>
public sealed record Advance(
    Positions Positions,
    IReadOnlyList<RememberedItem> ChangedItems,
    IReadOnlyList<Stock.Sku> ForgottenItems,
    IReadOnlyList<long> StagedOrderIds,
    IReadOnlyList<Detecting.WebOrder> Orders
);
