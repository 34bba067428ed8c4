using Tillsync.Core;
using Tillsync.Testing;

namespace Tillsync.Tests.Cycle;

/// <summary>
/// Orders that move the shop's own number while the decision stays as it was. Each was seen on a real shop (WooCommerce 9.2.5): the listing
/// was taken for acknowledged, and nothing reported that it showed too much.
/// </summary>
public sealed class CycleMovedListingTests
{
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task OrderAndReceiptThatCancelOut_AreBothReflected()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.PlaceOrder(1, 3);
        stand.Count(1, 13);
        stand.Clock.Advance(Later);

        await stand.SyncAsync();

        Assert.Equal(10, stand.Shown(1));
    }

    [Fact]
    public async Task CancellationAndSaleThatCancelOut_AreBothReflected()
    {
        var stand = await CycleStand.SyncedAsync(1);
        var order = stand.PlaceOrder(1, 3);
        stand.Clock.Advance(Later);
        await stand.SyncAsync();

        stand.Shop.Orders.SetStatus(order, "cancelled");
        stand.Count(1, 7);
        stand.Clock.Advance(Later);
        await stand.SyncAsync();

        Assert.Equal(7, stand.Shown(1));
    }

    [Fact]
    public async Task CancelledOrderOfSomethingSoldElsewhereMeanwhile_DoesNotComeBack()
    {
        var stand = await CycleStand.SyncedAsync(1, available: 1);
        var order = stand.PlaceOrder(1, 1);
        stand.Clock.Advance(Later);
        await stand.SyncAsync();
        stand.Count(1, 0);
        stand.Clock.Advance(Later);
        await stand.SyncAsync();

        stand.Shop.Orders.SetStatus(order, "cancelled");
        stand.Clock.Advance(Later);
        await stand.SyncAsync();

        Assert.Equal(0, stand.Shown(1));
    }

    [Fact]
    public async Task CompletedOrderThatIsCancelled_DoesNotRestockTheShopAlone()
    {
        var stand = await CycleStand.SyncedAsync(1);
        var order = stand.PlaceOrder(1, 3);
        stand.Shop.Orders.SetStatus(order, "completed");
        stand.Count(1, 7);
        stand.Clock.Advance(Later);
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromDays(3));
        await stand.SyncAsync();

        stand.Shop.Orders.SetStatus(order, "cancelled");
        stand.Clock.Advance(Later);
        await stand.SyncAsync();

        Assert.Equal(7, stand.Shown(1));
    }

    [Fact]
    public async Task OrderThatIsCancelledAndTakenUpAgain_IsSeen_ThoughItTakesWhatItTookBefore()
    {
        var stand = await CycleStand.SyncedAsync(1, available: 0);
        stand.Count(1, -1);
        var order = stand.PlaceOrder(1, 3);
        stand.Clock.Advance(Later);
        await stand.SyncAsync();
        stand.Shop.Orders.SetStatus(order, "cancelled");
        stand.Clock.Advance(Later);
        // A run for one article acknowledges the listing and leaves the picture of the orders as it was.
        await stand.SyncAsync(CycleStand.Scheduled with { Only = Some.Sku(1) });

        stand.Shop.Orders.SetStatus(order, "processing");
        stand.Clock.Advance(Later);
        await stand.SyncAsync();

        Assert.Equal(0, stand.Shown(1));
    }

    [Fact]
    public async Task OrderMovesAListingWhoseStockIsUnknown_WhichIsLookedAtOnceThereIsANumber()
    {
        var stand = await CycleStand.SyncedAsync(10, available: 0);
        var counted = stand.Till.Items[0];
        stand.PlaceOrder(1, 2);
        stand.Till.Put(counted with { Locations = [] });
        stand.Clock.Advance(Later);
        await stand.SyncAsync();

        stand.Till.Put(counted);
        stand.Clock.Advance(Later);
        await stand.SyncAsync();

        Assert.Equal(0, stand.Shown(1));
    }

    [Fact]
    public async Task OrderDeletedForGood_ReservesNoMoreAfterASyncByHand()
    {
        var stand = await CycleStand.SyncedAsync(1);
        var order = stand.PlaceOrder(1, 3);
        stand.Clock.Advance(Later);
        await stand.SyncAsync();

        stand.Shop.Orders.Delete(order);
        stand.Clock.Advance(Later);
        await stand.SyncAsync(CycleStand.Scheduled with { Verification = Verification.WhenCheap });

        Assert.Equal(10, stand.Shown(1));
    }
}
