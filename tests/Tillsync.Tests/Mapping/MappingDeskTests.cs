using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Core.Mapping;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;
using Tillsync.Tests.Cycle;

namespace Tillsync.Tests.Mapping;

/// <summary>Mapping by hand, and what the next sync makes of it.</summary>
public sealed class MappingDeskTests
{
    private static readonly ListingId Other = Some.ListingId(9);

    [Fact]
    public async Task ListingWithoutSku_FollowsTheArticleItWasMappedTo()
    {
        var stand = Unlisted();
        await stand.SyncAsync();
        Assert.False((await stand.Cycle.CheckAsync()).IsNeeded);

        await stand.SetAsync(1, Other);
        Assert.True((await stand.Cycle.CheckAsync()).IsNeeded);
        await stand.SyncAsync();

        Assert.Equal(10, stand.Cycle.Shown(9));
        var record = await stand.Cycle.RecordAsync(1);
        Assert.Equal((MappingOrigin.ByHand, "ann@till"), (record?.Origin, record?.SetBy));
        Assert.False((await stand.Cycle.CheckAsync()).IsNeeded);
    }

    [Fact]
    public async Task ListingWithAnotherSku_NeedsTheWordForIt_AndThenIsKept()
    {
        var stand = Unlisted(new Sku("01-1-PACKAGE"));

        Assert.Contains("--other-sku", Assert.Single((await stand.SetAsync(1, Other)).Problems).Advice, StringComparison.Ordinal);
        Assert.Empty((await stand.SetAsync(1, Other, otherSku: true)).Problems);
        await stand.SyncAsync();

        Assert.Equal(10, stand.Cycle.Shown(9));
    }

    [Fact]
    public async Task ListingWithAnotherSku_CanBeTakenBack()
    {
        var stand = Unlisted(new Sku("01-1-PACKAGE"));
        await stand.SetAsync(1, Other, otherSku: true);
        await stand.SyncAsync();
        stand.Cycle.Count(1, 4);
        var run = (await stand.SyncAsync()).RunId;
        stand.Cycle.Clock.Advance(TimeSpan.FromMinutes(5));

        var undone = await stand.Cycle.SyncAsync(CycleStand.Scheduled with { Undoes = run, Reason = "by hand" });

        Assert.Empty(undone.LeftAlone);
        Assert.Equal(10, stand.Cycle.Shown(9));
    }

    [Fact]
    public async Task MappedListingThatChangesItsSkuOnceMore_IsAConflict()
    {
        var stand = Unlisted(new Sku("01-1-PACKAGE"));
        await stand.SetAsync(1, Other, otherSku: true);
        await stand.SyncAsync();

        stand.Cycle.Shop.Change(Other, listing => listing with { Sku = new Sku("SOMETHING-ELSE") });
        stand.Cycle.Count(1, 5);
        var report = await stand.SyncAsync();

        Assert.Equal("sku_conflict", Assert.Single(report.Parked).Code);
        Assert.Equal(10, stand.Cycle.Shown(9));
        Assert.Equal(MappingState.Conflict, (await stand.RowAsync(1)).State);
    }

    [Fact]
    public async Task ListingWithAnotherArticlesSku_IsRefused()
    {
        var stand = MappingStand.With(2);

        var problem = Assert.Single((await stand.SetAsync(1, Some.ListingId(2), otherSku: true)).Problems);

        Assert.Contains("another article of the till", problem.Cause, StringComparison.Ordinal);
        Assert.Null(await stand.Cycle.RecordAsync(1));
    }

