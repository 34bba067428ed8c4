using Tillsync.Core.Recording;
using Tillsync.Monitoring;

namespace Tillsync.Doctor.Checks;

/// <summary>"It always runs": every check says YES. Which reason, and is it a real one?</summary>
internal sealed class AlwaysRunsCheck : IDoctorCheck
{
    /// <summary>Fewer say nothing: a busy hour looks the same.</summary>
    private const int StartsMin = 4;

    private const int StartsLookedAt = 10;

    public string Name => "It always runs";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken)
    {
        var facts = await scene.Journal.GetAsync(cancellationToken);
        return Judge(ScheduledStarts.Of(facts.Runs, facts.QuietStarts));
    }

    /// <param name="starts">Those that nobody gave by hand, newest first.</param>
    public static Diagnosis Judge(IReadOnlyList<MonitoredStart> starts)
    {
        var last = starts.Where(start => start.Outcome != StartOutcome.Running).Take(StartsLookedAt).ToList();
        if (last.Count < StartsMin)
        {
            return Diagnosis.Pass($"{last.Count} scheduled starts are too few to tell.");
        }

        var skipped = last.Count(start => start.Outcome == StartOutcome.Skipped);
        if (skipped > 0)
        {
            return Diagnosis.Pass($"{skipped} of the last {last.Count} scheduled starts found nothing to do.");
        }

        var reasons = last.GroupBy(start => start.Reason.Split(" (")[0].Split(": ")[0]).OrderByDescending(group => group.Count()).ToList();
        var main = reasons[0];
        var lines = reasons.Select(reason => $"{reason.Count()} times: {reason.First().Reason}").ToList();
        if (last.FirstOrDefault(start => start.Error is not null) is { } failed)
        {
            lines.Add($"last error: {failed.Error}");
        }

        var text = $"Each of the last {last.Count} scheduled starts ran; mostly because: {main.First().Reason}";
        return main.Key switch
        {
            "Never synced before" => Diagnosis.Fail(
                text,
                "No full sync has ever ended well, so none counts as the last one. Put right what the last error names.",
                lines
            ),
            "Check failed" => Diagnosis.Fail(text, "A probe that fails is never taken for \"no change\". Put right what it names.", lines),
            "Stock policy changed since the last sync" => Diagnosis.Warn(
                text,
                "The plan that follows from it is held: look at `tillsync plans show` and approve or reject it.",
                lines
            ),
            "Work left over" => Diagnosis.Warn(
                text,
                "The same articles are tried again and again: `tillsync parked list` says why they cannot be written.",
                lines
            ),
            "Inventory changes detected" or "Product changes detected" when last.All(start => start.Counts.Updated == 0) => Diagnosis.Warn(
                text,
                "Nothing had to be written in any of them: something in the till rewrites dates (LST_MAINT_DT, RS_UTC_DT) without changing stock. It costs requests and does no harm; see which job of the till does it.",
                lines
            ),
            _ => Diagnosis.Pass(text, lines),
        };
    }
}

/// <summary>Starts that nobody gave by hand.</summary>
internal static class ScheduledStarts
{
    private const string ByHand = "Started by hand";

    public static IReadOnlyList<MonitoredStart> Of(IReadOnlyList<RunRecord> runs, IReadOnlyList<QuietStart> quiet) =>
        [
            .. MonitorReader
                .Merge(runs, quiet, DateTimeOffset.MinValue)
                .Where(start => start.Scope == RunScope.Full && start.Reason != ByHand),
        ];
}
