using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Cycle;

/// <summary>Listings that are no longer their article's: what it had there must not go on being sold, and nothing puts it back by itself.</summary>
public sealed class CycleEndedMappingTests
{
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task MappingThatMovesToAnotherProduct_TakesTheOldOneToZero()
    {
        var stand = await MappedAsync(1);
        stand.Shop.Put(Some.Listing(Some.ListingId(2), null, 1));

        Map(stand, 2);
        var report = await stand.SyncAsync();

        Assert.Equal([0m, 7m], [stand.Shown(1), stand.Shown(2)]);
        Assert.Equal(2, report.Writes.Count);
        stand.Clock.Advance(Later);
        Assert.False((await stand.CheckAsync()).IsNeeded);
        Assert.Empty((await stand.SyncAsync(Whole)).Plan.Writes);
    }

    [Fact]
    public async Task MappingThatMovesAwayFromTheProductWithItsSku_TakesThatToZero()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Shop.Put(Some.Listing(Some.ListingId(2), null, 1));

        Map(stand, 2);
        await stand.SyncAsync();

        Assert.Equal([0m, 10m], [stand.Shown(1), stand.Shown(2)]);
    }

    [Theory]
    [InlineData("sku_conflict", 2)]
    [InlineData("listing_missing", 404)]
    [InlineData("listing_trashed", 3)]
    [InlineData("listing_unmanaged", 4)]
    [InlineData("listing_shared", 5)]
    public async Task MistypedRow_LeavesTheArticleItsListing(string code, int number)
    {
        var stand = await WithBadTargetsAsync();
        if (code == "listing_shared")
        {
            // Two articles want it, and neither has it.
            stand.Till.Put(Some.Item(Some.Sku(6), 1));
            stand.Till.Mappings = [.. new[] { 1, 6 }.Select(each => new TillMapping(Some.Sku(each), Some.ListingId(5).ProductId))];
        }
        else
        {
            Map(stand, number);
        }

        foreach (var request in new[] { CycleStand.Scheduled, Whole, CycleStand.Scheduled, Whole })
        {
            stand.Count(1, 4);
            var report = await stand.SyncAsync(request);

            Assert.Equal(10, stand.Shown(1));
            Assert.DoesNotContain(report.Writes, result => result.Write.Sku == Some.Sku(1));
            var blocked = Assert.Single(report.Plan.Blocked, item => item.Sku == Some.Sku(1));
            Assert.Equal(code, blocked.Code);
            Assert.EndsWith($"Its listing {Some.ListingId(1)} stays as it is meanwhile.", blocked.Reason, StringComparison.Ordinal);
            Assert.Null((await stand.RecordAsync(1))?.EndedAt);
            stand.Clock.Advance(TimeSpan.FromSeconds(10));
            Assert.False((await stand.CheckAsync()).IsNeeded);
        }

        stand.Till.Mappings = [];
        await stand.SyncAsync();
        Assert.Equal(4, stand.Shown(1));
    }

    [Fact]
    public async Task MistypedRowThatIsCorrectedToAnotherProduct_TakesTheOldOneToZero()
    {
        var stand = await WithBadTargetsAsync();
        Map(stand, 2);
        await stand.SyncAsync();
        stand.Clock.Advance(Later);
        Assert.Equal(10, stand.Shown(1));

        Map(stand, 5);
        await stand.SyncAsync();

        Assert.Equal([0m, 10m], [stand.Shown(1), stand.Shown(5)]);
        stand.Clock.Advance(Later);
        Assert.False((await stand.CheckAsync()).IsNeeded);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task MistypedRowOfAnArticleThatIsNotSold_TakesItsListingToZero(bool isGone)
    {
        var stand = await WithBadTargetsAsync();
        Map(stand, 2);
        await stand.SyncAsync();
        stand.Clock.Advance(Later);

        if (isGone)
        {
            stand.Till.Remove(Some.Sku(1));
        }
        else
        {
            stand.Till.Change(Some.Sku(1), item => item with { Status = "D" });
        }

        await stand.SyncAsync();

        Assert.Equal(0, stand.Shown(1));
    }

    [Fact]
    public async Task OrderMovesAListingWhileARowIsMistyped_WhichIsLookedAtAfterwards()
    {
        var stand = await WithBadTargetsAsync();
        var order = stand.PlaceOrder(1, 3);
        await stand.SyncAsync();
        stand.Clock.Advance(Later);
        Map(stand, 2);
        stand.Shop.Orders.SetStatus(order, "cancelled");
        stand.Count(1, 7);
        await stand.SyncAsync();
        Assert.Equal(10, stand.Shown(1));
        stand.Clock.Advance(Later);

        stand.Till.Mappings = [];
        await stand.SyncAsync();

        Assert.Equal(7, stand.Shown(1));
    }

    [Fact]
    public async Task RowsThatSwapTwoProductsWithSkus_LeaveBothAsTheyAre()
    {
        var stand = await CycleStand.SyncedAsync(2);

        stand.Till.Mappings =
        [
            new TillMapping(Some.Sku(1), Some.ListingId(2).ProductId),
            new TillMapping(Some.Sku(2), Some.ListingId(1).ProductId),
        ];
        var report = await stand.SyncAsync();

        Assert.Equal(["sku_conflict", "sku_conflict"], report.Parked.Select(item => item.Code));
        Assert.Equal([10m, 10m], [stand.Shown(1), stand.Shown(2)]);
        Assert.Null((await stand.RecordAsync(1))?.EndedAt);
    }

    [Fact]
    public async Task MappingThatMovesBack_PutsTheListingBack()
    {
        var stand = await MappedAsync(1);
        stand.Shop.Put(Some.Listing(Some.ListingId(2), null, 1));
        Map(stand, 2);
        await stand.SyncAsync();
        stand.Clock.Advance(Later);

        Map(stand, 1);
        await stand.SyncAsync();

        Assert.Equal([7m, 0m], [stand.Shown(1), stand.Shown(2)]);
    }

    [Fact]
    public async Task TableThatIsDroppedAfterAMappingEnded_PutsNothingBack()
    {
        var stand = await MappedAsync(1);
        stand.Till.Mappings = [];
        await stand.SyncAsync();
        Assert.Equal(0, stand.Shown(1));
        stand.Clock.Advance(Later);

        stand.Till.Mappings = null;
        await stand.SyncAsync(Whole);

        Assert.Equal(0, stand.Shown(1));
    }

    [Fact]
    public async Task TableThatIsDropped_EndsNoMapping()
    {
        var stand = await MappedAsync(1);

        stand.Till.Mappings = null;
        stand.Count(1, 5);
        await stand.SyncAsync(Whole);

        Assert.Equal(5, stand.Shown(1));
    }

    [Fact]
    public async Task MappingThatEndsAtZero_StaysEndedWhenTheTableIsDropped()
    {
        var stand = await MappedAsync(1);
        stand.Count(1, 0);
        await stand.SyncAsync();
        stand.Clock.Advance(Later);
        stand.Till.Mappings = [];
        await stand.SyncAsync();
        stand.Clock.Advance(Later);

        stand.Till.Mappings = null;
        stand.Count(1, 9);
        await stand.SyncAsync(Whole);

        Assert.Equal(0, stand.Shown(1));
    }

    [Fact]
    public async Task EndedMapping_FindsTheListingWithTheArticlesSkuAtOnce()
    {
        var stand = await MappedAsync(1);
        stand.Shop.Put(Some.Listing(Some.ListingId(2), Some.Sku(1), 1));

        stand.Till.Mappings = [];
        await stand.SyncAsync();

        Assert.Equal([0m, 7m], [stand.Shown(1), stand.Shown(2)]);
    }

    [Fact]
    public async Task ListingWhoseMappingEnded_IsTakenUpAgainWhenTheShopGivesItTheSku()
    {
        var stand = await MappedAsync(1);
        stand.Till.Mappings = [];
        await stand.SyncAsync();
        stand.Clock.Advance(Later);

        stand.Shop.Change(Some.ListingId(1), listing => listing with { Sku = Some.Sku(1) });
        await stand.SyncAsync(Whole);

        Assert.Equal(7, stand.Shown(1));
        Assert.Null((await stand.RecordAsync(1))?.EndedAt);
    }

    [Fact]
    public async Task ListingThatLosesItsSku_EndsTheMapping()
    {
        var stand = await CycleStand.SyncedAsync(1);

        stand.Shop.Change(Some.ListingId(1), listing => listing with { Sku = null });
        await stand.SyncAsync(Whole);
        Assert.True((await stand.CheckAsync()).IsNeeded);
        await stand.SyncAsync();

        Assert.Equal(0, stand.Shown(1));
    }

    [Fact]
    public async Task CancelledOrderOfAnEndedListing_IsNotSoldAgain()
    {
        var stand = await MappedAsync(1);
        var order = stand.PlaceOrder(1, 3);
        stand.Clock.Advance(Later);
        stand.Till.Mappings = [];
        await stand.SyncAsync();
        Assert.Equal(0, stand.Shown(1));

        stand.Shop.Orders.SetStatus(order, "cancelled");
        stand.Clock.Advance(Later);
        await stand.SyncAsync();

        Assert.Equal(0, stand.Shown(1));
    }

    [Fact]
    public async Task OrderOnAnEndedListing_GoesOnReservingItsArticle()
    {
        var stand = await MappedAsync(1);
        stand.Shop.Put(Some.Listing(Some.ListingId(2), null, 1));
        stand.PlaceOrder(1, 3);
        stand.Clock.Advance(Later);

        Map(stand, 2);
        await stand.SyncAsync();

        Assert.Equal(4, stand.Shown(2));
    }

    [Fact]
    public async Task EndedListingThatIsDeleted_IsForgotten()
    {
        var stand = await MappedAsync(1);
        stand.Till.Mappings = [];
        await stand.SyncAsync();
        stand.Clock.Advance(Later);

        stand.Shop.Delete(Some.ListingId(1));
        await stand.SyncAsync(Whole);

        Assert.Null(await stand.RecordAsync(1));
    }

    [Theory]
    [InlineData(ListingStatus.Trashed, StockManagement.Managed)]
    [InlineData(ListingStatus.Published, StockManagement.Unmanaged)]
    public async Task EndedListingThatCannotBeWritten_KeepsNothingDue(ListingStatus status, StockManagement management)
    {
        var stand = await MappedAsync(1);
        stand.Shop.Change(Some.ListingId(1), listing => listing with { Status = status, Management = management });

        stand.Till.Mappings = [];
        var report = await stand.SyncAsync();

        Assert.Empty(report.Parked);
        Assert.Empty(report.Writes);
        stand.Clock.Advance(Later);
        Assert.False((await stand.CheckAsync()).IsNeeded);
    }

    [Fact]
    public async Task ManyEndedMappings_AreHeldByTheGuard()
    {
        var stand = new CycleStand { Guard = Some.LooseGuard() with { MaxZeroedPercent = 30, AlwaysAllowItems = 1 } };
        for (var number = 1; number <= 3; number++)
        {
            stand.Till.Put(Some.Item(Some.Sku(number), 7));
            stand.Shop.Put(Some.Listing(Some.ListingId(number), null, 2));
        }

        stand.Till.Mappings =
        [
            .. Enumerable.Range(1, 3).Select(number => new TillMapping(Some.Sku(number), Some.ListingId(number).ProductId)),
        ];
        await stand.SyncAsync();
        stand.Clock.Advance(Later);

        stand.Till.Mappings = [];
        var report = await stand.SyncAsync();

        Assert.NotEmpty(report.HoldReasons);
        Assert.Equal([7m, 7m, 7m], [stand.Shown(1), stand.Shown(2), stand.Shown(3)]);
    }

    [Fact]
    public async Task OrderThatTouchesAnEndedListingWhileItIsRead_DefersIt()
    {
        var stand = await MappedAsync(1);
        stand.Till.Mappings = [];
        stand.Shop.Requests.Before(ShopCall.ReadListings, 1, () => stand.PlaceOrder(1, 3));

        await stand.SyncAsync();

        Assert.Equal(0, stand.Shown(1));
        Assert.NotNull((await stand.RecordAsync(1))?.EndedAt);
    }

    private static SyncRequest Whole => CycleStand.Scheduled with { Verification = Verification.Always };

    private static void Map(CycleStand stand, int number) =>
        stand.Till.Mappings = [new TillMapping(Some.Sku(1), Some.ListingId(number).ProductId)];

    /// <summary>Article 1 has listing 1 by its SKU. Listing 2 is another's, 3 in the trash, 4 keeps no stock, 5 is free.</summary>
    private static async Task<CycleStand> WithBadTargetsAsync()
    {
        var stand = await CycleStand.SyncedAsync(2);
        stand.Till.Mappings = [];
        stand.Shop.Put(Some.Listing(Some.ListingId(3), null, 1) with { Status = ListingStatus.Trashed });
        stand.Shop.Put(Some.Listing(Some.ListingId(4), null, null) with { Management = StockManagement.Unmanaged });
        stand.Shop.Put(Some.Listing(Some.ListingId(5), null, 1));
        return stand;
    }

    private static async Task<CycleStand> MappedAsync(int number)
    {
        var stand = new CycleStand();
        stand.Till.Put(Some.Item(Some.Sku(1), 7));
        stand.Shop.Put(Some.Listing(Some.ListingId(number), null, 2));
        Map(stand, number);
        await stand.SyncAsync();
        stand.Clock.Advance(Later);
        return stand;
    }
}
