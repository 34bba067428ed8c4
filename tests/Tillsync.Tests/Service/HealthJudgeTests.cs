using Tillsync.Core.Recording;
using Tillsync.Service;

namespace Tillsync.Tests.Service;

public sealed class HealthJudgeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Threshold = TimeSpan.FromHours(12);

    private static readonly Standing Well = Standing.Unknown with { LastFullSyncAt = Now - TimeSpan.FromHours(1) };

    [Fact]
    public void AStorefrontThatIsSynced_IsWell() => Assert.Equal("ok", Judge(Well).Status);

    [Fact]
    public void BeforeTheFirstSync_ItIsStarting_AndNotFailing()
    {
        var verdict = Judge(Standing.Unknown);

        Assert.Equal(("starting", true), (verdict.Status, verdict.IsHealthy));
    }

    [Fact]
    public void AFailure_IsTold()
    {
        var verdict = Judge(Well with { Failure = "The shop: it is down. Look at it." });

        Assert.Equal(("failing", false, "The shop: it is down. Look at it."), (verdict.Status, verdict.IsHealthy, verdict.Text));
    }

    [Fact]
    public void AHeldPlan_IsNamed_AndNoFailure()
    {
        var verdict = Judge(Well with { HeldPlan = "c0ffee" });

        Assert.Equal(("held", true), (verdict.Status, verdict.IsHealthy));
        Assert.Contains("c0ffee", verdict.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PauseKind.Paused, "paused")]
    [InlineData(PauseKind.Stopped, "stopped")]
    public void APause_IsSaidBeforeAnyFailure(PauseKind kind, string status) =>
        Assert.Equal(status, Judge(Well with { Pause = new Pause(kind, Now, "anna@office"), Failure = "It failed." }).Status);

    [Fact]
    public void AJobThatRunsForTooLong_IsAFailure_AlsoWhilePaused()
    {
        var stuck = new JobState(JobKind.Probe, Now - HealthJudge.RunTimeMax - TimeSpan.FromSeconds(1), null, JobResult.NotYet, "", null);

        var verdict = HealthJudge.Judge(Well with { Pause = new Pause(PauseKind.Paused, Now, "anna@office") }, [stuck], Threshold, Now);

        Assert.Equal("failing", verdict.Status);
        Assert.Contains("probe", verdict.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void AFailedJob_IsAFailure()
    {
        var failed = new JobState(JobKind.Upkeep, null, Now, JobResult.Failed, "The disk is full.", Now);

        Assert.Equal("The upkeep job failed: The disk is full.", HealthJudge.Judge(Well, [failed], Threshold, Now).Text);
    }

    [Theory]
    [InlineData(12.9, "ok")]
    [InlineData(13.1, "failing")]
    public void AFullSyncThatIsAnHourLate_IsAFailure(double hours, string status) =>
        Assert.Equal(status, Judge(Well with { LastFullSyncAt = Now - TimeSpan.FromHours(hours) }).Status);

    private static HealthVerdict Judge(Standing standing) => HealthJudge.Judge(standing, [], Threshold, Now);
}
