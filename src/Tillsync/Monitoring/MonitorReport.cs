using Tillsync.Core.Recording;

namespace Tillsync.Monitoring;

/// <summary>What happened in a span of time, and how things stand. Pure; see <see cref="MonitorReader"/>.</summary>
/// <param name="Starts">Runs and starts that led to none, newest first.</param>
/// <param name="Parked">Articles that are parked now.</param>
/// <param name="InDoubt">Writes whose outcome nobody knows.</param>
/// <param name="Schedule">What starts it by itself, in one line.</param>
/// <param name="Service">Null where none has ever run.</param>
internal sealed record MonitorReport(
    string Storefront,
    DateTimeOffset Since,
    DateTimeOffset Now,
    IReadOnlyList<MonitoredStart> Starts,
    Positions? Positions,
    IReadOnlyList<HeldPlan> WaitingPlans,
    IReadOnlyList<ParkedItem> Parked,
    int InDoubt,
    ScheduleLine Schedule,
    Pause? Pause,
    MonitoredService? Service
)
{
    public int Requests => Starts.Sum(start => start.Requests);

    public int Saved => Starts.Sum(start => start.Saved);

    public int Count(StartOutcome outcome) => Starts.Count(start => start.Outcome == outcome);
}

/// <param name="IsRight">Null where it could not be found out.</param>
internal sealed record ScheduleLine(string Text, bool? IsRight);

/// <summary>One start, whoever gave it: the schedule, a person, an undo.</summary>
/// <param name="RunId">Null where it led to no run.</param>
/// <param name="Saved">
/// Requests that the scripts would have made besides: one read for each listing and one write for each change, whatever had happened.
/// </param>
/// <param name="Error">What ended it, or why the guard held it.</param>
internal sealed record MonitoredStart(
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    long? RunId,
    string Scope,
    StartOutcome Outcome,
    string Reason,
    RunCounts Counts,
    int Saved,
    string? Error
)
{
    public int Requests => Counts.ReadRequests + Counts.WriteRequests;

    public int Errors => Counts.Refused + Counts.Unknown;

    public static MonitoredStart Of(RunRecord run)
    {
        var counts = run.End?.Counts ?? RunCounts.None;
        var requests = counts.ReadRequests + counts.WriteRequests;
        var outcome = OutcomeOf(run.End?.Result ?? RunResult.Running);
        // A run that is under way has not saved anything yet, one that ended early did not do the scripts' work.
        var saved = outcome is StartOutcome.Synced or StartOutcome.Held ? Math.Max(0, counts.Considered + counts.Updated - requests) : 0;
        return new MonitoredStart(
            run.Start.StartedAt,
            run.End?.EndedAt,
            run.RunId,
            run.Start.Scope,
            outcome,
            run.Start.Reason,
            counts,
            saved,
            run.End?.Error
        );
    }

    public static MonitoredStart Of(QuietStart start)
    {
        var outcome = start.Error is null ? StartOutcome.Skipped : StartOutcome.Failed;
        var saved = outcome == StartOutcome.Skipped ? Math.Max(0, start.Listings - start.ReadRequests) : 0;
        var counts = RunCounts.None with { ReadRequests = start.ReadRequests };
        return new MonitoredStart(start.StartedAt, null, null, RunScope.Full, outcome, start.Reason, counts, saved, start.Error);
    }

    private static StartOutcome OutcomeOf(RunResult result) =>
        result switch
        {
            RunResult.Running => StartOutcome.Running,
            RunResult.Succeeded or RunResult.SucceededWithParked => StartOutcome.Synced,
            RunResult.Held => StartOutcome.Held,
            RunResult.Failed => StartOutcome.Failed,
            RunResult.Cancelled or RunResult.Interrupted => StartOutcome.Stopped,
            _ => throw new ArgumentOutOfRangeException(nameof(result)),
        };
}

internal enum StartOutcome
{
    Skipped,
    Synced,
    Held,
    Failed,

    /// <summary>Ended by somebody, or its process by something.</summary>
    Stopped,
    Running,
}
