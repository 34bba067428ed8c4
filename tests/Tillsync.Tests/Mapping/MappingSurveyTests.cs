using Tillsync.Core.Detecting;
using Tillsync.Core.Mapping;
using Tillsync.Core.Stock;
using Tillsync.Testing;

namespace Tillsync.Tests.Mapping;

public sealed class MappingSurveyTests
{
    [Fact]
    public async Task EachArticle_IsInOneState()
    {
        var stand = await ShopAsync();

        var rows = await stand.SurveyAsync();

        Assert.Equal(
            [MappingState.Ready, MappingState.Conflict, MappingState.Review, MappingState.Unmapped],
            rows.Select(row => row.State)
        );
        Assert.Equal("listing_trashed", rows[1].Code);
        Assert.Equal(MappingOrigin.AlikeSku, Assert.Single(rows[2].Proposals).Origin);
    }

    [Fact]
    public async Task MappingThatWasRead_SaysWhen()
    {
        var stand = MappingStand.With(1);
        Assert.Null((await stand.RowAsync(1)).ConfirmedAt);

        await stand.SyncAsync();

        Assert.Equal((await stand.Cycle.RecordAsync(1))?.ConfirmedAt, (await stand.RowAsync(1)).ConfirmedAt);
    }

    [Fact]
    public async Task ArticleThatIsNotForSaleAndHasNoListing_IsLeftOut()
    {
        var stand = MappingStand.With(1);
        stand.Cycle.Till.Put(Some.Item(Some.Sku(2)) with { Status = "D" });
        stand.Cycle.Till.Put(Some.Item(Some.Sku(3)) with { IsWebItem = false });

        Assert.Single(await stand.SurveyAsync());
    }

    [Fact]
    public async Task ListingOfAnotherArticle_IsNotProposed()
    {
        var stand = MappingStand.With(1);
        stand.Cycle.Till.Put(Some.Item(new Sku("1-1"), 5));
        stand.Cycle.Shop.Put(Some.Listing(Some.ListingId(5), null) with { Barcode = "4006381333931", Status = ListingStatus.Trashed });
        stand.Catalogue.Items.Add(new CatalogueItem(new Sku("1-1"), ["4006381333931"], []));

        Assert.Equal(MappingState.Unmapped, (await stand.SurveyAsync()).Single(row => row.Sku == new Sku("1-1")).State);
    }

    [Fact]
    public async Task CertainProposals_AreMapped_AndTheNextSyncKeepsThem()
    {
        var stand = await ShopAsync();

        var certain = CertainMappings.Of(await stand.SurveyAsync());
        Assert.Empty((await stand.ApplyAsync(certain)).Problems);
        await stand.SyncAsync();

        Assert.Equal(10, stand.Cycle.Shown(3));
        Assert.Equal(MappingOrigin.AlikeSku, (await stand.Cycle.RecordAsync(3))?.Origin);
        Assert.Equal(MappingState.Ready, (await stand.RowAsync(3)).State);
    }

    [Fact]
    public async Task ListingThatIsProposedTwice_IsNotCertain()
    {
        var stand = new MappingStand(new Cycle.CycleStand());
        stand.Cycle.Till.Put(Some.Item(new Sku("01-1")));
        stand.Cycle.Till.Put(Some.Item(new Sku("001-1")));
        stand.Cycle.Shop.Put(Some.Listing(Some.ListingId(1), new Sku("1-1")));

        var rows = await stand.SurveyAsync();

        Assert.All(rows, row => Assert.Equal(MappingState.Review, row.State));
        Assert.Empty(CertainMappings.Of(rows));
    }

    /// <summary>One article of each kind, all but the last with something in the shop.</summary>
    private static async Task<MappingStand> ShopAsync()
    {
        var stand = MappingStand.With(2);
        await stand.SyncAsync();
        stand.Cycle.Shop.Change(Some.ListingId(2), listing => listing with { Status = ListingStatus.Trashed });
        stand.Cycle.Till.Put(Some.Item(Some.Sku(3)));
        stand.Cycle.Till.Put(Some.Item(Some.Sku(4)));
        stand.Cycle.Shop.Put(Some.Listing(Some.ListingId(3), new Sku("1-3"), 1));
        return stand;
    }
}
