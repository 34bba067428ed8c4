using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Core.Mapping;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;
using Tillsync.Tests.Mapping;

namespace Tillsync.Tests.Cycle;

/// <summary>One stock that is listed in packs and in cartons of twenty, from mapping to sale.</summary>
public sealed class CycleUnitTests
{
    private static readonly Sku Pack = Some.Sku();
    private static readonly Sku Carton = Pack.In("CT");

    [Fact]
    public async Task EachListing_ShowsWhatFillsItsUnit_AndTheNextRunWritesNothing_D10()
    {
        var stand = await MappedAsync();

        Assert.Equal([100m, 5m], [stand.Shown(1), stand.Shown(2)]);
        stand.Shop.Stored.Clear();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        await stand.SyncAsync(CycleStand.Scheduled with { Verification = Verification.Always });
        Assert.Empty(stand.Shop.Stored);
        Assert.False((await stand.CheckAsync()).IsNeeded);
    }

    [Theory]
    [InlineData(2, 2, 60, 3)]
    [InlineData(1, 1, 99, 4)]
    public async Task OrderForOneUnit_IsTakenFromTheOther(int listing, int units, int packs, int cartons)
    {
        var stand = await MappedAsync();
        stand.PlaceOrder(listing, units);

        await stand.SyncAsync();

        Assert.Equal([packs, cartons], [stand.Shown(1), stand.Shown(2)]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task OrderBetweenTheTwoOrderReads_KeepsBothListingsFromBeingWritten_ThenBothAreRight(int listing)
    {
        var stand = await MappedAsync();
        stand.Count(1, 200);
        stand.Shop.Requests.Before(ShopCall.ReadListings, 1, () => stand.PlaceOrder(listing, 1));

        var report = await stand.SyncAsync();

        Assert.Equal([Pack, Carton], report.Plan.Deferred.Select(item => item.Sku).Order());
        Assert.Empty(report.Plan.Writes);
        Assert.Empty(report.Left);
        Assert.Equal(listing == 1 ? [199m, 9m] : [180m, 9m], [stand.Shown(1), stand.Shown(2)]);
    }

    /// <summary>The order's own listing is right already, and the other would stay as it is until the next verification.</summary>
    [Fact]
    public async Task OrderThatLeavesItsOwnNumberRight_StillLowersTheOther()
    {
        var stand = await MappedAsync();
        stand.Count(1, 101);
        stand.Shop.Requests.Before(ShopCall.ReadListings, 1, () => stand.PlaceOrder(1, 10));

        await stand.SyncAsync();

        Assert.Equal([91m, 4m], [stand.Shown(1), stand.Shown(2)]);
        stand.Shop.Stored.Clear();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        await stand.SyncAsync();
        Assert.Empty(stand.Shop.Stored);
    }

    [Fact]
    public async Task ListingWithTheItemsOwnNumber_CanBeTheCarton()
    {
        var mapping = MappingStand.With(0);
        mapping.Cycle.Till.Put(Some.ItemInUnits(Pack));
        mapping.Cycle.Shop.Put(Some.Listing(Some.ListingId(1), Pack, 0));
        await mapping.SyncAsync();
        Assert.Equal(100, mapping.Cycle.Shown(1));

        var preview = await mapping.ApplyAsync(new MappingChange(Carton, Some.ListingId(1)));
        await mapping.SyncAsync();

        Assert.Empty(preview.Problems);
        Assert.Equal(5, mapping.Cycle.Shown(1));
        Assert.Equal([Carton], (await mapping.SurveyAsync()).Select(row => row.Sku));
        var verified = await mapping.Cycle.SyncAsync(CycleStand.Scheduled with { Verification = Verification.Always });
        Assert.Empty(verified.Plan.Blocked);
        Assert.Equal(5, mapping.Cycle.Shown(1));
    }

    [Fact]
    public async Task FactorThatChanges_IsSeen_AndListed()
    {
        var stand = await MappedAsync();

        stand.Till.Change(Pack, item => item with { Units = [ItemUnit.Stocking("PK"), new ItemUnit("CT", 25, 1)] });
        Assert.True((await stand.CheckAsync()).IsNeeded);
        await stand.SyncAsync();

        Assert.Equal([100m, 4m], [stand.Shown(1), stand.Shown(2)]);
    }

    [Fact]
    public async Task Backlog_CountsInStockingUnits()
    {
        var stand = await MappedAsync();
        stand.PlaceOrder(2, 2);

        var report = await stand.SyncAsync();

        Assert.Equal(40, report.Orders.Units.Units);
    }

    /// <summary>Its own listing is right, and it is in no list of changed orders.</summary>
    [Fact]
    public async Task OrderThatWasThrownAwayUnread_IsSeenForTheOtherUnit()
    {
        var stand = await MappedAsync();
        stand.Shop.Orders.SetStatus(stand.PlaceOrder(1, 10), "trash");

        Assert.True((await stand.CheckAsync()).IsNeeded);
        await stand.SyncAsync();

        Assert.Equal([90m, 4m], [stand.Shown(1), stand.Shown(2)]);
    }

    /// <summary>The shop has given its own listing the units back; the other is as low as before.</summary>
    [Fact]
    public async Task OrderThatWasCancelledAndThrownAwayUnread_IsSeenForTheOtherUnit()
    {
        var stand = await MappedAsync();
        var order = stand.PlaceOrder(2, 2);
        await stand.SyncAsync();
        Assert.Equal([60m, 3m], [stand.Shown(1), stand.Shown(2)]);
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        stand.Shop.Orders.SetStatus(order, "cancelled");
        stand.Shop.Orders.SetStatus(order, "trash");

        Assert.True((await stand.CheckAsync()).IsNeeded);
        await stand.SyncAsync();

        Assert.Equal([100m, 5m], [stand.Shown(1), stand.Shown(2)]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task MappingOfOneUnitThatEnds_IsSeen_AndOrdersOnItGoOnReserving(bool ofThePack)
    {
        var stand = await MappedByTheTillAsync();
        stand.PlaceOrder(ofThePack ? 1 : 2, 1);
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.False((await stand.CheckAsync()).IsNeeded);

        stand.Till.Mappings = [.. stand.Till.Mappings!.Where(row => row.Sku != (ofThePack ? Pack : Carton))];
        Assert.True((await stand.CheckAsync()).IsNeeded);
        await stand.SyncAsync();

        Assert.Equal(ofThePack ? [0m, 4m] : [80m, 0m], [stand.Shown(1), stand.Shown(2)]);
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.False((await stand.CheckAsync()).IsNeeded);
    }

    [Fact]
    public async Task OrderOnAListingWhoseMappingEnds_KeepsTheOtherUnitFromBeingWritten()
    {
        var stand = await MappedByTheTillAsync();
        stand.Count(1, 200);
        stand.Till.Mappings = [.. stand.Till.Mappings!.Where(row => row.Sku == Carton)];
        stand.Shop.Requests.Before(ShopCall.ReadListings, 1, () => stand.PlaceOrder(1, 1));

        var report = await stand.SyncAsync();

        Assert.Contains(report.Plan.Deferred, item => item.Sku == Carton);
        Assert.Equal([0m, 9m], [stand.Shown(1), stand.Shown(2)]);
    }

    /// <summary>The same by rows of USER_PRODUCT_MAP, of listings without a SKU.</summary>
    private static async Task<CycleStand> MappedByTheTillAsync()
    {
        var stand = new CycleStand();
        stand.Till.Put(Some.ItemInUnits(Pack));
        stand.Shop.Put(Some.Listing(Some.ListingId(1), null, 0));
        stand.Shop.Put(Some.Listing(Some.ListingId(2), null, 0));
        stand.Till.Mappings = [new TillMapping(Pack, Some.ListingId(1).ProductId), new TillMapping(Carton, Some.ListingId(2).ProductId)];
        await stand.SyncAsync();
        Assert.Equal([100m, 5m], [stand.Shown(1), stand.Shown(2)]);
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        return stand;
    }

    /// <summary>An article in packs and cartons, each with its listing, synced once.</summary>
    private static async Task<CycleStand> MappedAsync()
    {
        var mapping = MappingStand.With(0);
        mapping.Cycle.Till.Put(Some.ItemInUnits(Pack));
        mapping.Cycle.Shop.Put(Some.Listing(Some.ListingId(1), Pack, 0));
        mapping.Cycle.Shop.Put(Some.Listing(Some.ListingId(2), new Sku("01-00001-CARTON"), 0));
        mapping.Catalogue.Items.Add(new CatalogueItem(Pack, [], Some.ItemInUnits(Pack).Units));
        var certain = CertainMappings.Of(await mapping.SurveyAsync());
        Assert.Equal([Carton], certain.Select(change => change.Sku));
        Assert.Empty((await mapping.ApplyAsync(certain)).Problems);
        await mapping.SyncAsync();
        mapping.Cycle.Clock.Advance(TimeSpan.FromMinutes(5));
        return mapping.Cycle;
    }
}
