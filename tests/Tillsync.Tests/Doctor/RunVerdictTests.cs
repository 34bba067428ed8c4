using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Tillsync.Doctor;
using Tillsync.Doctor.Checks;
using Tillsync.Monitoring;
using Tillsync.Scheduling;
using Tillsync.Tests.Scheduling;

namespace Tillsync.Tests.Doctor;

/// <summary>"It always runs", "it never runs", and what a machine has to have.</summary>
public sealed class RunVerdictTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Threshold = TimeSpan.FromHours(12);

    [Theory]
    [InlineData("Never synced before", StartOutcome.Failed, 0, "Fail", "No full sync has ever ended well")]
    [InlineData("Check failed: VI_INVENTORY_SYNC: gone", StartOutcome.Synced, 0, "Fail", "never taken for")]
    [InlineData("Stock policy changed since the last sync", StartOutcome.Held, 0, "Warn", "plans show")]
    [InlineData("Work left over (3 items to try again)", StartOutcome.Synced, 0, "Warn", "parked list")]
    [InlineData("Inventory changes detected (7 items)", StartOutcome.Synced, 0, "Warn", "rewrites dates")]
    public void AlwaysRuns_HasACauseAndANextMove(string reason, object outcome, int updated, string verdict, string advice)
    {
        var starts = Starts(5, reason, (StartOutcome)outcome, updated);

        var diagnosis = AlwaysRunsCheck.Judge(starts);

        Assert.Equal(verdict, diagnosis.Verdict.ToString());
        Assert.Contains(advice, diagnosis.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Inventory changes detected (7 items)", 7)]
    [InlineData("12+ hours since last sync (12.0 hours)", 0)]
    [InlineData("New orders detected (1 orders)", 0)]
    public void AlwaysRuns_ForARealReason_IsWell(string reason, int updated) =>
        Assert.Equal(CheckVerdict.Pass, AlwaysRunsCheck.Judge(Starts(6, reason, StartOutcome.Synced, updated)).Verdict);

    [Fact]
    public void AlwaysRuns_OneSkippedStart_IsEnough()
    {
        var starts = Starts(5, "Never synced before", StartOutcome.Failed, 0)
            .Append(Start(9, "No changes", StartOutcome.Skipped, 0))
            .ToList();

        Assert.Equal(CheckVerdict.Pass, AlwaysRunsCheck.Judge(starts).Verdict);
        Assert.Equal(CheckVerdict.Pass, AlwaysRunsCheck.Judge(Starts(3, "Never synced before", StartOutcome.Failed, 0)).Verdict);
    }

    [Fact]
    public void NeverRuns_TellsTheScheduleThatIsMissingDisabledOtherOrRight()
    {
        var old = Starts(1, "x", StartOutcome.Synced, 0, hoursAgo: 30);
        ScheduleState State(bool isEnabled, params string[] problems) =>
            new(
                new InstalledSchedule(
                    new Dictionary<string, string>(),
                    Threshold,
                    false,
                    isEnabled,
                    [new ScheduleFact("Last result", "267011")]
                ),
                SomeOrders.Timed(),
                problems
            );

        Assert.Contains("no schedule is installed", Judge(old, new ScheduleState(null, null, ["none"])).Text, StringComparison.Ordinal);
        Assert.Contains("disabled", Judge(old, State(false, "disabled")).Text, StringComparison.Ordinal);
        Assert.Contains("something else", Judge(old, State(true, "Command is C:\\old.")).Text, StringComparison.Ordinal);
        var right = Judge(old, State(true));
        Assert.Equal((CheckVerdict.Fail, "Last result: 267011"), (right.Verdict, right.Details[0]));
        Assert.Equal(CheckVerdict.Warn, Judge(old, null).Verdict);
        Assert.Equal(CheckVerdict.Pass, Judge([], State(true)).Verdict);
        Assert.Equal(CheckVerdict.Warn, Judge([], new ScheduleState(null, null, ["none"])).Verdict);
    }

    [Fact]
    public void NeverRuns_ARecentStart_IsWell_ThreeFailuresAreNot()
    {
        Assert.Equal(CheckVerdict.Pass, Judge(Starts(1, "x", StartOutcome.Synced, 0, hoursAgo: 20), null).Verdict);
        var failing = Judge([.. Starts(3, "x", StartOutcome.Failed, 0).Select(start => start with { Error = "The till is gone." })], null);
        Assert.Equal((CheckVerdict.Fail, "The till is gone."), (failing.Verdict, failing.Details[0]));
        Assert.Equal(CheckVerdict.Pass, Judge(Starts(2, "x", StartOutcome.Failed, 0), null).Verdict);
    }

    [Fact]
    public void NeverRuns_AServiceThatIsAlive_IsWell_OneThatIsInstalledAndGoneIsNot()
    {
        var old = Starts(1, "x", StartOutcome.Synced, 0, hoursAgo: 30);
        var start = new ServiceStart(new LeaseHolder("till", 7, Now), "http://127.0.0.1:8797", Now.AddHours(-40), null);
        var installed = new InstalledSchedule(new Dictionary<string, string>(), null, true, true, []);
        var schedule = new ScheduleState(installed, SomeOrders.Lasting(), []);

        Assert.Equal(CheckVerdict.Pass, Judge(old, schedule, new KnownService(start, true)).Verdict);
        var gone = Judge(old, schedule, new KnownService(start, false));
        Assert.Equal(CheckVerdict.Fail, gone.Verdict);
        Assert.Contains("not alive", gone.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void StartsByHand_AreNotTheSchedules()
    {
        RunRecord Run(long id, string scope, string reason) => new(new RunStart(scope, reason, Now), null, id, "h");

        var starts = ScheduledStarts.Of(
            [Run(3, "full", "Started by hand"), Run(2, "sku X", "New orders"), Run(1, "full", "New orders")],
            []
        );

        Assert.Equal(1, Assert.Single(starts).RunId);
    }

    [Fact]
    public void Schedule_IsJudgedByWhatIsInstalled()
    {
        Assert.Equal(CheckVerdict.Warn, ScheduleCheck.Judge(new ScheduleState(null, null, [])).Verdict);
        var installed = new InstalledSchedule(new Dictionary<string, string>(), Threshold, false, true, []);
        Assert.Equal(CheckVerdict.Pass, ScheduleCheck.Judge(new ScheduleState(installed, null, [])).Verdict);
        Assert.Equal(CheckVerdict.Warn, ScheduleCheck.Judge(new ScheduleState(installed, null, ["differs"])).Verdict);
        Assert.Equal(
            CheckVerdict.Fail,
            ScheduleCheck.Judge(new ScheduleState(installed with { IsEnabled = false }, null, ["disabled"])).Verdict
        );
    }

    [Theory]
    [InlineData(50_000_000_000, "Pass")]
    [InlineData(500_000_000, "Warn")]
    [InlineData(5_000_000, "Fail")]
    public void Disk_IsJudgedByWhatIsFree(long free, string verdict) =>
        Assert.Equal(verdict, DiskSpaceCheck.Judge([("/a", free), ("/b", null)]).Verdict.ToString());

    [Fact]
    public void Journal_ThatIsDamaged_Fails()
    {
        Assert.Equal(CheckVerdict.Pass, JournalCheck.Judge("j.db", [], Now.AddHours(-1), Now).Verdict);
        Assert.Equal(CheckVerdict.Warn, JournalCheck.Judge("j.db", [], Now.AddHours(1), Now).Verdict);
        Assert.Equal(["row 3 is out of order"], JournalCheck.Judge("j.db", ["row 3 is out of order"], null, Now).Details);
    }

    [Fact]
    public void Mapping_IsJudgedByWhatHasNoListing()
    {
        RememberedItem Item(string sku, bool isUnmapped) => new(new Sku(sku), "A", true, "", "", "", isUnmapped, "");
        var positions = new Positions(Now, Now, new ClockReading(Now, Now), "t", "s", "p", 1);
        var listing = new ListingRecord(new ListingId(1), new Sku("A1"), MappingOrigin.EqualSku, Now, null, null, false);
        var memory = new JournalMemory(
            positions,
            [Item("A1", false), Item("B2", true), Item("GRID", false)],
            new Dictionary<Sku, ListingRecord> { [listing.Sku] = listing },
            [],
            [],
            new Dictionary<Sku, ParkedItem>()
        );

        var diagnosis = MappingCheck.Judge(memory, ["A"]);
        Assert.Equal((CheckVerdict.Warn, "e.g. B2"), (diagnosis.Verdict, diagnosis.Details[0]));
        Assert.Equal("1 web items that are sold have a listing. The shop has no product with the SKU of 1 others.", diagnosis.Text);
        Assert.Equal(CheckVerdict.Fail, MappingCheck.Judge(memory with { Listings = new Dictionary<Sku, ListingRecord>() }, ["A"]).Verdict);
        Assert.Equal(CheckVerdict.Warn, MappingCheck.Judge(memory with { Positions = null }, ["A"]).Verdict);
    }

    [Fact]
    public void Waiting_NamesPlansParkedDoubtsOrdersAndAnOverdueVerification()
    {
        var memory = new JournalMemory(
            new Positions(Now, Now.AddHours(-1), new ClockReading(Now, Now), "t", "s", "p", 1),
            [],
            new Dictionary<Sku, ListingRecord>(),
            [],
            [],
            new Dictionary<Sku, ParkedItem>()
        );
        var facts = new JournalFacts(memory, [], [], [], null, null);
        Assert.Equal(CheckVerdict.Pass, WaitingWorkCheck.Judge(facts, [], Threshold, Now).Verdict);

        var plan = new HeldPlan("abc123", "full", 1, Now, Now, 1, ["Too many."], true, 9, HeldPlanState.Held);
        var late = facts with
        {
            Plans = [plan],
            Memory = memory with { Positions = memory.Positions! with { LastVerifiedAt = Now.AddHours(-25) } },
        };
        var diagnosis = WaitingWorkCheck.Judge(late, ["Backlog: 2 web orders"], Threshold, Now);

        Assert.Equal(CheckVerdict.Warn, diagnosis.Verdict);
        Assert.Equal(3, diagnosis.Details.Count);
        Assert.Contains("plan abc123 is held: Too many.", diagnosis.Details[0], StringComparison.Ordinal);
    }

    private static Diagnosis Judge(IReadOnlyList<MonitoredStart> starts, ScheduleState? schedule, KnownService? service = null) =>
        NeverRunsCheck.Judge(starts, schedule, service, Threshold, Now);

    private static List<MonitoredStart> Starts(int count, string reason, StartOutcome outcome, int updated, double hoursAgo = 1) =>
        [.. Enumerable.Range(0, count).Select(index => Start(hoursAgo + index, reason, outcome, updated))];

    private static MonitoredStart Start(double hoursAgo, string reason, StartOutcome outcome, int updated) =>
        new(Now.AddHours(-hoursAgo), null, null, RunScope.Full, outcome, reason, RunCounts.None with { Updated = updated }, 0, null);
}
