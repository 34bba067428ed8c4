using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Testing;

namespace Tillsync.Tests.Cycle;

public sealed class SyncCheckTests
{
    [Fact]
    public async Task BeforeTheFirstSync_NothingIsAsked()
    {
        var stand = CycleStand.With(1);

        Assert.Equal("Never synced before", (await stand.CheckAsync()).Reason);
        Assert.Equal((0, 0), (stand.Till.Reads, stand.Shop.Requests.Reads));
    }

    [Fact]
    public async Task AfterASync_NothingIsNeeded()
    {
        var stand = await CycleStand.SyncedAsync(3);

        Assert.Equal("No changes detected (last sync 0.1 hours ago)", (await stand.CheckAsync()).Reason);
    }

    [Fact]
    public async Task TillThatDoesNotAnswer_IsYes_D24()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Till.Fault = new TillException("IM_INV", "The login has no SELECT.", "Grant it.");

        var result = await stand.CheckAsync();

        Assert.True(result.IsNeeded);
        Assert.Equal("Check failed: IM_INV: The login has no SELECT. Grant it.", result.Reason);
    }

    [Fact]
    public async Task TillAndShopThatDoNotAnswer_AreBothNamed_D24()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Till.Fault = new TillException("IM_INV", "The login has no SELECT.", "Grant it.");
        stand.Shop.Fault = new ShopException("https://shop.example", "It answered 503.", "Wait.");

        var events = (await stand.CheckAsync()).Events;

        Assert.Equal(2, events.Count(found => found.Kind == CheckEventKind.ProbeFailed));
    }

    [Fact]
    public async Task WebOrder_IsFoundOnce()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.PlaceOrder(1, 3);
        Assert.Equal("New orders detected (1 orders)", (await stand.CheckAsync()).Reason);

        await stand.SyncAsync();

        Assert.False((await stand.CheckAsync()).IsNeeded);
    }

    [Fact]
    public async Task StagedOrder_IsFoundOnce()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Till.StagedOrders = [new StagedOrder(28, 15_479, false, null)];
        Assert.Equal("New orders detected (1 orders)", (await stand.CheckAsync()).Reason);

        await stand.SyncAsync();

        Assert.False((await stand.CheckAsync()).IsNeeded);
    }

    [Fact]
    public async Task StagingRowThatIsAppliedNow_IsAnOrderChange_FoundOnce()
    {
        var stand = await CycleStand.SyncedAsync(2);
        var order = stand.PlaceOrder(1, 3);
        stand.Till.StagedOrders = [new StagedOrder(28, order, false, null)];
        stand.Count(1, 7);
        await stand.SyncAsync();
        Assert.Equal((4m, false), (stand.Shown(1), (await stand.CheckAsync()).IsNeeded));

        stand.Till.StagedOrders = [new StagedOrder(28, order, true, null)];

        Assert.Equal("Order changes detected (1 orders)", (await stand.CheckAsync()).Reason);
        await stand.SyncAsync();
        Assert.Equal((7m, false), (stand.Shown(1), (await stand.CheckAsync()).IsNeeded));
    }

    [Fact]
    public async Task MappingsAddedChangedAndEnded_AreEachFoundOnce()
    {
        var stand = await CycleStand.SyncedAsync(1);
        foreach (var mappings in new TillMapping[][] { [Mapped(1, 1)], [Mapped(1, 7)], [] })
        {
            stand.Shop.Put(Some.Listing(Some.ListingId(7), null));
            stand.Till.Mappings = mappings;
            Assert.Equal("Product changes detected (1 products)", (await stand.CheckAsync()).Reason);

            await stand.SyncAsync();

            Assert.False((await stand.CheckAsync()).IsNeeded);
        }
    }

    [Fact]
    public async Task MappingThatCannotBeFollowed_IsFoundOnce_AndThenWaitsForItsNextTry()
    {
        var stand = await CycleStand.SyncedAsync(2);
        stand.Till.Mappings = [Mapped(1, 2)];
        Assert.Equal("Product changes detected (1 products)", (await stand.CheckAsync()).Reason);

        Assert.Equal("sku_conflict", Assert.Single((await stand.SyncAsync()).Parked).Code);

        Assert.False((await stand.CheckAsync()).IsNeeded);
        stand.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(["Work left over (1 items to try again)"], (await stand.CheckAsync()).Events.Select(found => found.Text));
    }

    [Fact]
    public async Task MappingOfAnArticleThatIsNotForTheWeb_IsNoChange()
    {
        var stand = CycleStand.With(1);
        stand.Till.Change(Some.Sku(1), item => item with { IsWebItem = false });
        await stand.SyncAsync();

        stand.Till.Mappings = [Mapped(1, 1), Mapped(2, 2)];

        Assert.False((await stand.CheckAsync()).IsNeeded);
    }

    [Fact]
    public async Task MappingsThatCannotBeRead_AreAFailure_NotAnEndOfAllMappings()
    {
        var stand = CycleStand.With(1);
        stand.Till.Mappings = [Mapped(1, 1)];
        await stand.SyncAsync();
        stand.Till.Mappings = null;
        stand.Till.Failures = [new ProbeFailure(TillProbes.ProductMap, "The login has no SELECT.")];

        var result = await stand.CheckAsync();

        Assert.Equal(CheckEventKind.ProbeFailed, Assert.Single(result.Events).Kind);
    }

    [Fact]
    public async Task ClockSetBack_IsDue_AndOneSyncEndsIt_D31()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Clock.StepWallClock(TimeSpan.FromHours(-3));
        var events = (await stand.CheckAsync()).Events;
        Assert.Contains(events, each => each.Text.StartsWith("The last sync lies 2.9 hours in the future", StringComparison.Ordinal));
        Assert.Contains(events, each => each.Text.Contains("The shop's clock is behind", StringComparison.Ordinal));

        await stand.SyncAsync();

        Assert.False((await stand.CheckAsync()).IsNeeded);
    }

    [Fact]
    public async Task Verification_FindsAHandEdit_WritesNothing_AndMakesTheCheckSayYes()
    {
        var stand = await CycleStand.SyncedAsync(2);
        stand.Shop.SetQuantity(Some.ListingId(1), 99);

        var report = await stand.VerifyAsync();

        Assert.False(report.IsRight);
        Assert.True(report.IsMarked);
        Assert.Equal(99, stand.Shown(1));
        Assert.Equal("Work left over (1 items to try again)", (await stand.CheckAsync()).Reason);
        await stand.SyncAsync();
        Assert.Equal(10, stand.Shown(1));
        Assert.True((await stand.VerifyAsync()).IsRight);
    }

    private static TillMapping Mapped(int article, int listing) => new(Some.Sku(article), Some.ListingId(listing).ProductId);
}
