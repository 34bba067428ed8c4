using System.Globalization;
using Tillsync.Commands;
using Tillsync.Core;
using Tillsync.Core.Recording;
using Tillsync.Scheduling;

namespace Tillsync.Monitoring;

/// <summary>Reads journal and scheduler, and asks the service; the till and the shop are not asked.</summary>
internal sealed class MonitorReader(CommandContext context, TimeSpan span)
{
    /// <summary>More would be read by nobody; `history` and the views of the journal have them all.</summary>
    private const int StartsMax = 20_000;

    /// <summary>A schedule does not change while somebody looks on, and asking for it starts other programs.</summary>
    private static readonly TimeSpan ScheduleLifetime = TimeSpan.FromSeconds(30);

    private (ScheduleLine Line, DateTimeOffset At)? _schedule;

    public async Task<MonitorReport> ReadAsync()
    {
        var (loaded, storefront) = context.LoadStorefront();
        var now = context.Time.GetUtcNow();
        var since = now - span;
        await using var session = await Composition.OpenAsync(context, loaded, storefront, JournalAccess.Read);
        await using var notes = await Composition.OpenNotesAsync(context, loaded, storefront, JournalAccess.Read);
        var journal = session.Journal;
        var runs = await journal.ReadRunsAsync(StartsMax, context.Stop);
        var quiet = await notes.ReadStartsAsync(since, StartsMax, context.Stop);
        var plans = await journal.ReadHeldPlansAsync(context.Stop);
        var service = await notes.ReadServiceAsync(context.Stop);
        return new MonitorReport(
            session.Name,
            since,
            now,
            Merge(runs, quiet, since),
            await journal.ReadPositionsAsync(context.Stop),
            [.. plans.Where(plan => plan.State == HeldPlanState.Held)],
            [.. (await journal.ReadParkedAsync(context.Stop)).OrderBy(item => item.Sku)],
            (await journal.ReadOpenIntentsAsync(context.Stop)).Count,
            await ScheduleAsync(now),
            await journal.ReadPauseAsync(context.Stop),
            service is null ? null : await MonitoredService.LookAsync(service, session.Name, context.Stop)
        );
    }

    /// <summary>The writes of a run, for those who want to see them.</summary>
    public async Task<IReadOnlyList<Intent>> ReadWritesAsync(long runId)
    {
        await using var session = await context.OpenAsync(JournalAccess.Read);
        return await session.Journal.ReadRunIntentsAsync(runId, context.Stop);
    }

    public static IReadOnlyList<MonitoredStart> Merge(
        IReadOnlyList<RunRecord> runs,
        IReadOnlyList<QuietStart> quiet,
        DateTimeOffset since
    ) =>
        [
            .. runs.Where(run => run.Start.StartedAt >= since || run.End is null)
                .Select(MonitoredStart.Of)
                .Concat(quiet.Select(MonitoredStart.Of))
                .OrderByDescending(start => start.StartedAt),
        ];

    private async Task<ScheduleLine> ScheduleAsync(DateTimeOffset now)
    {
        if (_schedule is { } known && now - known.At < ScheduleLifetime)
        {
            return known.Line;
        }

        var line = await AskAsync();
        _schedule = (line, now);
        return line;
    }

    private async Task<ScheduleLine> AskAsync()
    {
        try
        {
            var (target, state) = await ScheduleState.OfStorefrontAsync(context, context.Stop);
            return Line(target.Scheduler.Kind, state);
        }
        catch (TillsyncException exception) when (exception is ScheduleException or UsageException)
        {
            return new ScheduleLine($"not known: {exception.Subject}: {exception.Cause}", null);
        }
    }

    private static ScheduleLine Line(string kind, ScheduleState state)
    {
        if (state.Installed is not { } installed)
        {
            return new ScheduleLine($"NOT INSTALLED ({kind}); tillsync schedule install", false);
        }

        var often = installed switch
        {
            { StaysOn: true } => "stays on",
            { Interval: { } interval } => string.Create(CultureInfo.InvariantCulture, $"every {interval.TotalHours:0.##} hours"),
            _ => "at unknown times",
        };
        var problem = state.IsRight ? "" : $"; NOT RIGHT: {state.Problems[0]} See `tillsync schedule show`.";
        return new ScheduleLine($"{kind}, {often}, {(installed.IsEnabled ? "enabled" : "DISABLED")}{problem}", state.IsRight);
    }
}
