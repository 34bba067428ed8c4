namespace Tillsync.Core.Recording;

/// <summary>
/// What the journal remembers of a web order that Tillsync stages. Nothing of the customer is in it: numbers, stamps, and hashes of what was
/// written.
/// </summary>
/// <param name="Number">The order's number as people know it.</param>
/// <param name="ChangedAt">When the state or the problem last became another one, by this machine's clock.</param>
public sealed record StagedWebOrder(long OrderId, string Number, StagingState State, DateTimeOffset ChangedAt)
{
    /// <summary>The shop's status of the order when it was last looked at; null before the first look, <see cref="Deleted"/> where it is gone.</summary>
    public string? Status { get; init; }

    /// <summary>The order's own stamp when it was last looked at.</summary>
    public DateTimeOffset? OrderModifiedAt { get; init; }

    /// <summary>The shop's clock when the order was last looked at.</summary>
    public DateTimeOffset? LookedAt { get; init; }

    /// <summary>Hash of the order in the shop, without its status: what its buyer ordered, and where it goes.</summary>
    public string? Source { get; init; }

    /// <summary>Hash of the row that was meant: the order, its status, and the articles that its lines are.</summary>
    public string? Wanted { get; init; }

    /// <summary>STAGING_ID of its row; null where it has none that is known.</summary>
    public long? StagingId { get; init; }

    /// <summary>Hash of the row as the table last held it after a write of ours; the row carries it, too.</summary>
    public string? Mark { get; init; }

    /// <summary>The run that last changed its row.</summary>
    public long? RunId { get; init; }

    /// <summary>A stable word for what is wrong with it; null: nothing is.</summary>
    public string? Problem { get; init; }

    /// <summary>A sentence with the cause and the next move.</summary>
    public string? Detail { get; init; }

    /// <summary>Tries that failed since the last one that did not.</summary>
    public int Attempts { get; init; }

    /// <summary>Not before then is it tried again; null: at once.</summary>
    public DateTimeOffset? NextTryAt { get; init; }

    /// <summary>Stands for the status of an order that was deleted for good.</summary>
    public const string Deleted = "deleted";

    /// <summary>Something is still to be done about its row, or may be.</summary>
    public bool IsOpen => State is StagingState.Wanted or StagingState.Changing or StagingState.Staged;

    /// <summary>Something is to be done, or was begun and nobody knows whether it was done.</summary>
    public bool IsPending => State is StagingState.Wanted or StagingState.Changing;
}

/// <summary>Where an order stands on its way into the till.</summary>
public enum StagingState
{
    /// <summary>It is to be staged; whether it was is not recorded.</summary>
    Wanted,

    /// <summary>Its row stands in the table and waits for the till.</summary>
    Staged,

    /// <summary>Its row is to be changed or withdrawn; whether it was is not recorded.</summary>
    Changing,

    /// <summary>The till must not create it: its row says so, or it never had one.</summary>
    Withdrawn,

    /// <summary>The till's side has taken the row; it is never changed again.</summary>
    Applied,

    /// <summary>Somebody else has staged it; that row is left alone.</summary>
    Foreign,

    /// <summary>Its row is no longer there. It is not staged again by itself.</summary>
    Gone,

    /// <summary>It is not Tillsync's to stage: placed before staging began, or so long ago that its row may have been cleaned up.</summary>
    LeftOut,
}

/// <summary>All that the journal remembers of staging.</summary>
/// <param name="Since">Orders placed from then on are staged; null before the first run with staging on.</param>
public sealed record StagingLedger(DateTimeOffset? Since, IReadOnlyList<StagedWebOrder> Orders)
{
    public static readonly StagingLedger Empty = new(null, []);
}

/// <summary>What is written of it in one transaction.</summary>
/// <param name="Since">Null: as it was.</param>
/// <param name="Orders">Added, or replaced by order.</param>
public sealed record StagingChange(DateTimeOffset? Since, IReadOnlyList<StagedWebOrder> Orders);
