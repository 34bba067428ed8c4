using Microsoft.Extensions.Logging;
using Tillsync.Alerting;
using Tillsync.Commands;
using Tillsync.Configuration;
using Tillsync.Core;
using Tillsync.Core.Recording;
using Tillsync.Logging;
using Tillsync.Output;
using Tillsync.Webhooks;

namespace Tillsync.Service;

/// <summary>Does the jobs of one storefront, one after the other, and keeps what came of them.</summary>
internal sealed class StorefrontWorker(
    CommandContext context,
    LoadedConfiguration loaded,
    StorefrontSettings storefront,
    ServiceMetrics metrics,
    ILogger logger
) : IAsyncDisposable
{
    private static readonly TimeSpan UpkeepInterval = TimeSpan.FromHours(24);

    /// <summary>A stopped storefront, and a journal that cannot be opened, are looked at so often.</summary>
    private static readonly TimeSpan IdleInterval = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SessionKeeper _sessions = new(context, loaded, storefront);
    private readonly ServiceNote _note = new(context, loaded, storefront);
    private readonly TillWatch _till = new(storefront.Name, storefront.Schedule.ProbeInterval, context.Time, metrics, logger);
    private readonly StorefrontSync _sync = new(
        storefront.Name,
        new SyncSurroundings(
            context.Time,
            null,
            warning => Log.SyncWarned(logger, storefront.Name, warning),
            context.Stop,
            context.HardStop
        ),
        metrics,
        logger
    );
    private readonly RetryPlan _retries = new(storefront.Shop.QuietPeriod, storefront.Shop.SettleTime);

    public string Name => storefront.Name;

    public TimeSpan Threshold => storefront.Schedule.Threshold;

    public TimeSpan OrderInterval => storefront.Schedule.OrderInterval;

    /// <summary>The webhooks; null where none are configured.</summary>
    public WebhookDesk? Webhooks { get; } =
        storefront.Shop.WebhookUrl is { } url ? new WebhookDesk(storefront, url, context.Time, metrics, logger) : null;

    public IReadOnlyList<JobKind> Kinds { get; } =
    [
        .. Enum.GetValues<JobKind>()
            .Where(kind =>
                kind switch
                {
                    JobKind.Hints or JobKind.Webhooks => storefront.Shop.WebhookUrl is not null,
                    JobKind.Alerts => !loaded.Configuration.Alerts.IsOff,
                    _ => true,
                }
            ),
    ];

    public JobBoard Board => field ??= new JobBoard(Kinds);

    /// <summary>Makes a job come sooner; set by who places the jobs.</summary>
    public Func<JobKind, DateTimeOffset, Task>? Hasten { get; set; }

    public Standing Standing { get; private set; } = Standing.Unknown;

    /// <summary>What somebody has to be told of; changes when something was looked at.</summary>
    public IReadOnlyList<Observation> Seen => [.. _sync.Seen, .. Webhooks?.Seen ?? []];

    /// <summary>A look has come to its end since the service started.</summary>
    public bool HasSucceeded => _sync.HasSucceeded;

    /// <summary>Runs one job when its turn comes; gives when it is to run again.</summary>
    /// <exception cref="OperationCanceledException">The service is being stopped.</exception>
    public async Task<DateTimeOffset> RunAsync(JobKind kind)
    {
        // A mail server may take its time: alerts wait for no other job, and none for them.
        var hasTurn = kind != JobKind.Alerts;
        if (hasTurn)
        {
            await _turn.WaitAsync(context.Stop);
        }

        var outcome = new JobOutcome(JobResult.Failed, "It ended in a defect of Tillsync; the service log has it.", Now + IdleInterval);
        try
        {
            context.Stop.ThrowIfCancellationRequested();
            Board.Begin(kind, Now);
            outcome = kind == JobKind.Alerts ? await Alerts.LookAsync(context.Stop) : await PerformAsync(kind);
            return outcome.NextAt;
        }
        finally
        {
            Board.End(kind, outcome, Now);
            if (hasTurn)
            {
                _turn.Release();
            }
        }
    }

    /// <summary>A hint has come: the job that deals with it runs after a moment, if it would not anyway.</summary>
    public async Task HintedAsync()
    {
        if (Webhooks?.Hints is not { HasHints: true } hints || Hasten is not { } hasten || context.Stop.IsCancellationRequested)
        {
            return;
        }

        var job = Board[JobKind.Hints];
        var due = hints.DueAt(job.EndedAt);
        if (job.StartedAt is null && (job.NextAt is not { } next || next > due))
        {
            await hasten(JobKind.Hints, due);
        }
    }

    /// <summary>The service listens; from now on others can find it.</summary>
    public void ListensAt(string address) => _note.Address = address;

    /// <summary>No job runs any more, and none will.</summary>
    public Task EndAsync() => _note.EndAsync();

    public async ValueTask DisposeAsync()
    {
        await _sessions.DisposeAsync();
        _turn.Dispose();
    }

    private DateTimeOffset Now => context.Time.GetUtcNow();

    private AlertWatch Alerts =>
        field ??= new AlertWatch(
            this,
            Composition.AlertDeskOf(loaded, storefront, context.Time, warning => Log.AlertUntold(logger, Name, warning)),
            context.Time
        );

    private async Task<JobOutcome> PerformAsync(JobKind kind)
    {
        try
        {
            var session = await _sessions.GetAsync();
            await _note.LeaveAsync();
            var pause = await session.Journal.ReadPauseAsync(context.Stop);
            NotePause(pause);
            var outcome = pause is { Kind: PauseKind.Stopped }
                ? new JobOutcome(JobResult.Stopped, PausePrinter.Describe(pause, context.Time), Now + IdleInterval)
                : await PerformAsync(kind, session, pause);
            Standing = await StandAsync(session, pause);
            return outcome;
        }
        catch (TillsyncException exception)
        {
            await _sessions.DropAsync();
            _note.Forget();
            Standing = Standing with { Failure = exception.Message };
            return new JobOutcome(JobResult.Failed, exception.Message, Now + IdleInterval);
        }
    }

    private async Task<JobOutcome> PerformAsync(JobKind kind, StorefrontSession session, Pause? pause) =>
        kind switch
        {
            JobKind.Probe => await ProbeAsync(session, pause),
            JobKind.Orders => OutcomeOf(await _sync.LookAsync(session, pause, null), Now + storefront.Schedule.OrderInterval),
            JobKind.Full => await FullAsync(session, pause),
            JobKind.Retry => await RetryAsync(session, pause),
            JobKind.Upkeep => await KeepUpAsync(session),
            JobKind.Hints when Webhooks is { } desk => await desk.Hints.DealAsync(
                session.Journal,
                StorefrontSession.ThisHolder(),
                () => _sync.LookAsync(session, pause, null),
                context.Stop
            ),
            JobKind.Webhooks when Webhooks is { } desk => await desk.WatchAsync(session, context.Stop),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    private async Task<JobOutcome> ProbeAsync(StorefrontSession session, Pause? pause)
    {
        var seen = await _till.GlanceAsync(session.Till, context.Stop);
        if (seen.HasReturned)
        {
            _sync.ForgetWaiting();
        }

        if (!seen.IsChanged)
        {
            return seen.Outcome;
        }

        var looked = await _sync.LookAsync(session, pause, null);
        if (looked.IsSettled)
        {
            var lag = _till.Settle(seen);
            if (lag is { } since && looked.Report is { Counts.Updated: > 0 })
            {
                metrics.AddLag(Name, since);
            }
        }

        return OutcomeOf(looked, Now + _till.Interval);
    }

    private async Task<JobOutcome> FullAsync(StorefrontSession session, Pause? pause)
    {
        var due = FullSyncDue.Of(await session.Journal.ReadPositionsAsync(context.Stop), Threshold);
        if (due > Now)
        {
            return new JobOutcome(JobResult.Nothing, "It is not due yet.", due);
        }

        var looked = await _sync.LookAsync(session, pause, FullSyncDue.Reason(Threshold));
        var next = FullSyncDue.Of(await session.Journal.ReadPositionsAsync(context.Stop), Threshold);
        var retry = Now + FullSyncDue.RetryInterval;
        return OutcomeOf(looked, next > retry ? next : retry);
    }

    private async Task<JobOutcome> RetryAsync(StorefrontSession session, Pause? pause)
    {
        var due = await _retries.ReadAsync(session.Journal, Now, context.Stop);
        if (due.Count == 0)
        {
            return new JobOutcome(JobResult.Nothing, due.Text, due.NextAt);
        }

        var looked = await _sync.LookAsync(session, pause, null);
        return OutcomeOf(looked, (await _retries.ReadAsync(session.Journal, Now, context.Stop)).NextAt);
    }

    private async Task<JobOutcome> KeepUpAsync(StorefrontSession session)
    {
        RunLog.RemoveOld(loaded.Configuration.Logs, context.Time);
        try
        {
            var housekeeping = new Housekeeping(session.Journal, StorefrontSession.ThisHolder(), context.Time);
            var forgotten = await housekeeping.RunAsync(context.Stop);
            if (forgotten > 0)
            {
                Log.Forgot(logger, Name, forgotten);
            }

            return new JobOutcome(JobResult.Done, $"Forgot {forgotten} old runs.", Now + UpkeepInterval);
        }
        catch (LeaseHeldException exception)
        {
            return new JobOutcome(JobResult.Waiting, exception.Cause, Now + FullSyncDue.RetryInterval);
        }
    }

    private async Task<Standing> StandAsync(StorefrontSession session, Pause? pause)
    {
        var positions = await session.Journal.ReadPositionsAsync(context.Stop);
        var parked = await session.Journal.ReadParkedAsync(context.Stop);
        return new Standing(
            pause,
            _till.IsLost,
            positions?.LastFullSyncAt,
            positions?.LastVerifiedAt,
            parked.Count,
            _sync.HeldPlan,
            _till.Failure ?? _sync.Failure
        );
    }

    private void NotePause(Pause? pause)
    {
        if (pause is not null && pause != Standing.Pause)
        {
            Log.Paused(logger, Name, PausePrinter.Describe(pause, context.Time));
        }
        else if (pause is null && Standing.Pause is not null)
        {
            Log.Resumed(logger, Name);
            // What was only said until now is done now.
            _till.Forget();
        }
    }

    private static JobOutcome OutcomeOf(Looked looked, DateTimeOffset next) => new(looked.Result, looked.Text, next);
}
