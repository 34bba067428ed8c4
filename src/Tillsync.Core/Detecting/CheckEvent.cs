namespace Tillsync.Core.Detecting;

/// <summary>One thing that a check found, in the order in which reasons are given.</summary>
/// <param name="Count">How many orders, products or items; 0 where there is nothing to count.</param>
/// <param name="Text">A line for people, e.g. <c>New orders detected (2 orders)</c>. The wording is stable: operators grep for it.</param>
public sealed record CheckEvent(CheckEventKind Kind, int Count, string Text);

public enum CheckEventKind
{
    NeverSynced,

    /// <summary>A probe could not answer. That is never "no change".</summary>
    ProbeFailed,
    PolicyChanged,
    ThresholdPassed,
    NewOrders,
    OrderChanges,
    NewProducts,
    ProductChanges,
    InventoryChanges,

    /// <summary>Web orders whose rows in the till are missing or no longer right.</summary>
    OrdersToStage,

    /// <summary>Parked items or unknown outcomes that are due again.</summary>
    WorkLeft,
}

/// <summary>The answer to "is a sync needed, and why?".</summary>
/// <param name="Reason">The first event's text, or that there are no changes.</param>
/// <param name="Events">Every event found, not just the first.</param>
/// <param name="LastFullSyncAt">Null before the first one.</param>
public sealed record CheckResult(
    bool IsNeeded,
    string Reason,
    IReadOnlyList<CheckEvent> Events,
    DateTimeOffset? LastFullSyncAt,
    DateTimeOffset CheckedAt
);
