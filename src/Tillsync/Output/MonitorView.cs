using System.Globalization;
using Tillsync.Core.Recording;
using Tillsync.Monitoring;

namespace Tillsync.Output;

/// <summary>A monitor's report as people read it.</summary>
internal static class MonitorView
{
    private const int WritesShownMax = 20;

    private static readonly string[] Head =
    [
        "Started",
        "Run",
        "Outcome",
        "Updated",
        "Skipped",
        "Errors",
        "Parked",
        "Requests",
        "Saved",
        "Reason",
    ];

    /// <param name="writes">By run; null where nobody asked for them.</param>
    public static View Of(MonitorReport report, IReadOnlyDictionary<long, IReadOnlyList<Intent>>? writes, TimeProvider time) =>
        new(
            [.. Standing(report, time), "", Summary(report)],
            new ViewTable(Head, [.. report.Starts.Select(start => Row(start, time))]),
            [.. Failures(report, time), .. Details(report, writes, time)]
        );

    /// <summary>One start in one line.</summary>
    public static string Line(MonitoredStart start, TimeProvider time)
    {
        var run = start.RunId is { } id ? $" run {id}" : "";
        var what =
            start.Outcome == StartOutcome.Skipped
                ? ""
                : $" updated {start.Counts.Updated}, errors {start.Errors}, requests {start.Requests};";
        var error = start.Error is null ? "" : $" - {start.Error}";
        return $"[{Words.Local(start.StartedAt, time)}]{run} {Outcome(start)}:{what} {start.Reason}{error}";
    }

    private static IEnumerable<string> Standing(MonitorReport report, TimeProvider time)
    {
        yield return $"Storefront {report.Storefront} at {Words.Local(report.Now, time)}";
        yield return $"Schedule:        {report.Schedule.Text}";
        foreach (var line in ServiceView.Lines(report.Service, report.Now, time))
        {
            yield return line;
        }

        if (report.Pause is { } pause)
        {
            yield return $"NOT RUNNING:     {PausePrinter.Describe(pause, time)}";
        }

        yield return $"Last full sync:  {When(report.Positions?.LastFullSyncAt, report.Now, time)}";
        yield return $"Last verified:   {When(report.Positions?.LastVerifiedAt, report.Now, time)}";
        yield return $"Parked:          {report.Parked.Count}   In doubt: {report.InDoubt}";
        foreach (var plan in report.WaitingPlans)
        {
            yield return $"HELD:            plan {plan.Checksum} waits since {Words.Local(plan.HeldAt, time)}: {plan.Reasons[0]} (tillsync plans show)";
        }
    }

    private static string Summary(MonitorReport report)
    {
        var parts = Enum.GetValues<StartOutcome>()
            .Select(outcome => (outcome, Count: report.Count(outcome)))
            .Where(part => part.Count > 0)
            .Select(part => $"{part.Count} {part.outcome.ToString().ToLowerInvariant()}");
        var hours = (report.Now - report.Since).TotalHours.ToString("0.##", CultureInfo.InvariantCulture);
        return report.Starts.Count == 0
            ? $"Last {hours} hours: no starts at all."
            : $"Last {hours} hours: {report.Starts.Count} starts ({string.Join(", ", parts)}); {report.Requests} requests sent, {report.Saved} saved (the scripts asked for every listing each time).";
    }

    private static string[] Row(MonitoredStart start, TimeProvider time) =>
        [
            Words.Local(start.StartedAt, time),
            start.RunId is { } id ? $"{id}" : "",
            Outcome(start),
            $"{start.Counts.Updated}",
            $"{start.Counts.Skipped}",
            $"{start.Errors}",
            $"{start.Counts.Parked}",
            $"{start.Requests}",
            $"{start.Saved}",
            start.Scope == RunScope.Full ? start.Reason : $"{start.Scope}: {start.Reason}",
        ];

    private static string Outcome(MonitoredStart start) =>
        start.Outcome is StartOutcome.Failed or StartOutcome.Held
            ? start.Outcome.ToString().ToUpperInvariant()
            : start.Outcome.ToString().ToLowerInvariant();

    private static IEnumerable<string> Failures(MonitorReport report, TimeProvider time) =>
        report
            .Starts.Where(start => start.Error is not null)
            .Take(5)
            .Select(start => $"  {Words.Local(start.StartedAt, time)}: {start.Error}");

    private static IEnumerable<string> Details(
        MonitorReport report,
        IReadOnlyDictionary<long, IReadOnlyList<Intent>>? writes,
        TimeProvider time
    )
    {
        if (writes is null)
        {
            yield break;
        }

        foreach (var (run, intents) in writes)
        {
            yield return $"Run {run}:";
            foreach (var intent in intents.Take(WritesShownMax))
            {
                yield return $"  {intent.Sku} ({intent.Listing}): {intent.From?.ToString() ?? "none"} -> {intent.To}, {JsonShaping.Name(intent.State)}; {intent.Inputs}";
            }

            if (intents.Count > WritesShownMax)
            {
                yield return $"  ... and {intents.Count - WritesShownMax} more: tillsync history --run {run}";
            }
        }

        foreach (var item in report.Parked)
        {
            yield return $"Parked {item.Sku}: {item.Code}, tried {item.Attempts} times, next {Words.Local(item.NextTryAt, time)}. {item.Reason}";
        }
    }

    private static string When(DateTimeOffset? instant, DateTimeOffset now, TimeProvider time) =>
        instant is { } at ? $"{Words.Local(at, time)} ({Words.Age(now - at)})" : "never";
}
