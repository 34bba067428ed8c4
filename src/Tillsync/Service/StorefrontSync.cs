using Microsoft.Extensions.Logging;
using Tillsync.Alerting;
using Tillsync.Commands;
using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Output;

namespace Tillsync.Service;

/// <summary>What came of a look.</summary>
/// <param name="IsSettled">What the look has found is dealt with: it need not be looked at again before something else changes.</param>
internal sealed record Looked(JobResult Result, string Text, bool IsSettled)
{
    public SyncReport? Report { get; init; }
}

/// <summary>Check, then sync if needed, as <c>run</c> does; and where that fails, time until the next try.</summary>
internal sealed class StorefrontSync(string name, SyncSurroundings surroundings, ServiceMetrics metrics, ILogger logger)
{
    /// <summary>A failing shop is asked at most once in this time, so that a weekend's outage is not a hundred thousand runs of history.</summary>
    private static readonly TimeSpan RetryMax = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan RetryFirst = TimeSpan.FromSeconds(5);

    private readonly Backoff _backoff = new(RetryFirst, RetryMax);
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private string? _saidPlan;

    /// <summary>Why the last look failed; null when it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>The plan that the guard held the last time; null when it held none.</summary>
    public string? HeldPlan { get; private set; }

    /// <summary>A look has come to its end since the service started: from then on, no failure means that all is well.</summary>
    public bool HasSucceeded { get; private set; }

    /// <summary>What the last sync that came to its end showed that somebody has to be told of, or no more.</summary>
    public IReadOnlyList<Observation> Seen { get; private set; } = [];

    /// <summary>Something has come back: the next look is not put off.</summary>
    public void ForgetWaiting() => _notBefore = DateTimeOffset.MinValue;

    /// <param name="alsoBecause">A reason to sync that no check knows; null where the check alone decides.</param>
    public async Task<Looked> LookAsync(StorefrontSession session, Pause? pause, string? alsoBecause)
    {
        var now = surroundings.Time.GetUtcNow();
        if (now < _notBefore)
        {
            return new Looked(JobResult.Waiting, $"Waits after a failure. {Failure}", IsSettled: false);
        }

        var (reads, writes) = (session.Meter.Reads, session.Meter.Writes);
        try
        {
            return await CheckAsync(session, pause, alsoBecause);
        }
        catch (LeaseHeldException exception)
        {
            Log.LeaseElsewhere(logger, name, exception.Cause);
            _notBefore = surroundings.Time.GetUtcNow() + RetryFirst;
            return new Looked(JobResult.Waiting, exception.Cause, IsSettled: false);
        }
        catch (TillsyncException exception)
        {
            return Fail(exception);
        }
        finally
        {
            metrics.AddRequests(name, session.Meter.Reads - reads, session.Meter.Writes - writes);
        }
    }

    private async Task<Looked> CheckAsync(StorefrontSession session, Pause? pause, string? alsoBecause)
    {
        var check = await SyncRunner.CheckAsync(session, surroundings.Time, surroundings.Stop);
        var reason = check.IsNeeded ? check.Reason : alsoBecause;
        if (reason is null)
        {
            Succeed();
            // What was held is not wanted any more: the till has gone back to what the shop shows.
            HeldPlan = null;
            Seen = [.. Seen.Select(seen => seen.Kind == AlertKind.Held ? seen with { Text = null } : seen)];
            return new Looked(JobResult.Nothing, check.Reason, IsSettled: true);
        }

        if (pause is not null)
        {
            return await SayAsync(session, pause, reason);
        }

        Log.ChangeFound(logger, name, reason);
        await using var watch = new PauseWatch(session.Journal, surroundings.Time, surroundings.Stop);
        try
        {
            var report = await SyncRunner.RunAsync(session, SyncRunner.RequestOf(reason), surroundings with { Stop = watch.Stop });
            return Conclude(report, isSurprise: check.Events.All(found => found.Kind == CheckEventKind.ThresholdPassed));
        }
        catch (OperationCanceledException) when (watch.HasPaused)
        {
            return new Looked(JobResult.Paused, "Paused in the middle of a sync; what was under way has been recorded.", IsSettled: false);
        }
    }