    [Theory]
    [InlineData(404, "no listing 404")]
    [InlineData(13810, "variable product")]
    [InlineData(13811, "trash")]
    public async Task ListingThatCannotBeKept_IsRefused(long id, string cause)
    {
        var stand = Unlisted();
        stand.Cycle.Shop.Put(Some.Listing(Some.ListingId(10), null) with { Type = ListingType.Variable });
        stand.Cycle.Shop.Put(Some.Listing(Some.ListingId(11), null) with { Status = ListingStatus.Trashed });

        Assert.Contains(cause, Assert.Single((await stand.SetAsync(1, new ListingId(id))).Problems).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListingThatIsKeptForAnother_IsRefused_WithACommandThatAShellTakes()
    {
        var stand = Unlisted();
        var cell = Some.Cell(new Sku("G1"), 5, "RED", "M");
        stand.Cycle.Till.Put(cell);
        await stand.ApplyAsync(new MappingChange(cell.Sku, Other));

        var problem = Assert.Single((await stand.SetAsync(1, Other)).Problems);

        Assert.Contains("is kept for 'G1|RED|M'", problem.Cause, StringComparison.Ordinal);
        Assert.Contains("`tillsync map drop \"G1|RED|M\"`", problem.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ArticleThatTheTillLacks_IsRefused()
    {
        var stand = Unlisted();

        Assert.Contains("no item", Assert.Single((await stand.SetAsync(5, Other)).Problems).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VariationByItsOwnId_IsKeptWithItsParent()
    {
        var stand = Unlisted();
        stand.Cycle.Shop.Put(Some.Listing(new ListingId(138, 141), null, 1));

        await stand.SetAsync(1, new ListingId(141));
        await stand.SyncAsync();

        Assert.Equal(10, stand.Cycle.Shop.QuantityOf(new ListingId(138, 141)));
    }

    [Fact]
    public async Task ArticleThatGetsAnotherListing_LeavesTheOldOneAtZero()
    {
        var stand = MappingStand.With(1);
        stand.Cycle.Shop.Put(Some.Listing(Other, null, 1));
        await stand.SyncAsync();

        await stand.SetAsync(1, Other);
        await stand.SyncAsync();
        await stand.SyncAsync();

        Assert.Equal([0m, 10m], [stand.Cycle.Shown(1), stand.Cycle.Shown(9)]);
    }

    [Fact]
    public async Task DroppedListing_IsTakenToZero_AndItsSkuDoesNotBringItBack()
    {
        var stand = MappingStand.With(1);
        await stand.SyncAsync();

        await stand.DropAsync(1);
        await stand.SyncAsync();
        stand.Cycle.Count(1, 20);
        await stand.Cycle.SyncAsync(Cycle.CycleStand.Scheduled with { Verification = Verification.Always });

        Assert.Equal(0, stand.Cycle.Shown(1));
        Assert.Contains(await stand.SurveyAsync(), row => row is { State: MappingState.Ended, Code: "mapping_ended" });
    }

    [Fact]
    public async Task DroppedListing_ComesBackWhenItIsMappedAgain()
    {
        var stand = MappingStand.With(1);
        await stand.SyncAsync();
        await stand.DropAsync(1);
        await stand.SyncAsync();

        await stand.SetAsync(1, Some.ListingId(1));
        await stand.SyncAsync();

        Assert.Equal(10, stand.Cycle.Shown(1));
    }

    [Fact]
    public async Task ListingThatIsLetGo_KeepsItsNumber()
    {
        var stand = Unlisted();
        await stand.SetAsync(1, Other);
        await stand.SyncAsync();

        await stand.DropAsync(1, letsGo: true);
        await stand.SyncAsync();

        Assert.Equal(10, stand.Cycle.Shown(9));
        Assert.Null(await stand.Cycle.RecordAsync(1));
    }

    [Fact]
    public async Task ListingWithTheArticlesSku_CannotBeLetGo()
    {
        var stand = MappingStand.With(1);
        await stand.SyncAsync();

        Assert.Single((await stand.DropAsync(1, letsGo: true)).Problems);
        Assert.Single((await stand.DropAsync(2)).Problems);
    }

    [Fact]
    public async Task SkuThatTheShopHasTwice_IsSettledByHand()
    {
        var stand = MappingStand.With(1);
        stand.Cycle.Shop.Put(Some.Listing(Other, Some.Sku(1), 1));
        Assert.Equal("sku_twice", Assert.Single((await stand.SyncAsync()).Parked).Code);

        await stand.SetAsync(1, Other);
        var report = await stand.SyncAsync();

        Assert.Empty(report.Parked);
        Assert.Equal(10, stand.Cycle.Shown(9));
    }

    [Fact]
    public async Task TwoArticlesForOneListing_AreRefusedTogether()
    {
        var stand = Unlisted();
        stand.Cycle.Till.Put(Some.Item(Some.Sku(2)));

        var preview = await stand.ApplyAsync(new MappingChange(Some.Sku(1), Other), new MappingChange(Some.Sku(2), Other));

        Assert.Equal(2, preview.Problems.Count);
        Assert.Null(await stand.Cycle.RecordAsync(1));
    }

    [Fact]
    public async Task ListingsThatChangePlaces_AreAccepted()
    {
        var stand = Unlisted();
        stand.Cycle.Till.Put(Some.Item(Some.Sku(2), 20));
        stand.Cycle.Shop.Put(Some.Listing(Some.ListingId(8), null, 1));
        await stand.ApplyAsync(new MappingChange(Some.Sku(1), Other), new MappingChange(Some.Sku(2), Some.ListingId(8)));
        await stand.SyncAsync();

        var preview = await stand.ApplyAsync(new MappingChange(Some.Sku(1), Some.ListingId(8)), new MappingChange(Some.Sku(2), Other));
        await stand.SyncAsync();

        Assert.Empty(preview.Problems);
        Assert.Equal([10m, 20m], [stand.Cycle.Shown(8), stand.Cycle.Shown(9)]);
    }

    [Fact]
    public async Task RowOfTheTillAgainstIt_IsRefused_UnlessTheRowIsWrittenToo()
    {
        var stand = Unlisted();
        stand.Cycle.Shop.Put(Some.Listing(Some.ListingId(8), null, 1));
        stand.Cycle.Till.Mappings = [new TillMapping(Some.Sku(1), Some.ListingId(8).ProductId)];
        await stand.SyncAsync();
        Assert.Contains("Till:WriteProductMap", Assert.Single((await stand.SetAsync(1, Other)).Problems).Advice, StringComparison.Ordinal);
        Assert.Single((await stand.DropAsync(1)).Problems);

        stand.ProductMap = new InMemoryProductMap(stand.Cycle.Till);
        await stand.SetAsync(1, Other);
        await stand.SyncAsync();
        await stand.SyncAsync();

        Assert.Equal(Other.ProductId, Assert.Single(stand.Cycle.Till.Mappings).ProductId);
        Assert.Equal([0m, 10m], [stand.Cycle.Shown(8), stand.Cycle.Shown(9)]);
    }

    [Fact]
    public async Task TillThatCannotBeWritten_LeavesTheJournalAsItWas()
    {
        var stand = Unlisted();
        stand.ProductMap = new InMemoryProductMap(stand.Cycle.Till) { Fault = new TillException("USER_PRODUCT_MAP", "No.", "Grant it.") };

        await Assert.ThrowsAsync<TillException>(() => stand.SetAsync(1, Other));

        Assert.Null(await stand.Cycle.RecordAsync(1));
    }

    [Fact]
    public async Task HandAgainstALaterRowOfTheTill_IsAConflict()
    {
        var stand = Unlisted();
        stand.Cycle.Shop.Put(Some.Listing(Some.ListingId(8), null, 1));
        await stand.SetAsync(1, Other);
        await stand.SyncAsync();

        stand.Cycle.Till.Mappings = [new TillMapping(Some.Sku(1), Some.ListingId(8).ProductId)];
        stand.Cycle.Count(1, 5);
        var report = await stand.SyncAsync();

        Assert.Equal("mapping_conflict", Assert.Single(report.Parked).Code);
        Assert.Equal([1m, 10m], [stand.Cycle.Shown(8), stand.Cycle.Shown(9)]);
    }

    /// <summary>An article that the shop does not have, and listing 9, which is nobody's.</summary>
    private static MappingStand Unlisted(Sku? shopSku = null)
    {
        var stand = new MappingStand(new Cycle.CycleStand());
        stand.Cycle.Till.Put(Some.Item(Some.Sku(1)));
        stand.Cycle.Shop.Put(Some.Listing(Other, shopSku, 3));
        return stand;
    }
}
