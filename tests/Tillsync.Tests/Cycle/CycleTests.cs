using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Cycle;

public sealed class CycleTests
{
    [Fact]
    public async Task FirstSync_BringsEveryListingToItsNumber()
    {
        var stand = CycleStand.With(3);
        stand.Count(1, 7);
        stand.Count(2, -51);
        stand.Count(3, 2.5m);

        var report = await stand.SyncAsync();

        Assert.Equal([7m, 0m, 2m], [stand.Shown(1), stand.Shown(2), stand.Shown(3)]);
        Assert.Equal(RunResult.Succeeded, report.Result);
        Assert.Equal(3, report.Counts.Updated);
        Assert.NotNull(await stand.PositionsAsync());
    }

    [Fact]
    public async Task SecondSync_SendsNothing()
    {
        var stand = CycleStand.With(3);
        stand.Count(1, 7);
        await stand.SyncAsync();

        await stand.AssertRightAsync();
    }

    [Fact]
    public async Task SecondSync_OfTheSchedule_ReadsNoListing()
    {
        var stand = await CycleStand.SyncedAsync(3);

        var report = await stand.SyncAsync();

        Assert.Equal(3, report.Plan.Unread);
        Assert.Equal(0, stand.Shop.Requests[ShopCall.ReadListings]);
        Assert.Equal(0, stand.Shop.Requests[ShopCall.ReadAllListings]);
    }

    [Fact]
    public async Task UnknownStock_LeavesTheListingAndIsTold()
    {
        var stand = CycleStand.With(2);
        stand.Till.Change(Some.Sku(1), item => item with { Locations = [] });

        var report = await stand.SyncAsync();

        Assert.Equal(10, stand.Shown(1));
        Assert.Equal(Some.Sku(1), Assert.Single(report.Plan.StockUnknown).Sku);
    }

    [Fact]
    public async Task ItemThatTheTillDropped_GoesToZero_AndComesBack()
    {
        var stand = await CycleStand.SyncedAsync(2);
        stand.Till.Remove(Some.Sku(1));

        await stand.SyncAsync();
        Assert.Equal(0, stand.Shown(1));

        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        stand.Till.Put(Some.Item(Some.Sku(1), 4));
        await stand.SyncAsync();
        Assert.Equal(4, stand.Shown(1));
    }

    [Theory]
    [InlineData("D")]
    [InlineData("V")]
    public async Task DiscontinuedItem_GoesToZero_D13(string status)
    {
        var stand = await CycleStand.SyncedAsync(2);
        stand.Till.Change(Some.Sku(1), item => item with { Status = status });

        await stand.SyncAsync();

        Assert.Equal(0, stand.Shown(1));
    }

    [Fact]
    public async Task HandEditInTheShop_IsPutRight_WhenTheShopIsVerified()
    {
        var stand = await CycleStand.SyncedAsync(2);
        stand.Shop.SetQuantity(Some.ListingId(1), 99);

        stand.Clock.Advance(TimeSpan.FromHours(12));
        await stand.SyncAsync();

        Assert.Equal(10, stand.Shown(1));
    }

    [Fact]
    public async Task ScheduleThatStartsSecondsEarly_StillVerifiesTheShop()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Shop.SetQuantity(Some.ListingId(1), 99);

        // The check calls 11.999 hours due; what it starts must not find that it is not.
        stand.Clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(4));
        Assert.True((await stand.CheckAsync()).IsNeeded);
        await stand.SyncAsync();

        Assert.Equal(10, stand.Shown(1));
    }

    [Fact]
    public async Task MissingProductMapAnswer_EndsTheRunBeforeAnyWrite()
    {
        var stand = CycleStand.With(1);
        stand.Count(1, 3);
        stand.Till.Failures = [new ProbeFailure(TillProbes.ProductMap, "SELECT was denied.")];

        await Assert.ThrowsAsync<Core.TillException>(() => stand.SyncAsync());

        Assert.Equal(10, stand.Shown(1));
        Assert.Equal(RunResult.Failed, (await stand.LastRunAsync()).End?.Result);
    }

    [Fact]
    public async Task Intents_TellFromToAndArithmetic()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Count(1, 7);

        await stand.SyncAsync();

        var intent = Assert.Single(await stand.Journal.ReadSkuIntentsAsync(Some.Sku(), 10, CancellationToken.None));
        Assert.Equal((Some.Units(10), Some.Listed(7), Some.Units(-3)), (intent.From, intent.To, intent.Delta));
        Assert.Equal(IntentState.Accepted, intent.State);
        Assert.Contains("-> lists 7", intent.Inputs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explanation_ShowsTheArithmeticAndTheOrders()
    {
        var stand = await CycleStand.SyncedAsync(1);
        var order = stand.PlaceOrder(1, 3);
        await stand.SyncAsync();

        var explanation = await stand.ExplainAsync(1);

        var list = Assert.IsType<Decision.List>(explanation?.Decision);
        Assert.Equal(Some.Listed(7), list.To);
        Assert.Equal(order, Assert.Single(explanation!.Reservations).Held.OrderId);
        Assert.Null(await stand.ExplainAsync(99));
    }
}
