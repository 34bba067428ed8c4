namespace Tillsync.Service;

/// <summary>The kinds of work that the service does for a storefront, each a job of its own.</summary>
internal enum JobKind
{
    /// <summary>A glance at the till; where it shows a change, a check and a sync.</summary>
    Probe,

    /// <summary>A whole check: the shop's orders, and the till row by row.</summary>
    Orders,

    /// <summary>The sync that is due by its age, with a look at every listing.</summary>
    Full,

    /// <summary>Another try of what is parked or in doubt, when it is due.</summary>
    Retry,

    /// <summary>Forgets old history and old logs.</summary>
    Upkeep,

    /// <summary>Deals with what the shop's webhooks hint at; only where webhooks are configured, like the next one.</summary>
    Hints,

    /// <summary>Asks the shop whether it has disabled a webhook.</summary>
    Webhooks,

    /// <summary>Has somebody told of what is wrong, and of its end; only where alerts are configured. It waits for no other job, and none for it.</summary>
    Alerts,
}

/// <summary>How a job ended.</summary>
internal enum JobResult
{
    /// <summary>It has not run yet.</summary>
    NotYet,

    /// <summary>There was nothing to do.</summary>
    Nothing,
    Done,

    /// <summary>The guard holds the plan.</summary>
    Held,

    /// <summary>Another run has the lease, or a failure is given time.</summary>
    Waiting,
    Paused,
    Stopped,
    Failed,
}

/// <summary>What came of a job.</summary>
/// <param name="Text">One sentence for people.</param>
/// <param name="NextAt">When it is to run again.</param>
internal sealed record JobOutcome(JobResult Result, string Text, DateTimeOffset NextAt);
