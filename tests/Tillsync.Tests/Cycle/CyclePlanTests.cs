using Tillsync.Core;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Cycle;

/// <summary>Held plans wait for somebody's word, and one word lets one plan through, once.</summary>
public sealed class CyclePlanTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task SamePlanHeldAgain_IsCounted_NotAddedAnew()
    {
        var stand = await EmptiedAsync(5);
        var first = await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        var report = await stand.SyncAsync();

        var plan = Assert.Single(await stand.HeldAsync());
        Assert.Equal((3, first.RunId), (plan.Seen, plan.RunId));
        Assert.Equal(TimeSpan.FromMinutes(10), plan.LastSeenAt - plan.HeldAt);
        Assert.Equal(plan, report.Held);
    }

    [Fact]
    public async Task ApprovedPlan_IsCarriedOutByTheNextRunThatArrivesAtIt()
    {
        var stand = await EmptiedAsync(5);
        var held = await stand.SyncAsync();
        await stand.ApproveAsync(held.Checksum);
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        var report = await stand.SyncAsync();

        Assert.Equal((RunResult.Succeeded, 0m), (report.Result, stand.Shown(5)));
        var plan = Assert.Single(await stand.HeldAsync());
        Assert.Equal((HeldPlanState.Applied, "ann@till", report.RunId), (plan.State, plan.DecidedBy, plan.AppliedRunId));
        await stand.AssertRightAsync();
    }

    [Fact]
    public async Task Approval_HoldsOnce()
    {
        var stand = await EmptiedAsync(5);
        var held = await stand.SyncAsync();
        await stand.ApproveAsync(held.Checksum);
        await stand.SyncAsync();
        for (var number = 1; number <= 5; number++)
        {
            stand.Shop.SetQuantity(Some.ListingId(number), 10);
        }

        stand.Shop.Requests.Reset();
        var again = await stand.SyncAsync(CycleStand.Scheduled with { Verification = Verification.Always });

        Assert.Equal((held.Checksum, RunResult.Held, 0), (again.Checksum, again.Result, stand.Shop.Requests.Writes));
        Assert.Equal((HeldPlanState.Held, 1, null), StateOf(Assert.Single(await stand.HeldAsync())));
    }

    [Fact]
    public async Task Approval_IsUsedUpBeforeTheFirstWrite_SoThatACrashDoesNotLeaveItBehind()
    {
        var stand = await EmptiedAsync(5);
        var held = await stand.SyncAsync();
        await stand.ApproveAsync(held.Checksum);

        await stand.CrashAsync(JournalStep.RecordIntents, afterwards: false);
        var after = await stand.SyncAsync();

        Assert.Equal((held.Checksum, RunResult.Held), (after.Checksum, after.Result));
        Assert.Equal(0, stand.Shop.Requests.Writes);
    }

    [Fact]
    public async Task ChangedPlan_IsHeldAnew_AndTheApprovalOfTheOldOneLapses()
    {
        var stand = await EmptiedAsync(5);
        var first = await stand.SyncAsync();
        await stand.ApproveAsync(first.Checksum);
        stand.Count(6, 0);
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        var second = await stand.SyncAsync();
        Assert.Equal((RunResult.Held, 0), (second.Result, stand.Shop.Requests.Writes));
        var plans = await stand.HeldAsync();
        Assert.Equal([second.Checksum, first.Checksum], plans.Select(plan => plan.Checksum));
        Assert.Equal((HeldPlanState.Superseded, second.Checksum), (plans[1].State, plans[1].SupersededBy));

        stand.Count(6, 10);
        var third = await stand.SyncAsync();
        Assert.Equal((first.Checksum, RunResult.Held, 0), (third.Checksum, third.Result, stand.Shop.Requests.Writes));
    }

    [Fact]
    public async Task OtherReasons_AreAnotherPlan()
    {
        var stand = await EmptiedAsync(5);
        var held = await stand.SyncAsync();
        await stand.ApproveAsync(held.Checksum);
        stand.Till.Identity = stand.Till.Identity with { Key = "training company" };

        var report = await stand.SyncAsync();

        Assert.Equal((RunResult.Held, 0), (report.Result, stand.Shop.Requests.Writes));
        Assert.NotEqual(held.Checksum, report.Checksum);
    }

    [Fact]
    public async Task RejectedPlan_StaysHeldAndSaysSo_WithoutANewEntryEachRun()
    {
        var stand = await EmptiedAsync(5);
        var held = await stand.SyncAsync();
        await stand.RejectAsync(held.Checksum, "bob@office");
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        var report = await stand.SyncAsync();

        Assert.Equal((RunResult.Held, 0), (report.Result, stand.Shop.Requests.Writes));
        var plan = Assert.Single(await stand.HeldAsync());
        Assert.Equal((HeldPlanState.Rejected, 2, "bob@office"), StateOf(plan));
        Assert.Equal(plan, report.Held);
    }

    [Fact]
    public async Task RejectedPlan_MayBeApprovedAfterAll()
    {
        var stand = await EmptiedAsync(5);
        var held = await stand.SyncAsync();
        await stand.RejectAsync(held.Checksum);
        await stand.ApproveAsync(held.Checksum);

        Assert.Equal(RunResult.Succeeded, (await stand.SyncAsync()).Result);
    }

    [Fact]
    public async Task RejectedPlan_StaysRejectedWhenAnotherTakesItsPlace()
    {
        var stand = await EmptiedAsync(5);
        var held = await stand.SyncAsync();
        await stand.RejectAsync(held.Checksum);
        stand.Count(6, 0);
        await stand.SyncAsync();
        stand.Count(6, 10);

        var report = await stand.SyncAsync();

        Assert.Equal((held.Checksum, HeldPlanState.Rejected), (report.Checksum, report.Held?.State));
    }

    [Fact]
    public async Task EmptyRead_CannotBeApproved()
    {
        var stand = await CycleStand.SyncedAsync(3);
        foreach (var item in stand.Till.Items.ToList())
        {
            stand.Till.Remove(item.Sku);
        }

        var held = await stand.SyncAsync();

        await Assert.ThrowsAsync<PlanSettledException>(() => stand.ApproveAsync(held.Checksum));
        Assert.Equal(RunResult.Held, (await stand.SyncAsync(CycleStand.Scheduled with { ApprovedChecksum = held.Checksum })).Result);
        Assert.Equal(0, stand.Shop.Requests.Writes);
    }

    [Fact]
    public async Task DryRun_OfAnApprovedPlan_TellsThatItWouldGo_AndUsesNothingUp()
    {
        var stand = await EmptiedAsync(5);
        var held = await stand.SyncAsync();
        await stand.ApproveAsync(held.Checksum);

        var dry = await stand.SyncAsync(CycleStand.DryRun);

        Assert.Equal((RunResult.Succeeded, HeldPlanState.Approved), (dry.Result, dry.Held?.State));
        Assert.Equal(RunResult.Succeeded, (await stand.SyncAsync()).Result);
    }

    [Fact]
    public async Task ApprovingWhileARunHasTheLease_IsRefused()
    {
        var stand = await EmptiedAsync(5);
        var held = await stand.SyncAsync();
        var other = new LeaseHolder("elsewhere", 2, Some.Instant);
        await stand.Journal.AcquireLeaseAsync(other, TimeSpan.FromMinutes(1), None);

        await Assert.ThrowsAsync<LeaseHeldException>(() => stand.ApproveAsync(held.Checksum));

        Assert.Equal(HeldPlanState.Held, Assert.Single(await stand.HeldAsync()).State);
    }

    [Fact]
    public async Task UnheldRunForOneArticle_LeavesTheWholePlanWaiting()
    {
        var stand = await EmptiedAsync(5);
        await stand.SyncAsync();
        stand.Count(7, 3);

        await stand.SyncAsync(CycleStand.Scheduled with { Only = Some.Sku(7) });

        Assert.Equal(HeldPlanState.Held, Assert.Single(await stand.HeldAsync()).State);
    }

    [Fact]
    public async Task LoweringMostListings_IsHeldOnlyWhereALimitSaysSo()
    {
        var stand = await CycleStand.SyncedAsync(10);
        for (var number = 1; number <= 9; number++)
        {
            stand.Count(number, 4);
        }

        stand.Guard = Tight with { MaxLoweredPercent = 50 };
        var held = await stand.SyncAsync();
        Assert.Equal(["9 of 10 listings (90 %) would be lowered; the limit is Guard:MaxLoweredPercent = 50."], held.HoldReasons);

        stand.Guard = Tight;
        Assert.Equal(RunResult.Succeeded, (await stand.SyncAsync()).Result);
    }

    private static readonly GuardLimits Tight = new(MaxZeroedPercent: 20, null, MaxLostRowsPercent: 20, AlwaysAllowItems: 2);

    private static (HeldPlanState, int, string?) StateOf(HeldPlan plan) => (plan.State, plan.Seen, plan.DecidedBy);

    /// <summary>Ten articles, some of which sell out at once.</summary>
    private static async Task<CycleStand> EmptiedAsync(int count)
    {
        var stand = await CycleStand.SyncedAsync(10);
        stand.Guard = Tight;
        for (var number = 1; number <= count; number++)
        {
            stand.Count(number, 0);
        }

        return stand;
    }
}
