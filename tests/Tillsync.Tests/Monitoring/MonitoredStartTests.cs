using Tillsync.Core.Recording;
using Tillsync.Monitoring;
using Tillsync.Output;

namespace Tillsync.Tests.Monitoring;

public sealed class MonitoredStartTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(RunResult.Succeeded, "Synced")]
    [InlineData(RunResult.SucceededWithParked, "Synced")]
    [InlineData(RunResult.Held, "Held")]
    [InlineData(RunResult.Failed, "Failed")]
    [InlineData(RunResult.Cancelled, "Stopped")]
    [InlineData(RunResult.Interrupted, "Stopped")]
    public void Run_HasAnOutcome(RunResult result, string outcome) =>
        Assert.Equal(outcome, MonitoredStart.Of(Run(1, result)).Outcome.ToString());

    [Fact]
    public void RunUnderWay_IsRunningAndHasSavedNothing()
    {
        var start = MonitoredStart.Of(new RunRecord(new RunStart(RunScope.Full, "Threshold", Now), null, 1, "h"));

        Assert.Equal((StartOutcome.Running, 0), (start.Outcome, start.Saved));
    }

    [Fact]
    public void Synced_SavesAReadForEachListingAndAWriteForEachChange_LessWhatItSent() =>
        // 1,000 considered, 40 updated, 12 + 1 requests sent.
        Assert.Equal(1_000 + 40 - 13, MonitoredStart.Of(Run(1, RunResult.Succeeded)).Saved);

    [Fact]
    public void Failed_HasSavedNothing() => Assert.Equal(0, MonitoredStart.Of(Run(1, RunResult.Failed)).Saved);

    [Fact]
    public void Skipped_SavesAReadForEachListing()
    {
        var start = MonitoredStart.Of(new QuietStart(Now, "No changes detected", null, 1_189, 1));

        Assert.Equal((StartOutcome.Skipped, 1_188, 1), (start.Outcome, start.Saved, start.Requests));
    }

    [Fact]
    public void StartWithAnErrorAndNoRun_Failed()
    {
        var start = MonitoredStart.Of(new QuietStart(Now, "New orders", "Another run has the lease.", 1_189, 1));

        Assert.Equal((StartOutcome.Failed, 0), (start.Outcome, start.Saved));
    }

    [Fact]
    public void Merge_HasBothKindsNewestFirst_NothingOlderAndEveryRunUnderWay()
    {
        var underWay = new RunRecord(new RunStart(RunScope.Full, "long ago", Now.AddDays(-3)), null, 1, "h");
        RunRecord[] runs = [Run(3, RunResult.Succeeded, Now.AddHours(-1)), Run(2, RunResult.Succeeded, Now.AddHours(-30)), underWay];
        QuietStart[] quiet = [new(Now.AddMinutes(-30), "none", null, 1, 1), new(Now.AddHours(-2), "none", null, 1, 1)];

        var merged = MonitorReader.Merge(runs, quiet, Now.AddHours(-24));

        Assert.Equal([Now.AddMinutes(-30), Now.AddHours(-1), Now.AddHours(-2), Now.AddDays(-3)], merged.Select(start => start.StartedAt));
    }

    [Fact]
    public void View_SaysWhenNothingStartedAtAll()
    {
        var report = new MonitorReport("main", Now.AddHours(-24), Now, [], null, [], [], 0, new ScheduleLine("cron", true), null, null);

        var view = MonitorView.Of(report, null, TimeProvider.System);

        Assert.Contains("Last 24 hours: no starts at all.", view.Before);
        Assert.Contains("Last verified:   never", view.Before);
        Assert.Empty(view.Table.Rows);
    }

    private static RunRecord Run(long id, RunResult result, DateTimeOffset? startedAt = null)
    {
        var counts = new RunCounts(1_000, 40, 960, 0, 0, 0, 0, 0, 0, 12, 1);
        var at = startedAt ?? Now;
        return new RunRecord(
            new RunStart(RunScope.Full, "because", at),
            new RunEnd(id, result, at.AddSeconds(5), counts, null, null),
            id,
            "h"
        );
    }
}
