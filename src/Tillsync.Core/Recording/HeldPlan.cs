using Tillsync.Core.Stock;

namespace Tillsync.Core.Recording;

/// <summary>A plan that the guard held, and what became of it.</summary>
/// <param name="Checksum">Names these writes and the reasons that an approval waives: it approves this plan and no other.</param>
/// <param name="Scope">What the run was about, one of <see cref="RunScope"/>.</param>
/// <param name="RunId">The run that held it first; null where the journal does not say.</param>
/// <param name="LastSeenAt">When a run last arrived at it.</param>
/// <param name="Seen">How many runs have arrived at it.</param>
/// <param name="CanBeApproved">False where the till's read was empty: that is no plan.</param>
/// <param name="WriteCount">How many listings it would write.</param>
public sealed record HeldPlan(
    string Checksum,
    string Scope,
    long? RunId,
    DateTimeOffset HeldAt,
    DateTimeOffset LastSeenAt,
    int Seen,
    IReadOnlyList<string> Reasons,
    bool CanBeApproved,
    int WriteCount,
    HeldPlanState State
)
{
    /// <summary>Who approved or rejected it, as user@host; null while nobody has.</summary>
    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>When it was carried out or superseded.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The run that carried it out.</summary>
    public long? AppliedRunId { get; init; }

    /// <summary>The plan that took its place; null where a run went through without being held.</summary>
    public string? SupersededBy { get; init; }

    /// <summary>It may still be carried out.</summary>
    public bool IsOpen => State is HeldPlanState.Held or HeldPlanState.Approved;
}

public enum HeldPlanState
{
    /// <summary>Waits for somebody's word.</summary>
    Held,

    /// <summary>The next run that arrives at it carries it out, once.</summary>
    Approved,

    /// <summary>Put away; a run that arrives at it again stays held.</summary>
    Rejected,

    /// <summary>Carried out, or begun to be; the approval is used up.</summary>
    Applied,

    /// <summary>Another plan took its place, or the guard let a later one through.</summary>
    Superseded,
}

/// <summary>One write of a held plan, as somebody who is to approve it wants to see it.</summary>
/// <param name="Listing">Null for a product that would be made.</param>
/// <param name="From">What the shop showed; null when it had no number.</param>
/// <param name="Because">The arithmetic of the decision in one line.</param>
public sealed record HeldWrite(Sku Sku, ListingId? Listing, Quantity? From, ListedQuantity To, string Because);

/// <summary>What changes in the journal's held plans, in one transaction.</summary>
/// <param name="Changed">Added or replaced by checksum.</param>
/// <param name="Forgotten">Checksums of plans that go, with their writes.</param>
/// <param name="Writes">The writes of the first of <paramref name="Changed"/>; null where the journal has them.</param>
public sealed record HeldPlanChange(IReadOnlyList<HeldPlan> Changed, IReadOnlyList<string> Forgotten, IReadOnlyList<HeldWrite>? Writes)
{
    public bool IsEmpty => Changed.Count == 0 && Forgotten.Count == 0;
}
