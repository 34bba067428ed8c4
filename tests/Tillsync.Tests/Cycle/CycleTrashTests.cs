using Tillsync.Core;
using Tillsync.Core.Deciding;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Cycle;

/// <summary>Orders that were thrown into the trash before anybody read them: what they took stays taken, and no list of changes names them.</summary>
public sealed class CycleTrashTests
{
    [Fact]
    public async Task OrderTrashedUnread_IsNotGivenBack()
    {
        var stand = await CycleStand.SyncedAsync(1);
        PlaceAndTrash(stand, 1, 3);
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        stand.Count(1, 20);

        var report = await stand.SyncAsync();

        Assert.Equal(17, stand.Shown(1));
        Assert.Equal(Some.Listed(17), Assert.Single(report.Writes).Write.To);
        await stand.AssertRightAsync();
    }

    [Fact]
    public async Task OrderTrashedUnread_ThatEqualsASaleInTheTill_HidesNothing()
    {
        var stand = await CycleStand.SyncedAsync(1);
        PlaceAndTrash(stand, 1, 3);
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        // The shop shows seven, and so would the till without the order: by chance the same number, but three have been sold twice.
        stand.Count(1, 7);
        await stand.SyncAsync();

        Assert.Equal(4, stand.Shown(1));
    }

    [Fact]
    public async Task OrderTrashedUnread_IsRememberedBySyncsThatFindNothingToDo()
    {
        var stand = await CycleStand.SyncedAsync(1);
        PlaceAndTrash(stand, 1, 3);
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Empty(stand.Shop.Stored);

        stand.Count(1, 20);
        await stand.SyncAsync();

        Assert.Equal(17, stand.Shown(1));
    }

    [Theory]
    [InlineData(ShopCall.ReadTrashedOrders, 1)]
    [InlineData(ShopCall.ReadListings, 1)]
    [InlineData(ShopCall.ReadChangedOrders, 2)]
    [InlineData(ShopCall.ReadTrashedOrders, 2)]
    public async Task OrderTrashedWhileTheShopIsRead_DefersItsListing(ShopCall before, int nth)
    {
        var stand = await CycleStand.SyncedAsync(2);
        stand.Count(1, 20);
        stand.Count(2, 20);
        stand.Shop.Requests.Before(before, nth, () => PlaceAndTrash(stand, 1, 3));

        var report = await stand.SyncAsync();

        Assert.Equal(Some.Sku(1), Assert.Single(report.Plan.Deferred).Sku);
        Assert.Equal([17m, 20m], [stand.Shown(1), stand.Shown(2)]);
        Assert.Empty(report.Left);
        await stand.AssertRightAsync();
    }

    [Fact]
    public async Task SyncOfOneArticle_SeesTheTrashAsWell()
    {
        var stand = await CycleStand.SyncedAsync(1);
        PlaceAndTrash(stand, 1, 3);
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        stand.Count(1, 20);

        await stand.SyncAsync(CycleStand.Scheduled with { Only = Some.Sku() });

        Assert.Equal(17, stand.Shown(1));
    }

    [Fact]
    public async Task Check_DoesNotLookIntoTheTrash()
    {
        var stand = await CycleStand.SyncedAsync(1);
        PlaceAndTrash(stand, 1, 3);

        await stand.CheckAsync();

        Assert.Equal((1, 0), (stand.Shop.Requests.Reads, stand.Shop.Requests[ShopCall.ReadTrashedOrders]));
    }

    [Fact]
    public async Task TrashIsAskedTwice_OnlyWhenSomethingIsWritten()
    {
        var stand = await CycleStand.SyncedAsync(1);
        await stand.SyncAsync();
        Assert.Equal(1, stand.Shop.Requests[ShopCall.ReadTrashedOrders]);

        stand.Count(1, 20);
        await stand.SyncAsync();
        Assert.Equal(3, stand.Shop.Requests[ShopCall.ReadTrashedOrders]);
    }

    [Fact]
    public async Task OrderTrashedAfterItWasCompleted_IsStillKnown()
    {
        var stand = await CycleStand.SyncedAsync(1);
        var order = stand.PlaceOrder(1, 3);
        stand.Shop.Orders.SetStatus(order, "completed");
        stand.Count(1, 7);
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromDays(3));

        // The verification reads the whole trash: the order must not begin to reserve what the till has booked long ago.
        stand.Shop.Orders.SetStatus(order, "trash");
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        await stand.SyncAsync(CycleStand.Scheduled with { Verification = Verification.Always });

        Assert.Equal(7, stand.Shown(1));
        Assert.Empty((await stand.ExplainAsync(1))!.Reservations);
    }

    [Fact]
    public async Task OrderRefundedAfterItWasCompleted_IsStillKnown_UnlessOnlyStagingCounts()
    {
        var stand = await CycleStand.SyncedAsync(1);
        var order = stand.PlaceOrder(1, 3);
        stand.Shop.Orders.SetStatus(order, "completed");
        stand.Count(1, 7);
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        stand.Shop.Orders.SetStatus(order, "refunded");
        await stand.SyncAsync();
        Assert.Equal(7, stand.Shown(1));

        stand.Policy = Some.Policy(known: OrderKnowledge.Applied);
        Assert.Single((await stand.ExplainAsync(1))!.Reservations);
    }

    private static void PlaceAndTrash(CycleStand stand, int number, decimal units) =>
        stand.Shop.Orders.SetStatus(stand.PlaceOrder(number, units), "trash");
}
