using System.CommandLine;
using Tillsync.Core.Recording;
using Tillsync.Monitoring;
using Tillsync.Output;

namespace Tillsync.Commands;

/// <summary>What has been going on, and how things stand.</summary>
internal static class MonitorCommand
{
    private const decimal HoursDefault = 24;

    /// <summary>Runs whose writes are shown with --details; `history --run` has those of any.</summary>
    private const int DetailedRunsMax = 10;

    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(2);

    private static readonly Option<decimal?> LastHours = NumberOption.Create<decimal>(
        "--last-hours",
        "N",
        $"How far to look back. Default: {HoursDefault}.",
        hours => hours is > 0 and <= 9600,
        "a number of hours above 0 and at most 9600"
    );

    private static readonly Option<bool> Details = new("--details")
    {
        Description = "Also each run's writes from -> to, and each parked article.",
    };

    private static readonly Option<bool> Watch = new("--watch")
    {
        Description = "Go on showing it, live, until Ctrl-C; at a pipe, one line for each start.",
    };

    public static Command Create() =>
        new Command("monitor", "Recent starts: when, why, skipped or what was done, requests sent and saved; and what waits for somebody.")
        {
            LastHours,
            Details,
            Watch,
            CommandOptions.Rows,
        }.Does(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        var reader = new MonitorReader(context, Span(context.Arguments.GetValue(LastHours) ?? HoursDefault));
        if (context.Arguments.GetValue(Watch))
        {
            return await WatchAsync(context, reader);
        }

        var report = await reader.ReadAsync();
        var writes = context.Arguments.GetValue(Details) ? await ReadWritesAsync(reader, report) : null;
        if (context.Terminal.IsJson)
        {
            context.Terminal.Json(MonitorShaping.Of(report, writes), JsonShapes.Default.MonitorJson);
        }
        else
        {
            context.Terminal.Show(MonitorView.Of(report, writes, context.Time), context.Arguments.GetValue(CommandOptions.Rows));
        }

        return ExitCodes.Ok;
    }

    private static async Task<int> WatchAsync(CommandContext context, MonitorReader reader)
    {
        if (context.Terminal.IsJson)
        {
            throw new UsageException("--watch", "A document that never ends is no use to a machine.", "Leave --watch or --json out.");
        }

        try
        {
            await (context.Terminal.IsInteractive ? LiveAsync(context, reader) : FollowAsync(context, reader));
        }
        catch (OperationCanceledException) when (context.Stop.IsCancellationRequested)
        {
            // Ctrl-C is how one ends looking on; nothing was under way.
        }

        return ExitCodes.Ok;
    }

    private static Task LiveAsync(CommandContext context, MonitorReader reader) =>
        context.Terminal.LiveAsync(
            async () =>
            {
                var report = await reader.ReadAsync();
                var writes = context.Arguments.GetValue(Details) ? await ReadWritesAsync(reader, report) : null;
                return MonitorView.Of(report, writes, context.Time);
            },
            RefreshEvery,
            context.Time,
            context.Stop
        );

    private static async Task FollowAsync(CommandContext context, MonitorReader reader)
    {
        var shown = new HashSet<string>();
        while (true)
        {
            foreach (var start in (await reader.ReadAsync()).Starts.Reverse())
            {
                var line = MonitorView.Line(start, context.Time);
                // A run is shown when it begins, and again as what it has become.
                if (shown.Add(line))
                {
                    context.Terminal.Line(line);
                }
            }

            await Task.Delay(RefreshEvery, context.Time, context.Stop);
        }
    }

    private static async Task<IReadOnlyDictionary<long, IReadOnlyList<Intent>>> ReadWritesAsync(MonitorReader reader, MonitorReport report)
    {
        var writes = new Dictionary<long, IReadOnlyList<Intent>>();
        foreach (
            var id in report
                .Starts.Where(start => start.Counts is not { Updated: 0, Refused: 0, Unknown: 0 })
                .Select(start => start.RunId)
                .OfType<long>()
                .Take(DetailedRunsMax)
        )
        {
            writes[id] = await reader.ReadWritesAsync(id);
        }

        return writes;
    }

    private static TimeSpan Span(decimal hours) => TimeSpan.FromTicks((long)(hours * TimeSpan.TicksPerHour));
}
