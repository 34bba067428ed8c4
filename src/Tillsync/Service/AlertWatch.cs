using Tillsync.Alerting;

namespace Tillsync.Service;

/// <summary>
/// Looks from time to time how a storefront is, and has it told. It is the only job that waits for a mail server or another receiver, and no
/// other waits for it: a sync is never late for a message.
/// </summary>
internal sealed class AlertWatch(StorefrontWorker worker, AlertDesk desk, TimeProvider time)
{
    public static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    /// <summary>A failure that the next try cures is not worth a message: it is told once it has lasted so long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The first look of a service puts right what has become late while it was off; nothing is said of that before.</summary>
    public static readonly TimeSpan FirstLookTime = TimeSpan.FromMinutes(1);

    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private DateTimeOffset? _failingSince;
    private long _runs;

    /// <summary>One look; it ends when the message has gone out, or its time is up (<see cref="AlertSender.LimitDefault"/>).</summary>
    public async Task<JobOutcome> LookAsync(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var verdict = HealthJudge.Judge(worker, now);
        _failingSince = verdict.IsHealthy ? null : _failingSince ?? now;
        if (_failingSince is { } since && now - since < Patience)
        {
            return Outcome(JobResult.Waiting, "It is failing; the next try may cure it.");
        }

        List<Observation> seen = [.. worker.Seen, .. FailureOf(verdict)];
        if (seen.Count == 0 && now - _startedAt < FirstLookTime)
        {
            return Outcome(JobResult.Waiting, "Nothing has been looked at yet.");
        }

        await desk.ReportAsync(seen, SignalOf(verdict), stop);
        return desk.Problem is { } problem
            ? Outcome(JobResult.Waiting, problem)
            : Outcome(JobResult.Nothing, "Whoever is to be told has been told.");
    }

    /// <summary>None before the first look of this process: a failure that an earlier one told of may well go on.</summary>
    private IEnumerable<Observation> FailureOf(HealthVerdict verdict) =>
        verdict.IsHealthy && !worker.HasSucceeded ? [] : [new(AlertKind.Failure, verdict.IsHealthy ? null : verdict.Text)];

    /// <summary>All is well only where work has been done since the last time: a process whose jobs stand still says nothing.</summary>
    private PingSignal? SignalOf(HealthVerdict verdict)
    {
        if (!verdict.IsHealthy || verdict.Status == HealthJudge.Held)
        {
            return PingSignal.Fail;
        }

        var runs = worker.Board.All.Where(job => job.Kind != JobKind.Alerts).Sum(job => job.Runs);
        var isWell = runs > _runs && (worker.HasSucceeded || worker.Standing.Pause is not null);
        _runs = runs;
        return isWell ? PingSignal.Success : null;
    }

    private JobOutcome Outcome(JobResult result, string text) => new(result, text, time.GetUtcNow() + LookInterval);
}
