using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Testing;

namespace Tillsync.Tests.Cycle;

/// <summary>
/// Listings whose stock management was off: the shop took no stock for their orders, so that only the orders themselves tell what is sold.
/// </summary>
public sealed class CycleTakeOverTests
{
    [Theory]
    [InlineData("processing", 7)]
    [InlineData("on-hold", 7)]
    [InlineData("pending", 10)] // Not to be delivered yet, or never.
    [InlineData("cancelled", 10)]
    [InlineData("failed", 10)]
    [InlineData("completed", 10)] // Known, by policy.
    [InlineData("awaiting-pickup", 10)] // A plugin's: what it took, nobody knows what else.
    public async Task TakeOver_CountsOpenOrdersThatTookNothing(string status, decimal shown)
    {
        var stand = Unmanaged();
        stand.PlaceOrder(1, 3, status);
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        var report = await stand.SyncAsync();

        Assert.True(Assert.Single(report.Writes).Write.TakesOver);
        Assert.Equal(shown, stand.Shown(1));
    }

    [Fact]
    public async Task AfterTheTakeOver_NothingIsGivenBack_AndTheNextSyncsAreQuiet()
    {
        var (stand, _) = await TakenOverAsync();

        await stand.SyncAsync();
        await stand.SyncAsync(CycleStand.Scheduled with { Verification = Verification.Always });

        Assert.Equal(7, stand.Shown(1));
        Assert.Single(stand.Shop.Stored);
    }

    [Fact]
    public async Task OrderAfterTheTakeOver_TakesItsUnitsAsUsual()
    {
        var (stand, _) = await TakenOverAsync();
        stand.PlaceOrder(1, 2);

        await stand.SyncAsync();

        Assert.Equal(5, stand.Shown(1));
        Assert.Single(stand.Shop.Stored);
    }

    [Fact]
    public async Task OrderThatTookNothing_Cancelled_IsOnSaleAgain()
    {
        var (stand, order) = await TakenOverAsync();

        stand.Shop.Orders.SetStatus(order, "cancelled");
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await stand.CheckAsync()).IsNeeded);
        await stand.SyncAsync();

        Assert.Equal(10, stand.Shown(1));
    }

    [Fact]
    public async Task OrderThatTookNothing_CompletedAndBooked_CountsOnce()
    {
        var (stand, order) = await TakenOverAsync();

        stand.Shop.Orders.SetStatus(order, "completed");
        stand.Count(1, 7);
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        await stand.SyncAsync();

        Assert.Equal(7, stand.Shown(1));
    }

    [Fact]
    public async Task OrderThatTookNothing_EnteredInTheTill_CountsOnce()
    {
        var (stand, order) = await TakenOverAsync();

        stand.Till.StagedOrders = [new StagedOrder(28, order, true, null)];
        stand.Count(1, 7);
        await stand.SyncAsync();

        Assert.Equal(7, stand.Shown(1));
    }

    [Fact]
    public async Task OrderThatTookNothing_IsNotForgottenWithTime()
    {
        var (stand, _) = await TakenOverAsync();
        stand.Clock.Advance(TimeSpan.FromDays(30));
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        stand.Count(1, 20);
        await stand.SyncAsync();

        Assert.Equal(17, stand.Shown(1));
    }

    [Fact]
    public async Task ManyTakeOvers_WaitForApproval()
    {
        var stand = Unmanaged(4);
        stand.Guard = Some.LooseGuard() with { AlwaysAllowItems = 3 };

        var preview = await stand.SyncAsync(CycleStand.DryRun);
        var held = await stand.SyncAsync();
        Assert.Equal((RunResult.Held, 0), (held.Result, stand.Shop.Requests.Writes));
        Assert.All(preview.Plan.Writes, write => Assert.True(write.TakesOver));
        Assert.Equal(preview.Checksum, held.Checksum);

        var approved = await stand.SyncAsync(CycleStand.Scheduled with { ApprovedChecksum = held.Checksum });
        Assert.Equal(4, approved.Counts.Updated);
    }

    private static async Task<(CycleStand Stand, long Order)> TakenOverAsync()
    {
        var stand = Unmanaged();
        var order = stand.PlaceOrder(1, 3);
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        await stand.SyncAsync();
        Assert.Equal(7, stand.Shown(1));
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        return (stand, order);
    }

    private static CycleStand Unmanaged(int count = 1)
    {
        var stand = CycleStand.With(count);
        stand.Policy = Some.Policy(takesOver: true);
        for (var number = 1; number <= count; number++)
        {
            stand.Shop.Change(Some.ListingId(number), listing => listing with { Management = StockManagement.Unmanaged, Quantity = null });
        }

        return stand;
    }
}
