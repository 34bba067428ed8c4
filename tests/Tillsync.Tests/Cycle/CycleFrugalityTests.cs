using Tillsync.Core;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Cycle;

/// <summary>The goals in requests.</summary>
public sealed class CycleFrugalityTests
{
    [Fact]
    public async Task ThousandChangedListings_AreTenReadsTenWritesAndTwoReadsOfOrdersAndTrash()
    {
        var stand = await CycleStand.SyncedAsync(1000);
        for (var number = 1; number <= 1000; number++)
        {
            stand.Count(number, 7);
        }

        var report = await stand.SyncAsync();

        var requests = stand.Shop.Requests;
        Assert.Equal(10, requests[ShopCall.ReadListings]);
        Assert.Equal(10, requests[ShopCall.Write]);
        Assert.Equal(2, requests[ShopCall.ReadChangedOrders]);
        Assert.Equal(2, requests[ShopCall.ReadTrashedOrders]);
        Assert.Equal(1, requests[ShopCall.Identify]);
        Assert.Equal(25, requests.Reads + requests.Writes);
        Assert.Equal((15, 10), (report.Counts.ReadRequests, report.Counts.WriteRequests));
    }

    [Fact]
    public async Task UnchangedShopOf1189_SendsNoWriteAndReadsNoListing()
    {
        var stand = await CycleStand.SyncedAsync(1189);

        await stand.SyncAsync();

        Assert.Equal(0, stand.Shop.Requests.Writes);
        Assert.Equal(3, stand.Shop.Requests.Reads);
    }

    [Fact]
    public async Task UnchangedShopOf1189_IsVerifiedInTwelvePages()
    {
        var stand = await CycleStand.SyncedAsync(1189);

        await stand.SyncAsync(CycleStand.Scheduled with { Verification = Verification.Always });

        Assert.Equal(0, stand.Shop.Requests.Writes);
        Assert.Equal(12, stand.Shop.Requests[ShopCall.ReadAllListings]);
        Assert.Equal(0, stand.Shop.Requests[ShopCall.ReadListings]);
    }

    [Fact]
    public async Task Check_AsksTheShopOnce()
    {
        var stand = await CycleStand.SyncedAsync(10);

        Assert.False((await stand.CheckAsync()).IsNeeded);

        Assert.Equal((1, 0), (stand.Shop.Requests.Reads, stand.Shop.Requests.Writes));
        Assert.Equal(1, stand.Shop.Requests[ShopCall.ReadChangedOrders]);
    }

    [Fact]
    public async Task SyncByHandWithLittleToDo_LooksAtTheWholeShop()
    {
        var stand = await CycleStand.SyncedAsync(10);
        stand.Shop.SetQuantity(Some.ListingId(3), 99);

        await stand.SyncAsync(CycleStand.Scheduled with { Verification = Verification.WhenCheap });

        Assert.Equal(10, stand.Shown(3));
    }
}