    /// <summary>The real plan, from real reads; only nothing is written.</summary>
    private async Task<Looked> SayAsync(StorefrontSession session, Pause pause, string reason)
    {
        var report = await SyncRunner.RunAsync(session, SyncRunner.RequestOf(reason, applies: false), surroundings);
        Succeed();
        var text = PausePrinter.Describe(pause, surroundings.Time);
        if (_saidPlan != report.Checksum)
        {
            // The same answer to the same question each minute would hide the others.
            Log.ChangeFound(logger, name, reason);
            Log.WouldWrite(logger, name, report.Plan.Writes.Count, report.Checksum, text);
            _saidPlan = report.Checksum;
        }

        return new Looked(JobResult.Paused, $"{reason}; would write {report.Plan.Writes.Count} listings, but is {text}.", IsSettled: true);
    }

    private Looked Conclude(SyncReport report, bool isSurprise)
    {
        Succeed();
        _saidPlan = null;
        Seen = AlertDesk.SeenIn(report);
        metrics.AddItems(name, report);
        var counts = report.Counts;
        var seconds = Math.Round((report.EndedAt - report.StartedAt).TotalSeconds, 2);
        var requests = counts.ReadRequests + counts.WriteRequests;
        var result = Words.Result(report.Result);
        TellOfOrders(report);
        if (report.Result == RunResult.Held)
        {
            if (HeldPlan != report.Checksum)
            {
                Log.Held(logger, name, report.Checksum, string.Join(" ", report.HoldReasons));
            }

            HeldPlan = report.Checksum;
            return new Looked(JobResult.Held, string.Join(" ", report.HoldReasons), IsSettled: true) { Report = report };
        }

        HeldPlan = null;
        Log.Synced(logger, name, report.RunId, result, counts.Updated, counts.Refused, counts.Unknown, counts.Parked, requests, seconds);
        if (isSurprise && report.Plan.Writes.Count > 0)
        {
            metrics.AddDrift(name, report.Plan.Writes.Count);
        }

        foreach (var failure in report.Failures)
        {
            Log.SyncWarned(logger, name, $"{failure.Probe}: {failure.Error}");
        }

        return new Looked(JobResult.Done, $"Run {report.RunId} {result}: {counts.Updated} updated.", IsSettled: true) { Report = report };
    }

    /// <summary>What is new about orders on their way into the till; what was told before is in status.</summary>
    private void TellOfOrders(SyncReport report)
    {
        if (report.Staging is not { } staging)
        {
            return;
        }

        foreach (var order in staging.Orders)
        {
            Log.OrderStaged(logger, name, StagingPrinter.Describe(order));
        }

        var recent = staging with { Problems = [.. staging.Problems.Where(entry => entry.ChangedAt >= report.StartedAt)] };
        foreach (var problem in StagingPrinter.Problems(recent))
        {
            Log.SyncWarned(logger, name, problem);
        }
    }

    private void Succeed()
    {
        if (_backoff.IsFailing)
        {
            Log.SyncRecovered(logger, name);
        }

        _backoff.Reset();
        _notBefore = DateTimeOffset.MinValue;
        Failure = null;
        HasSucceeded = true;
    }

    private Looked Fail(TillsyncException exception)
    {
        var wait = _backoff.Fail();
        _notBefore = surroundings.Time.GetUtcNow() + wait;
        Failure = exception.Message;
        Log.SyncFailed(logger, name, exception.Message, (int)wait.TotalSeconds);
        if (exception is JournalException)
        {
            // Whoever keeps the session has to open it anew.
            throw exception;
        }

        return new Looked(JobResult.Failed, exception.Message, IsSettled: false);
    }
}
