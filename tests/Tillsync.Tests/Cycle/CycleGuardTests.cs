using Tillsync.Core;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Cycle;

public sealed class CycleGuardTests
{
    private static readonly GuardLimits Tight = new(MaxZeroedPercent: 20, null, MaxLostRowsPercent: 20, AlwaysAllowItems: 2);

    [Fact]
    public async Task HeldPlan_WritesNothing_AndIsKeptWithItsReasons()
    {
        var stand = await EmptiedAsync();
        var before = await stand.PositionsAsync();

        var report = await stand.SyncAsync();

        Assert.Equal(RunResult.Held, report.Result);
        Assert.Equal(0, stand.Shop.Requests.Writes);
        var held = Assert.Single(await stand.HeldAsync());
        Assert.Equal((report.Checksum, HeldPlanState.Held, 5), (held.Checksum, held.State, held.WriteCount));
        Assert.Equal(report.RunId, held.RunId);
        Assert.Equal(["5 of 10 listings (50 %) would go to zero; the limit is Guard:MaxZeroedPercent = 20."], held.Reasons);
        var write = (await stand.Journal.ReadHeldWritesAsync(held.Checksum, CancellationToken.None))[0];
        Assert.Equal(
            new HeldWrite(
                Some.Sku(1),
                Some.ListingId(1),
                Some.Units(10),
                Some.Listed(0),
                "available 0 (on hand 0 - committed 0) - reserved 0 - safety stock 0 = 0 -> lists 0"
            ),
            write
        );
        Assert.Equal(before, await stand.PositionsAsync());
        Assert.Empty(await stand.Journal.ReadOpenIntentsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task ApprovalByChecksum_CarriesOutThatPlan_AndIsKeptWithItsName()
    {
        var stand = await EmptiedAsync();
        var held = await stand.SyncAsync();

        var report = await stand.SyncAsync(CycleStand.Scheduled with { ApprovedChecksum = held.Checksum, By = "ann@till" });

        Assert.Equal(RunResult.Succeeded, report.Result);
        Assert.Equal(0, stand.Shown(5));
        var plan = Assert.Single(await stand.HeldAsync());
        Assert.Equal((HeldPlanState.Applied, "ann@till", report.RunId), (plan.State, plan.DecidedBy, plan.AppliedRunId));
        await stand.AssertRightAsync();
    }

    [Fact]
    public async Task Approval_HoldsForThatPlanOnly()
    {
        var stand = await EmptiedAsync();
        var held = await stand.SyncAsync();
        stand.Count(6, 0);

        await Assert.ThrowsAsync<PlanChangedException>(() =>
            stand.SyncAsync(CycleStand.Scheduled with { ApprovedChecksum = held.Checksum })
        );

        Assert.Equal(0, stand.Shop.Requests.Writes);
        Assert.Equal(RunResult.Failed, (await stand.LastRunAsync()).End?.Result);
        Assert.Equal(HeldPlanState.Held, Assert.Single(await stand.HeldAsync()).State);
    }

    [Fact]
    public async Task HeldPlan_WaitsNoLongerOnceTheCauseIsGone()
    {
        var stand = await EmptiedAsync();
        await stand.SyncAsync();
        for (var number = 1; number <= 5; number++)
        {
            stand.Count(number, 10);
        }

        await stand.SyncAsync();

        var plan = Assert.Single(await stand.HeldAsync());
        Assert.Equal((HeldPlanState.Superseded, null), (plan.State, plan.SupersededBy));
    }

    [Fact]
    public async Task DryRun_TellsThatItWouldBeHeld_AndKeepsNothing()
    {
        var stand = await EmptiedAsync();

        var report = await stand.SyncAsync(CycleStand.DryRun);

        Assert.Equal(RunResult.Held, report.Result);
        Assert.Single(report.HoldReasons);
        Assert.Empty(await stand.HeldAsync());
    }

    [Fact]
    public async Task EmptyTill_ZeroesNothing_D9()
    {
        var stand = await CycleStand.SyncedAsync(10);
        foreach (var item in stand.Till.Items.ToList())
        {
            stand.Till.Remove(item.Sku);
        }

        var report = await stand.SyncAsync();

        Assert.Equal(RunResult.Held, report.Result);
        Assert.Equal(10, stand.Shown(1));
    }

    [Fact]
    public async Task TillThatGoesEmptyBetweenTwoPasses_ZeroesNothing()
    {
        var stand = await CycleStand.SyncedAsync(10);
        for (var number = 1; number <= 10; number++)
        {
            stand.Count(number, 9);
        }

        stand.Shop.FailNextWrite(WriteFault.LostBeforeApplying);
        stand.Shop.Requests.After(
            ShopCall.Write,
            1,
            () =>
            {
                foreach (var item in stand.Till.Items.ToList())
                {
                    stand.Till.Remove(item.Sku);
                }
            }
        );

        var report = await stand.SyncAsync();

        Assert.Equal(10, stand.Shown(1));
        Assert.Equal(10, report.Left.Count);
        Assert.Contains((await stand.CheckAsync()).Events, found => found.Text == "Work left over (10 items to try again)");
    }

    [Fact]
    public async Task OtherShop_IsNotWrittenTo()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Count(1, 7);
        stand.Shop.Identity = stand.Shop.Identity with { Key = "staging copy" };

        var report = await stand.SyncAsync();

        Assert.Equal(["The shop is another one than the one that was synced before."], report.HoldReasons);
        Assert.Equal(10, stand.Shown(1));
    }

    [Fact]
    public async Task OtherCompanyDatabase_IsNotTrusted()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Count(1, 7);
        stand.Till.Identity = stand.Till.Identity with { Key = "training company" };

        Assert.Equal(RunResult.Held, (await stand.SyncAsync()).Result);
        Assert.Equal(10, stand.Shown(1));
    }

    [Fact]
    public async Task ApprovedChangeOfPolicy_HoldsForThatRunsLaterPassesToo()
    {
        var stand = await CycleStand.SyncedAsync(2);
        stand.Policy = Some.Policy(safetyStock: 2);
        // Of an order that is stamped ahead of the shop's clock nobody can tell that it is not from this moment.
        stand.Shop.Orders.StampsAhead = TimeSpan.FromHours(1);
        stand.PlaceOrder(1, 3);
        var held = await stand.SyncAsync();
        Assert.Equal(RunResult.Held, held.Result);
        Assert.Equal([Some.Sku(1)], held.Plan.Deferred.Select(item => item.Sku));

        var report = await stand.SyncAsync(CycleStand.Scheduled with { ApprovedChecksum = held.Checksum });

        Assert.Equal([5m, 8m], [stand.Shown(1), stand.Shown(2)]);
        Assert.Empty(report.Left);
    }

    [Fact]
    public async Task ChangedPolicy_IsHeldUntilApproved()
    {
        var stand = await CycleStand.SyncedAsync(2);
        stand.Policy = Some.Policy(safetyStock: 2);

        var held = await stand.SyncAsync();
        Assert.Equal(RunResult.Held, held.Result);

        await stand.SyncAsync(CycleStand.Scheduled with { ApprovedChecksum = held.Checksum });
        Assert.Equal([8m, 8m], [stand.Shown(1), stand.Shown(2)]);
        stand.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False((await stand.CheckAsync()).IsNeeded);
    }

    /// <summary>Ten articles, five of which sell out at once.</summary>
    private static async Task<CycleStand> EmptiedAsync()
    {
        var stand = await CycleStand.SyncedAsync(10);
        stand.Guard = Tight;
        for (var number = 1; number <= 5; number++)
        {
            stand.Count(number, 0);
        }

        return stand;
    }
}
