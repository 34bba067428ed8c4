using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Core.Mapping;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Cycle;

/// <summary>Which listing an article has, and what happens when that changes.</summary>
public sealed class CycleMappingTests
{
    [Fact]
    public async Task MappedListingWithoutSku_IsKept()
    {
        var stand = Mapped();

        await stand.SyncAsync();

        Assert.Equal(7, stand.Shown(1));
        Assert.Equal(MappingOrigin.ProductMap, (await stand.RecordAsync(1))?.Origin);
    }

    [Fact]
    public async Task MappingToAnotherArticlesProduct_IsNotWritten_D19()
    {
        var stand = CycleStand.With(2);
        stand.Count(1, 7);
        stand.Till.Mappings = [new TillMapping(Some.Sku(1), Some.ListingId(2).ProductId)];

        var report = await stand.SyncAsync();

        Assert.Equal([10m, 10m], [stand.Shown(1), stand.Shown(2)]);
        Assert.Equal("sku_conflict", Assert.Single(report.Parked).Code);
    }

    [Fact]
    public async Task TwoArticlesMappedToOneProduct_NeitherWritesIt()
    {
        var stand = CycleStand.With(2);
        stand.Shop.Put(Some.Listing(Some.ListingId(3), null, 1));
        stand.Till.Mappings = [.. new[] { 1, 2 }.Select(number => new TillMapping(Some.Sku(number), Some.ListingId(3).ProductId))];

        var report = await stand.SyncAsync();

        Assert.Equal(
            [(Some.Sku(1), "listing_shared"), (Some.Sku(2), "listing_shared")],
            report.Parked.Select(item => (item.Sku, item.Code))
        );
        Assert.Equal(1, stand.Shown(3));
    }

    [Fact]
    public async Task AnotherArticleMappedToAKeptProduct_LeavesItToItsArticle()
    {
        var stand = Mapped();
        stand.Till.Put(Some.Item(Some.Sku(2), 99));
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        stand.Till.Mappings = [.. new[] { 1, 2 }.Select(number => new TillMapping(Some.Sku(number), Some.ListingId(1).ProductId))];
        stand.Count(1, 5);
        var report = await stand.SyncAsync();

        Assert.Equal((Some.Sku(2), "listing_shared"), (Assert.Single(report.Parked).Sku, Assert.Single(report.Parked).Code));
        Assert.Equal(5, stand.Shown(1));
    }

    [Fact]
    public async Task MappingThatEnds_TakesTheListingToZero_D13()
    {
        var stand = Mapped();
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        stand.Till.Mappings = [];
        await stand.SyncAsync();

        Assert.Equal(0, stand.Shown(1));
    }

    [Fact]
    public async Task MappingThatEnds_OfAListingWithTheArticlesSku_ChangesNothing()
    {
        var stand = CycleStand.With(1);
        stand.Till.Mappings = [new TillMapping(Some.Sku(1), Some.ListingId(1).ProductId)];
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        stand.Till.Mappings = [];
        await stand.SyncAsync();

        Assert.Equal(10, stand.Shown(1));
    }

    [Fact]
    public async Task MappingThatWasParkedAndIsCorrected_IsFollowedAtOnce()
    {
        var stand = Mapped();
        stand.Till.Mappings = [new TillMapping(Some.Sku(1), 404)];
        Assert.Equal("listing_missing", Assert.Single((await stand.SyncAsync()).Parked).Code);
        stand.Clock.Advance(TimeSpan.FromMinutes(1));

        stand.Till.Mappings = [new TillMapping(Some.Sku(1), Some.ListingId(1).ProductId)];
        var report = await stand.SyncAsync();

        Assert.Empty(report.Parked);
        Assert.Equal(7, stand.Shown(1));
    }

