namespace Tillsync.Alerting;

/// <summary>What can be wrong with a storefront so that somebody has to be told.</summary>
internal enum AlertKind
{
    /// <summary>A check or sync failed: till, shop, journal or machine.</summary>
    Failure,

    /// <summary>The guard holds a plan.</summary>
    Held,

    /// <summary>Web orders reserve for too long.</summary>
    Backlog,

    /// <summary>Web orders on their way into the till want a person's look.</summary>
    Staging,

    /// <summary>The shop has switched off webhooks of ours.</summary>
    Webhooks,

    /// <summary>The shop has not been found right as a whole for too long.</summary>
    Unverified,
}

/// <summary>What one look found of one kind. Of kinds that nobody looked at there is none.</summary>
/// <param name="Text">What is wrong, with the next move; null: nothing is.</param>
internal readonly record struct Observation(AlertKind Kind, string? Text);

/// <summary>An alert as it is remembered between processes.</summary>
/// <param name="Text">As it was last seen.</param>
/// <param name="EndedAt">It is over, and those who were told of it have not heard so yet.</param>
/// <param name="ToldAt">When it was last told; null: not yet.</param>
internal sealed record OpenAlert(AlertKind Kind, string Text, DateTimeOffset OpenedAt, DateTimeOffset? EndedAt, DateTimeOffset? ToldAt);

/// <summary>One line of a message.</summary>
internal sealed record AlertEvent(AlertKind Kind, AlertEventState State, string Text, DateTimeOffset OpenedAt);

internal enum AlertEventState
{
    New,

    /// <summary>It has gone on for so long that it is told again.</summary>
    Still,

    Recovered,
}
