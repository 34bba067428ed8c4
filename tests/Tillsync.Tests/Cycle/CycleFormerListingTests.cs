using Tillsync.Core.Detecting;
using Tillsync.Core.Mapping;
using Tillsync.Testing;
using static Tillsync.Tests.Cycle.CreationStand;

namespace Tillsync.Tests.Cycle;

/// <summary>An article that had a listing is not made anew: somebody decided that it is gone.</summary>
public sealed class CycleFormerListingTests
{
    [Fact]
    public async Task ProductThatSomebodyDeleted_IsNotMadeAgain()
    {
        var stand = await NewArticleAsync();
        await stand.SyncAsync();
        stand.Shop.Delete(Assert.Single(stand.Shop.ListingsWith(Some.Sku(2))).Id);
        stand.Shop.Delete(Some.ListingId(1));

        foreach (var _ in Enumerable.Range(0, 3))
        {
            stand.Clock.Advance(TimeSpan.FromHours(13));
            var report = await stand.SyncAsync();
            Assert.Equal(["had_listing", "had_listing"], report.Plan.NotCreated.Select(item => item.Code));
        }

        Assert.Single(stand.Shop.Made);
    }

    [Fact]
    public async Task ArticleWhoseMappingEnded_IsPhasedOut_AndNotMadeAnew()
    {
        var stand = await NewArticleAsync();
        stand.Shop.Put(Some.Listing(Some.ListingId(2), null, 1));
        stand.Till.Mappings = [new TillMapping(Some.Sku(2), Some.ListingId(2).ProductId)];
        await stand.SyncAsync();
        Assert.Equal(7, stand.Shown(2));
        stand.Till.Mappings = [];
        foreach (var _ in Enumerable.Range(0, 3))
        {
            stand.Clock.Advance(TimeSpan.FromHours(13));
            Assert.Equal("had_listing", Assert.Single((await stand.SyncAsync()).Plan.NotCreated).Code);
        }

        Assert.Equal(0, stand.Shown(2));
        stand.Shop.Delete(Some.ListingId(2));
        stand.Clock.Advance(TimeSpan.FromHours(13));
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromHours(13));
        await stand.SyncAsync();
        Assert.Empty(stand.Shop.Made);
    }

    [Fact]
    public async Task ProductThatWasDeleted_IsNotMadeAnew_AfterAMistypedMappingEither()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Policy = Creating();
        stand.Till.Mappings = [];
        stand.Shop.Delete(Some.ListingId(1));
        var report = await stand.SyncAsync();
        await stand.SyncAsync(CycleStand.Scheduled with { ApprovedChecksum = report.Checksum });
        stand.Clock.Advance(TimeSpan.FromHours(13));
        Assert.Equal("had_listing", Assert.Single((await stand.SyncAsync()).Plan.NotCreated).Code);

        stand.Till.Mappings = [new TillMapping(Some.Sku(1), 404)];
        stand.Clock.Advance(TimeSpan.FromHours(13));
        Assert.Equal("listing_missing", Assert.Single((await stand.SyncAsync()).Parked).Code);
        stand.Till.Mappings = [];
        stand.Clock.Advance(TimeSpan.FromHours(13));

        Assert.Equal("had_listing", Assert.Single((await stand.SyncAsync()).Plan.NotCreated).Code);
        Assert.Empty(stand.Shop.Made);
    }

    [Fact]
    public async Task ListingThatSomebodyLetGo_IsNotMadeAnew()
    {
        var stand = await NewArticleAsync();
        stand.Shop.Put(Some.Listing(Some.ListingId(2), null, 1));
        await stand.MapAsync(new MappingChange(Some.Sku(2), Some.ListingId(2)));
        await stand.SyncAsync();

        await stand.MapAsync(new MappingChange(Some.Sku(2), null) { LetsGo = true });
        foreach (var _ in Enumerable.Range(0, 2))
        {
            stand.Clock.Advance(TimeSpan.FromHours(13));
            Assert.Equal("had_listing", Assert.Single((await stand.SyncAsync()).Plan.NotCreated).Code);
        }

        Assert.Equal((7m, 0), (stand.Shown(2), stand.Shop.Made.Count));
    }

    [Fact]
    public async Task ProductThatIsDeletedWhileAMappingBlocksItsArticle_IsNotMadeAnew()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Till.Mappings = [new TillMapping(Some.Sku(1), 404)];
        stand.Clock.Advance(TimeSpan.FromHours(13));
        await stand.SyncAsync();
        stand.Shop.Delete(Some.ListingId(1));
        stand.Clock.Advance(TimeSpan.FromHours(13));
        await stand.SyncAsync();

        stand.Till.Mappings = [];
        foreach (var _ in Enumerable.Range(0, 2))
        {
            stand.Clock.Advance(TimeSpan.FromHours(13));
            await stand.SyncAsync();
        }

        stand.Policy = Creating();
        stand.Clock.Advance(TimeSpan.FromHours(13));
        var report = await stand.SyncAsync();
        Assert.Equal("had_listing", Assert.Single(report.Plan.NotCreated).Code);
        Assert.Empty(stand.Shop.Made);
    }
}