    [Fact]
    public async Task SkusThatSwapTheirListings_AreFollowed()
    {
        var stand = await CycleStand.SyncedAsync(2);
        stand.Count(1, 3);
        stand.Count(2, 5);
        stand.Shop.Change(Some.ListingId(1), listing => listing with { Sku = Some.Sku(2) });
        stand.Shop.Change(Some.ListingId(2), listing => listing with { Sku = Some.Sku(1) });

        await stand.SyncAsync(CycleStand.Scheduled with { Verification = Verification.Always });

        Assert.Equal([5m, 3m], [stand.Shown(1), stand.Shown(2)]);
        Assert.Equal(Some.ListingId(2), (await stand.RecordAsync(1))?.Listing);
        Assert.Equal(Some.ListingId(1), (await stand.RecordAsync(2))?.Listing);
    }

    [Theory]
    [InlineData("back", 4)]
    [InlineData("other-sku", 4)]
    [InlineData("drop", 0)]
    [InlineData("let-go", 10)]
    public async Task SkuEditedToOneThatNoArticleHas_IsAConflict_UntilSomebodySaysWhatIsMeant(string next, decimal shown)
    {
        var stand = CycleStand.With(2);
        stand.Policy = Some.Policy() with { CreatesDrafts = true };
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        stand.Shop.Change(Some.ListingId(1), listing => listing with { Sku = new Sku("NOBODYS") });
        stand.Count(1, 4);

        foreach (var request in new[] { CycleStand.Scheduled, Whole, CycleStand.Scheduled, Whole })
        {
            var report = await stand.SyncAsync(request);
            var blocked = Assert.Single(report.Plan.Blocked);
            Assert.Equal((Some.Sku(1), Some.ListingId(1), "sku_conflict"), (blocked.Sku, blocked.Listing, blocked.Code));
            Assert.Contains($"'{Some.Sku(1)}' and carries 'NOBODYS'", blocked.Reason, StringComparison.Ordinal);
            Assert.Empty(report.Plan.Unmapped);
            Assert.Equal(10, stand.Shown(1));
            stand.Clock.Advance(TimeSpan.FromSeconds(10));
            Assert.False((await stand.CheckAsync()).IsNeeded);
        }

        switch (next)
        {
            case "back":
                stand.Shop.Change(Some.ListingId(1), listing => listing with { Sku = Some.Sku(1) });
                break;
            case "other-sku":
                await stand.MapAsync(new MappingChange(Some.Sku(1), Some.ListingId(1)) { AcceptsOtherSku = true });
                break;
            default:
                await stand.MapAsync(new MappingChange(Some.Sku(1), null) { LetsGo = next == "let-go" });
                break;
        }

        await stand.SyncAsync(Whole);
        Assert.Equal(shown, stand.Shown(1));
        Assert.Empty(await stand.ParkedAsync());
        Assert.Empty(stand.Shop.Made);
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.False((await stand.CheckAsync()).IsNeeded);
    }

    [Fact]
    public async Task SkuEditedToOneThatNoArticleHas_WhileAnotherListingCarriesTheArticles_FollowsThat()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Shop.Change(Some.ListingId(1), listing => listing with { Sku = new Sku("NOBODYS") });
        stand.Shop.Put(Some.Listing(Some.ListingId(2), Some.Sku(1), 1));
        stand.Count(1, 4);

        var report = await stand.SyncAsync();

