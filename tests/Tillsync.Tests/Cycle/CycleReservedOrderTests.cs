using Tillsync.Core;
using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Cycle;

/// <summary>Orders that go on reserving although something around them has changed: the basis, the policy, the product, the shop's clock.</summary>
public sealed class CycleReservedOrderTests
{
    [Fact]
    public async Task OpenDocument_DoesNotEndAReservation_WhereStockOnHandIsOffered()
    {
        var stand = CycleStand.With(1);
        stand.Policy = Some.Policy(StockBasis.OnHand);
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        var order = stand.PlaceOrder(1, 3);
        await stand.SyncAsync();
        Enter(stand, order, StagedDocument.Commits);
        stand.Till.Change(Some.Sku(1), item => item with { Locations = [Some.Row(7, 10, 3)] });

        await SyncLaterAsync(stand);
        Assert.Equal(7, stand.Shown(1));

        Enter(stand, order, StagedDocument.Posted);
        stand.Till.Change(Some.Sku(1), item => item with { Locations = [Some.Row(7, 7, 0)] });
        await SyncLaterAsync(stand);
        Assert.Equal(7, stand.Shown(1));
        Assert.Equal(0, (await SyncLaterAsync(stand)).Orders.Orders);
    }

    [Fact]
    public async Task ProductThatIsDeletedAndMadeAnew_KeepsWhatWasOrderedOfIt()
    {
        var stand = await CycleStand.SyncedAsync(1);
        var order = stand.PlaceOrder(1, 3);
        await stand.SyncAsync();
        stand.Shop.Delete(Some.ListingId(1));
        stand.Shop.Orders.LoseProducts(order);
        stand.Shop.Put(Some.Listing(Some.ListingId(2), Some.Sku(1), 0));

        foreach (var _ in Enumerable.Range(0, 3))
        {
            stand.Clock.Advance(TimeSpan.FromHours(13));
            Assert.Empty((await stand.SyncAsync()).Orders.Unmatched);
            Assert.Equal(7, stand.Shown(2));
        }

        Assert.False((await stand.CheckAsync()).IsNeeded);
    }

    [Fact]
    public async Task VariationThatOnlyTheTillsTableNames_IsListedLessItsOrders_TheFirstTime()
    {
        var stand = new CycleStand();
        var id = new ListingId(13_800, 13_801);
        stand.Till.Put(Some.Item(Some.Sku(1), 10));
        stand.Till.Mappings = [new TillMapping(Some.Sku(1), 13_801)];
        stand.Shop.Put(Some.Listing(id, null, 10));
        stand.Shop.PlaceOrder(id, 3);
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        var report = await stand.SyncAsync();

        Assert.Equal(7m, stand.Shop.QuantityOf(id));
        Assert.Empty(report.Orders.Unmatched);
    }

    [Fact]
    public async Task PolicyThatCountsCompletedOrdersNoMore_ReservesThoseOfTheLastMonthAgain()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Till.StagedOrders = [];
        var order = stand.PlaceOrder(1, 3);
        stand.Shop.Orders.SetStatus(order, "completed");
        await SyncLaterAsync(stand);
        stand.Clock.Advance(TimeSpan.FromDays(3));
        await stand.SyncAsync();
        Assert.Equal(10, stand.Shown(1));

        stand.Policy = Some.Policy(known: OrderKnowledge.Applied);
        var held = await SyncLaterAsync(stand);
        await SyncLaterAsync(stand, CycleStand.Scheduled with { ApprovedChecksum = held.Checksum });

        Assert.Equal(7, stand.Shown(1));
    }

    [Theory]
    [InlineData(90)]
    [InlineData(1200)]
    [InlineData(86_400)]
    public async Task ShopClockThatIsSetBack_HidesNoOrder(int seconds)
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Shop.Orders.ClockError = -TimeSpan.FromSeconds(seconds);
        stand.PlaceOrder(1, 3);
        stand.Clock.Advance(TimeSpan.FromMinutes(2));
        var check = await stand.CheckAsync();
        Assert.Equal(seconds > 180, check.Reason.Contains("clock is behind", StringComparison.Ordinal));
        stand.Count(1, 20);

        await stand.SyncAsync();
        Assert.Equal(17, stand.Shown(1));
        await SyncLaterAsync(stand);
        Assert.Equal(17, stand.Shown(1));
        Assert.False((await stand.CheckAsync()).IsNeeded);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(90)]
    [InlineData(3600)]
    [InlineData(30_000)]
    public async Task ShopClockThatIsSetBackAndHasPassedItsOldTimeByTheNextSync_HidesNoOrder(int seconds)
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Shop.Orders.ClockError = -TimeSpan.FromSeconds(seconds);
        stand.PlaceOrder(1, 3);
        stand.Clock.Advance(TimeSpan.FromSeconds(seconds + 10));
        stand.Count(1, 20);

        await stand.SyncAsync(CycleStand.Scheduled);
        Assert.Equal(17, stand.Shown(1));
        await SyncLaterAsync(stand);
        Assert.Equal(17, stand.Shown(1));
    }

    [Fact]
    public async Task CheckFindsWhatIsStampedInTheTimeThatTheShopsClockShowedTwice()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Shop.Orders.ClockError = -TimeSpan.FromMinutes(20);
        stand.PlaceOrder(1, 3);
        stand.Clock.Advance(TimeSpan.FromMinutes(25));

        var check = await stand.CheckAsync();

        Assert.True(check.IsNeeded);
        Assert.DoesNotContain("clock is behind", check.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShopClockThatIsSetBackDuringARun_HidesNoOrder()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Count(1, 20);
        stand.Shop.Requests.Before(
            ShopCall.ReadListings,
            1,
            () =>
            {
                stand.Shop.Orders.ClockError = -TimeSpan.FromHours(1);
                stand.PlaceOrder(1, 3);
            }
        );

        await stand.SyncAsync();
        Assert.Equal(17, stand.Shown(1));

        stand.Clock.Advance(TimeSpan.FromHours(2));
        stand.Count(1, 19);
        await stand.SyncAsync();
        Assert.Equal(16, stand.Shown(1));
    }

    [Fact]
    public async Task ShopClockThatIsSetBack_LetsNoListingWaitUntilItHasCaughtUp()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.PlaceOrder(1, 3);
        stand.Clock.Advance(TimeSpan.FromSeconds(1));
        stand.Shop.Orders.ClockError = -TimeSpan.FromDays(1);
        stand.Clock.Advance(TimeSpan.FromMinutes(1));
        stand.Count(1, 8);

        await stand.SyncAsync();

        Assert.Equal(5, stand.Shown(1));
        stand.Count(1, 20);
        Assert.Single((await SyncLaterAsync(stand)).Writes);
        Assert.Equal(17, stand.Shown(1));
    }

    private static void Enter(CycleStand stand, long order, StagedDocument state) =>
        stand.Till.StagedOrders = [new StagedOrder(28, order, true, null) { Document = "77", DocumentState = state }];

    private static Task<SyncReport> SyncLaterAsync(CycleStand stand, SyncRequest? request = null)
    {
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        return stand.SyncAsync(request);
    }
}
