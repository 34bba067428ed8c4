using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Core.Mapping;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;
using Tillsync.Tests.Mapping;

namespace Tillsync.Tests.Cycle;

/// <summary>A grid item that somebody has listed as such (listing 1: ten, the total) beside its red cell (listing 2: six) and its blue one (listing 3: four).</summary>
public sealed class CycleGridTests
{
    private static readonly Sku Shirt = new("SHIRT");

    [Theory]
    [InlineData(2, new[] { 8, 4, 4 })]
    [InlineData(3, new[] { 8, 6, 2 })]
    [InlineData(1, new[] { 8, 4, 2 })]
    public async Task OrderForOne_IsTakenFromWhatMayBeTheSamePieces(int listing, int[] shown)
    {
        var stand = await ListedAsync();
        stand.PlaceOrder(listing, 2);
        Assert.True((await stand.CheckAsync()).IsNeeded);

        await stand.SyncAsync();

        Assert.Equal(shown.Select(number => (decimal?)number), Shown(stand));
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.False((await stand.CheckAsync()).IsNeeded);
        Assert.Empty((await stand.SyncAsync(CycleStand.Scheduled with { Verification = Verification.Always })).Writes);
    }

    [Fact]
    public async Task OrderBetweenTheTwoOrderReads_KeepsAllFromBeingWritten_ThenAllAreRight()
    {
        var stand = await ListedAsync();
        stand.Till.Count(Shirt, 20);
        stand.Till.Count(Shirt.Cell(["RED"]), 16);
        stand.Shop.Requests.Before(ShopCall.ReadListings, 1, () => stand.PlaceOrder(2, 1));

        var report = await stand.SyncAsync();

        Assert.Contains(report.Plan.Deferred, item => item.Sku == Shirt);
        Assert.Equal([19m, 15m, 4m], Shown(stand));
    }

    [Fact]
    public async Task OrderThatWasThrownAwayUnread_IsSeenForTheOthers()
    {
        var stand = await ListedAsync();
        stand.Shop.Orders.SetStatus(stand.PlaceOrder(2, 1), "trash");

        Assert.True((await stand.CheckAsync()).IsNeeded);
        await stand.SyncAsync();

        Assert.Equal([9m, 5m, 4m], Shown(stand));
    }

    [Fact]
    public async Task ItemThatIsListedNoMore_HasItsOrdersStill()
    {
        var mapping = await MappedAsync();
        var stand = mapping.Cycle;
        stand.PlaceOrder(1, 2);
        await mapping.ApplyAsync(new MappingChange(Shirt, null));
        await mapping.SyncAsync();
        stand.PlaceOrder(2, 1);

        await mapping.SyncAsync();

        Assert.Equal([0m, 3m, 2m], Shown(stand));
    }

    private static IEnumerable<decimal?> Shown(CycleStand stand) => Enumerable.Range(1, 3).Select(stand.Shown);

    private static async Task<CycleStand> ListedAsync() => (await MappedAsync()).Cycle;

    private static async Task<MappingStand> MappedAsync()
    {
        var mapping = MappingStand.With(0);
        var stand = mapping.Cycle;
        stand.Till.Put(Some.Item(Shirt, [Some.Row(10)], ItemKind.Grid));
        stand.Till.Put(Some.Cell(Shirt, 6, "RED"));
        stand.Till.Put(Some.Cell(Shirt, 4, "BLUE"));
        stand.Shop.Put(Some.Listing(Some.ListingId(1), Shirt, 0));
        stand.Shop.Put(Some.Listing(Some.ListingId(2), Shirt.Cell(["RED"]), 0));
        stand.Shop.Put(Some.Listing(Some.ListingId(3), Shirt.Cell(["BLUE"]), 0));
        Assert.Empty((await mapping.ApplyAsync(new MappingChange(Shirt, Some.ListingId(1)))).Problems);
        await mapping.SyncAsync();
        Assert.Equal([10m, 6m, 4m], Shown(stand));
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        return mapping;
    }
}