        Assert.Empty(report.Plan.Blocked);
        Assert.Equal(4, stand.Shown(2));
        Assert.Equal(Some.ListingId(2), (await stand.RecordAsync(1))?.Listing);
    }

    [Fact]
    public async Task SkuEditedToAnotherArticles_IsThatArticlesListing()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Till.Put(Some.Item(Some.Sku(2), 3));
        stand.Shop.Change(Some.ListingId(1), listing => listing with { Sku = Some.Sku(2) });

        var report = await stand.SyncAsync(Whole);

        Assert.Empty(report.Plan.Blocked);
        Assert.Equal([Some.Sku(1)], report.Plan.Unmapped);
        Assert.Equal((3, Some.ListingId(1)), (stand.Shown(1), (await stand.RecordAsync(2))?.Listing));
    }

    [Fact]
    public async Task ListingReplacedByAnother_IsFoundByItsSku()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Shop.Delete(Some.ListingId(1));
        stand.Shop.Put(Some.Listing(Some.ListingId(9), Some.Sku(1), 1));
        stand.Count(1, 7);

        await stand.SyncAsync();

        Assert.Equal(7, stand.Shop.QuantityOf(Some.ListingId(9)));
        Assert.Equal(Some.ListingId(9), (await stand.RecordAsync(1))?.Listing);
    }

    [Fact]
    public async Task UnmappedArticle_IsAskedForOnce_AndAgainWhenItChanges()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Till.Put(Some.Item(Some.Sku(2), 5));
        await stand.SyncAsync();
        Assert.Equal(1, stand.Shop.Requests[ShopCall.FindListings]);

        await stand.SyncAsync();
        Assert.Equal(1, stand.Shop.Requests[ShopCall.FindListings]);

        stand.Shop.Put(Some.Listing(Some.ListingId(2), Some.Sku(2), 1));
        stand.Count(2, 6);
        await stand.SyncAsync();
        Assert.Equal(6, stand.Shown(2));
    }

    [Fact]
    public async Task Variation_IsWrittenThroughItsParent_D18()
    {
        var stand = new CycleStand();
        var variation = new ListingId(138, 141);
        stand.Till.Put(Some.Item(Some.Sku(1), 7));
        stand.Shop.Put(Some.Listing(new ListingId(138), null, null) with { Type = ListingType.Variable });
        stand.Shop.Put(Some.Listing(variation, Some.Sku(1), 2));

        await stand.SyncAsync();

        Assert.Equal(7, stand.Shop.QuantityOf(variation));
    }

    [Fact]
    public async Task MappingThatNamesAVariation_FindsIt()
    {
        var stand = new CycleStand();
        var variation = new ListingId(138, 141);
        stand.Till.Put(Some.Item(Some.Sku(1), 7));
        stand.Till.Mappings = [new TillMapping(Some.Sku(1), 141)];
        stand.Shop.Put(Some.Listing(variation, null, 2));

        await stand.SyncAsync();
        await stand.SyncAsync();

        Assert.Equal(7, stand.Shop.QuantityOf(variation));
        Assert.Equal(1, stand.Shop.Requests.Writes);
    }

    [Fact]
    public async Task UnmanagedListing_IsLeftAloneByDefault()
    {
        var stand = Unmanaged();

        var report = await stand.SyncAsync();

        Assert.Equal("listing_unmanaged", Assert.Single(report.Parked).Code);
        Assert.Equal(StockManagement.Unmanaged, stand.Shop[Some.ListingId(1)].Management);
    }

    [Fact]
    public async Task UnmanagedListing_IsTakenOverWherePolicyAllowsIt_Once()
    {
        var stand = Unmanaged();
        stand.Policy = Some.Policy(takesOver: true);

        await stand.SyncAsync();

        Assert.Equal(StockManagement.Managed, stand.Shop[Some.ListingId(1)].Management);
        Assert.Equal(10, stand.Shown(1));
        await stand.AssertRightAsync();
    }

    private static SyncRequest Whole => CycleStand.Scheduled with { Verification = Verification.Always };

    private static CycleStand Mapped()
    {
        var stand = new CycleStand();
        stand.Till.Put(Some.Item(Some.Sku(1), 7));
        stand.Till.Mappings = [new TillMapping(Some.Sku(1), Some.ListingId(1).ProductId)];
        stand.Shop.Put(Some.Listing(Some.ListingId(1), null, 2));
        return stand;
    }

    private static CycleStand Unmanaged()
    {
        var stand = CycleStand.With(1);
        stand.Shop.Change(Some.ListingId(1), listing => listing with { Management = StockManagement.Unmanaged, Quantity = null });
        return stand;
    }
}
