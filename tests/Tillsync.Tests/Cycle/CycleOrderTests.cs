using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Cycle;

/// <summary>Web orders before, between and after the steps of a cycle: none is given back, none is sold twice.</summary>
public sealed class CycleOrderTests
{
    [Fact]
    public async Task WebOrder_IsNotGivenBack_D2()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.PlaceOrder(1, 3);

        await stand.SyncAsync();

        Assert.Equal(7, stand.Shown(1));
        Assert.Empty(stand.Shop.Stored);
    }

    [Fact]
    public async Task OrderOnHold_IsNotGivenBackEither_D5()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.PlaceOrder(1, 3, "on-hold");
        stand.Count(1, 8);

        await stand.SyncAsync();

        Assert.Equal(5, stand.Shown(1));
    }

    [Fact]
    public async Task CancelledOrder_IsNotCountedTwice()
    {
        var stand = await CycleStand.SyncedAsync(1);
        var order = stand.PlaceOrder(1, 3);
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        stand.Shop.Orders.SetStatus(order, "cancelled");
        await stand.SyncAsync();

        Assert.Equal(10, stand.Shown(1));
        Assert.Empty(stand.Shop.Stored);
    }

    [Fact]
    public async Task OrderThatReachesTheTill_IsTakenFromOneSideOnly()
    {
        var stand = await CycleStand.SyncedAsync(1);
        var order = stand.PlaceOrder(1, 3);
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        stand.Till.StagedOrders = [new StagedOrder(28, order, true, null)];
        stand.Count(1, 7);
        await stand.SyncAsync();

        Assert.Equal(7, stand.Shown(1));
        Assert.Empty(stand.Shop.Stored);
    }

    [Theory]
    [InlineData(ShopCall.ReadListings, 1)]
    [InlineData(ShopCall.ReadChangedOrders, 2)]
    public async Task OrderBetweenTheTwoOrderReads_DefersItsListing_AndTheNextPassGetsItRight(ShopCall before, int nth)
    {
        var stand = await CycleStand.SyncedAsync(2);
        stand.Count(1, 20);
        stand.Count(2, 20);
        stand.Shop.Requests.Before(before, nth, () => stand.PlaceOrder(1, 3));

        var report = await stand.SyncAsync();

        Assert.Equal(Some.Sku(1), Assert.Single(report.Plan.Deferred).Sku);
        Assert.Equal(Some.Sku(2), Assert.Single(report.Plan.Writes).Sku);
        Assert.Empty(report.Left);
        Assert.Equal([17m, 20m], [stand.Shown(1), stand.Shown(2)]);
        await stand.AssertRightAsync();
    }

    [Theory]
    [InlineData(ShopCall.ReadListings, 1)]
    [InlineData(ShopCall.ReadChangedOrders, 2)]
    public async Task OrderCancelledBetweenTheTwoOrderReads_IsNotCountedTwice(ShopCall before, int nth)
    {
        var stand = await CycleStand.SyncedAsync(1);
        var order = stand.PlaceOrder(1, 3);
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        stand.Count(1, 20);
        stand.Shop.Requests.Before(before, nth, () => stand.Shop.Orders.SetStatus(order, "cancelled"));

        await stand.SyncAsync();

        Assert.Equal(20, stand.Shown(1));
        Assert.All(stand.Shop.Stored, write => Assert.True(write.To.Quantity.Units <= 20));
        await stand.AssertRightAsync();
    }

    [Fact]
    public async Task OrderBookedAndCompletedWhileTheFirstOrderReadWasTriedAgain_IsNotForgottenByBothSides()
    {
        var stand = await CycleStand.SyncedAsync(1);
        var order = stand.PlaceOrder(1, 3);
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        // The till has been read with 10; what follows is in no reading of it.
        stand.Shop.Requests.Before(
            ShopCall.ReadChangedOrders,
            1,
            () =>
            {
                stand.Count(1, 7);
                stand.Shop.Orders.SetStatus(order, "completed");
                stand.Clock.Advance(TimeSpan.FromSeconds(38));
            }
        );

        await stand.SyncAsync();

        Assert.Equal(7, stand.Shown(1));
        Assert.DoesNotContain(stand.Shop.Stored, write => write.To.Quantity.Units > 7);
    }

    [Fact]
    public async Task OrderJustBeforeTheFirstOrderRead_IsSettledFirst()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Count(1, 20);
        stand.PlaceOrder(1, 3);

        var report = await stand.SyncAsync();

        Assert.Single(report.Plan.Deferred);
        Assert.Equal(17, stand.Shown(1));
    }

    [Fact]
    public async Task OrderBetweenReadAndWrite_IsKept_D6()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Count(1, 20);
        stand.Shop.Requests.Before(ShopCall.Write, 1, () => stand.PlaceOrder(1, 3));

        var report = await stand.SyncAsync();

        Assert.Equal(17, stand.Shown(1));
        Assert.Single(report.Writes);
        await stand.AssertRightAsync();
    }

    [Fact]
    public async Task OrderRightAfterTheWrite_IsKept()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Count(1, 20);
        stand.Shop.Requests.After(ShopCall.Write, 1, () => stand.PlaceOrder(1, 3));

        await stand.SyncAsync();

        Assert.Equal(17, stand.Shown(1));
        stand.Clock.Advance(TimeSpan.FromMinutes(1));
        await stand.SyncAsync();
        await stand.AssertRightAsync();
    }

    [Fact]
    public async Task HandEditBetweenReadAndWrite_IsSeenInTheAnswer_AndPutRight()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Count(1, 20);
        stand.Shop.Requests.Before(ShopCall.Write, 1, () => stand.Shop.SetQuantity(Some.ListingId(1), 99));

        await stand.SyncAsync();

        Assert.Equal(20, stand.Shown(1));
    }

    [Fact]
    public async Task ListingThatOrdersKeepTouching_IsLeft_AndTheNextCheckKnows()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Count(1, 20);
        for (var pass = 1; pass <= 3; pass++)
        {
            stand.Shop.Requests.Before(ShopCall.ReadChangedOrders, 2 * pass, () => stand.PlaceOrder(1, 1));
        }

        var report = await stand.SyncAsync();
        Assert.Equal([Some.Sku(1)], report.Left);
        Assert.Empty(stand.Shop.Stored);

        stand.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains((await stand.CheckAsync()).Events, found => found.Text == "Work left over (1 items to try again)");
        await stand.SyncAsync();
        Assert.Equal(17, stand.Shown(1));
        await stand.AssertRightAsync();
    }

    [Fact]
    public async Task NewListingThatOrdersKeepTouching_IsNotForgottenEither()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Till.Put(Some.Item(Some.Sku(2), 20));
        stand.Shop.Put(Some.Listing(Some.ListingId(2), Some.Sku(2), 5));
        for (var pass = 1; pass <= 3; pass++)
        {
            stand.Shop.Requests.Before(ShopCall.ReadChangedOrders, 2 * pass, () => stand.PlaceOrder(2, 1));
        }

        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(1));
        await stand.SyncAsync();

        Assert.Equal(17, stand.Shown(2));
    }

    [Fact]
    public async Task OrderBookedAndCompletedWhileTheTillIsBeingRead_IsNotSoldTwice()
    {
        var stand = await CycleStand.SyncedAsync(1);
        var order = stand.PlaceOrder(1, 3);
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        stand.Till.AfterRead = () =>
        {
            // The rows are read; they take eight seconds to arrive.
            stand.Till.AfterRead = null;
            stand.Count(1, 7);
            stand.Shop.Orders.SetStatus(order, "completed");
            stand.Clock.Advance(TimeSpan.FromSeconds(8));
        };

        await stand.SyncAsync();

        Assert.Empty(stand.Shop.Stored);
        Assert.Equal(7, stand.Shown(1));
    }

    [Fact]
    public async Task OrderThatTheTillKnows_CancelledInTheShop_IsNotSoldTwice()
    {
        var stand = await CycleStand.SyncedAsync(1);
        var order = stand.PlaceOrder(1, 3);
        stand.Till.StagedOrders = [new StagedOrder(28, order, true, null)];
        stand.Count(1, 7);
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        // The shop takes its units back at once; the till has them spoken for until somebody deals with it there.
        stand.Shop.Orders.SetStatus(order, "cancelled");
        Assert.Equal(10, stand.Shown(1));
        await stand.SyncAsync();

        Assert.Equal(7, stand.Shown(1));
    }

    [Fact]
    public async Task OrderForgottenLongAgo_CancelledInTheShop_IsNotSoldTwice()
    {
        var stand = await CycleStand.SyncedAsync(1);
        var order = stand.PlaceOrder(1, 3);
        stand.Till.StagedOrders = [new StagedOrder(28, order, true, null)];
        stand.Count(1, 7);
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromDays(3));
        await stand.SyncAsync();
        Assert.Empty(await stand.Journal.ReadOrdersAsync(CancellationToken.None));

        stand.Shop.Orders.SetStatus(order, "cancelled");
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        await stand.SyncAsync();

        Assert.Equal(7, stand.Shown(1));
    }

    [Fact]
    public async Task CancelledOrder_OfAnArticleThatTheTillHasSoldOut_IsNotSoldAgain()
    {
        var stand = await CycleStand.SyncedAsync(1);
        var order = stand.PlaceOrder(1, 3);
        stand.PlaceOrder(1, 2);
        stand.Count(1, 2);
        await stand.SyncAsync();
        Assert.Equal(0, stand.Shown(1));
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        // Two are left, two are ordered: zero before and zero after, though the shop shows three.
        stand.Shop.Orders.SetStatus(order, "cancelled");
        Assert.Equal(3, stand.Shown(1));
        await stand.SyncAsync();

        Assert.Equal(0, stand.Shown(1));
    }

    /// <summary>Most systems' counters stand still in standby: only the wall clock tells that the till's rows are minutes older than the orders.</summary>
    [Fact]
    public async Task MachineThatSleepsBetweenTillAndShop_DoesNotTakeOldRowsForNewOnes()
    {
        var stand = await CycleStand.SyncedAsync(1);
        var order = stand.PlaceOrder(1, 3);
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        stand.Count(1, 12);
        stand.Till.AfterRead = () =>
        {
            stand.Till.AfterRead = null;
            stand.Clock.StepWallClock(TimeSpan.FromSeconds(30));
            stand.Count(1, 9);
            stand.Shop.Orders.SetStatus(order, "completed");
            stand.Clock.StepWallClock(TimeSpan.FromMinutes(8));
        };

        await stand.SyncAsync();

        Assert.Equal(9, stand.Shown(1));
        Assert.All(stand.Shop.Stored, write => Assert.True(write.To.Quantity.Units <= 10, $"{write.To} were offered."));
    }

    [Fact]
    public async Task TrashedOrder_KeepsItsUnits()
    {
        var stand = await CycleStand.SyncedAsync(1);
        var order = stand.PlaceOrder(1, 3);
        await stand.SyncAsync();
        stand.Shop.Orders.SetStatus(order, "trash");
        stand.Clock.Advance(TimeSpan.FromHours(13));

        await stand.SyncAsync();

        Assert.Equal(7, stand.Shown(1));
    }

    [Fact]
    public async Task DeletedOrder_IsForgottenWhenTheShopIsVerified()
    {
        var stand = await CycleStand.SyncedAsync(1);
        var order = stand.PlaceOrder(1, 3);
        await stand.SyncAsync();
        stand.Shop.Orders.Delete(order);
        stand.Clock.Advance(TimeSpan.FromHours(13));

        await stand.SyncAsync();

        Assert.Equal(10, stand.Shown(1));
        await stand.AssertRightAsync();
    }

    [Fact]
    public async Task DeletedOrder_StaysForgotten_WhenTheRunTakesASecondPass()
    {
        var stand = await CycleStand.SyncedAsync(2);
        var order = stand.PlaceOrder(1, 3);
        await stand.SyncAsync();
        stand.Shop.Orders.Delete(order);
        stand.Clock.Advance(TimeSpan.FromHours(13));
        stand.PlaceOrder(2, 1);

        await stand.SyncAsync();
        Assert.Equal(10, stand.Shown(1));

        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        await stand.SyncAsync();
        Assert.Equal(10, stand.Shown(1));
    }

    [Fact]
    public async Task LineThatMatchesNothing_IsShown()
    {
        var stand = CycleStand.With(1);
        stand.Shop.Put(Some.Listing(Some.ListingId(9), Some.Sku(9), 5));
        stand.PlaceOrder(9, 2);

        var report = await stand.SyncAsync();

        Assert.Equal(Some.Sku(9), Assert.Single(report.UnmatchedOrderLines).Sku);
    }

    [Fact]
    public async Task OldOpenOrders_CountFromTheFirstSyncOn()
    {
        var stand = CycleStand.With(1);
        stand.PlaceOrder(1, 3, "on-hold");
        stand.Clock.Advance(TimeSpan.FromDays(300));
        stand.Policy = Some.Policy(known: OrderKnowledge.Applied);

        await stand.SyncAsync();

        Assert.Equal(7, stand.Shown(1));
        Assert.Empty(stand.Shop.Stored);
    }
}
