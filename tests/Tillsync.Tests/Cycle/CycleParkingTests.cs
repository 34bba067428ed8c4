using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Cycle;

/// <summary>What cannot be brought to its number waits with its reason (D38), and keeps nobody awake meanwhile.</summary>
public sealed class CycleParkingTests
{
    [Fact]
    public async Task ParkedItem_IsTriedAgainAfterLongerAndLongerWaits()
    {
        var stand = await RefusedAsync();

        foreach (var (attempts, wait) in new[] { (1, 15), (2, 60), (3, 240), (4, 720), (5, 720) })
        {
            var parked = Assert.Single(await stand.ParkedAsync());
            Assert.Equal((attempts, stand.Clock.GetUtcNow().AddMinutes(wait)), (parked.Attempts, parked.NextTryAt));
            stand.Clock.Advance(TimeSpan.FromMinutes(wait));
            await stand.SyncAsync();
        }
    }

    [Fact]
    public async Task ParkedItem_IsLeftAloneUntilItsNextTry()
    {
        var stand = await RefusedAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(14));
        stand.Shop.Requests.Reset();

        Assert.False((await stand.CheckAsync()).IsNeeded);
        var report = await stand.SyncAsync();

        Assert.Equal(0, stand.Shop.Requests.Writes);
        Assert.Equal("bad_item", Assert.Single(report.Plan.Blocked).Code);
        Assert.Equal(1, Assert.Single(await stand.ParkedAsync()).Attempts);
    }

    [Fact]
    public async Task ParkedItemThatIsDue_IsWorkForTheCheck_AndEndsWhenItSucceeds()
    {
        var stand = await RefusedAsync();
        stand.Shop.StopRefusing(Some.ListingId(1));
        stand.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal("Work left over (1 items to try again)", (await stand.CheckAsync()).Reason);

        await stand.SyncAsync();

        Assert.Equal(7, stand.Shown(1));
        Assert.Empty(await stand.ParkedAsync());
        Assert.False((await stand.CheckAsync()).IsNeeded);
    }

    [Fact]
    public async Task SyncByHand_TriesParkedItemsNow()
    {
        var stand = await RefusedAsync();
        stand.Shop.StopRefusing(Some.ListingId(1));
        stand.Clock.Advance(TimeSpan.FromMinutes(1));

        await stand.SyncAsync(CycleStand.Scheduled with { Verification = Verification.WhenCheap });

        Assert.Equal(7, stand.Shown(1));
        Assert.Empty(await stand.ParkedAsync());
    }

    [Fact]
    public async Task TrashedListing_IsParked_AndRightOnceItIsRestored()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Count(1, 7);
        stand.Shop.Change(Some.ListingId(1), listing => listing with { Status = ListingStatus.Trashed });

        var report = await stand.SyncAsync();
        Assert.Equal("listing_trashed", Assert.Single(report.Parked).Code);

        stand.Shop.Change(Some.ListingId(1), listing => listing with { Status = ListingStatus.Published });
        stand.Clock.Advance(TimeSpan.FromMinutes(15));
        await stand.SyncAsync();
        Assert.Equal(7, stand.Shown(1));
        Assert.Empty(await stand.ParkedAsync());
    }

    [Fact]
    public async Task ListingFoundTrashedAtItsOldNumber_DoesNotKeepTheCheckAwake()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Shop.Change(Some.ListingId(1), listing => listing with { Status = ListingStatus.Trashed });
        await stand.SyncAsync(CycleStand.Scheduled with { Verification = Verification.Always });
        stand.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.True((await stand.CheckAsync()).IsNeeded);

        await stand.SyncAsync();

        Assert.Equal(2, Assert.Single(await stand.ParkedAsync()).Attempts);
        Assert.False((await stand.CheckAsync()).IsNeeded);
    }

    [Fact]
    public async Task ListingInDoubtWhoseStockIsUnknown_DoesNotKeepTheCheckAwake()
    {
        var stand = await CycleStand.SyncedAsync(2);
        stand.Shop.SetQuantity(Some.ListingId(1), 99);
        await stand.VerifyAsync();
        stand.Till.Change(Some.Sku(1), item => item with { Locations = [] });

        await stand.SyncAsync();
        Assert.False((await stand.CheckAsync()).IsNeeded);

        // And the doubt is not forgotten: the number that was acknowledged once is not the one shown.
        stand.Count(1, 10);
        await stand.SyncAsync();
        Assert.Equal(10, stand.Shown(1));
    }

    [Fact]
    public async Task ListingInDoubtThatIsGone_DoesNotKeepTheCheckAwake()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Shop.SetQuantity(Some.ListingId(1), 99);
        await stand.VerifyAsync();
        stand.Shop.Delete(Some.ListingId(1));

        var report = await stand.SyncAsync();

        Assert.Equal([Some.Sku(1)], report.Plan.Unmapped);
        Assert.False((await stand.CheckAsync()).IsNeeded);
        Assert.Null(await stand.RecordAsync(1));
    }

    [Fact]
    public async Task UnknownOutcomeOfAParkedItem_DoesNotKeepTheCheckAwake()
    {
        var stand = await RefusedAsync();
        stand.Shop.StopRefusing(Some.ListingId(1));
        for (var pass = 1; pass <= 3; pass++)
        {
            stand.Shop.FailNextWrite(WriteFault.LostBeforeApplying);
        }

        await stand.SyncAsync(CycleStand.Scheduled with { Verification = Verification.WhenCheap });
        Assert.Single(await stand.Journal.ReadOpenIntentsAsync(CancellationToken.None));

        Assert.False((await stand.CheckAsync()).IsNeeded);
        stand.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.True((await stand.CheckAsync()).IsNeeded);
        await stand.SyncAsync();
        Assert.Equal(7, stand.Shown(1));
    }

    [Fact]
    public async Task ItemNoLongerDecided_IsParkedNoLonger()
    {
        var stand = await RefusedAsync();
        stand.Till.Change(Some.Sku(1), item => item with { Locations = [] });
        stand.Clock.Advance(TimeSpan.FromMinutes(15));

        await stand.SyncAsync();

        Assert.Empty(await stand.ParkedAsync());
        Assert.False((await stand.CheckAsync()).IsNeeded);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OrderMovesAListingThatIsBlocked_WhichIsLookedAtOnceItIsNot(bool isDropped)
    {
        var (stand, order) = await SoldAndTrashedAsync();
        stand.Shop.Orders.SetStatus(order, "cancelled");
        stand.Count(1, 7);
        await stand.SyncAsync();
        Assert.Single(await stand.ParkedAsync());
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        if (isDropped)
        {
            await stand.Parking.DropAsync([Some.Sku(1)], CancellationToken.None);
        }
        else
        {
            stand.Till.Change(Some.Sku(1), item => item with { Locations = [Some.Row(null)] });
            await stand.SyncAsync();
            stand.Count(1, 7);
        }

        await AssertRestoredAsync(stand);
    }

    [Fact]
    public async Task OrderMovesAListingThatWaitsForItsNextTry_WhichIsLookedAtOnceItIsDropped()
    {
        var (stand, order) = await SoldAndTrashedAsync();
        await stand.SyncAsync(CycleStand.Scheduled with { Verification = Verification.Always });
        Assert.Single(await stand.ParkedAsync());
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        stand.Shop.Orders.SetStatus(order, "cancelled");
        stand.Count(1, 7);
        await stand.SyncAsync();
        Assert.Equal(1, Assert.Single(await stand.ParkedAsync()).Attempts);
        Assert.Null((await stand.RecordAsync(1))?.Acknowledged);
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        await stand.Parking.DropAsync([], CancellationToken.None);

        await AssertRestoredAsync(stand);
    }

    [Fact]
    public async Task DroppedItem_IsLookedAtByTheNextSync_WhichIsCalledForOnce()
    {
        var (stand, _) = await SoldAndTrashedAsync();
        await stand.SyncAsync(CycleStand.Scheduled with { Verification = Verification.Always });
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        await stand.Parking.DropAsync([Some.Sku(1)], CancellationToken.None);
        Assert.Equal("Work left over (1 items to try again)", (await stand.CheckAsync()).Reason);
        await stand.SyncAsync();

        Assert.Equal(1, Assert.Single(await stand.ParkedAsync()).Attempts);
        Assert.False((await stand.CheckAsync()).IsNeeded);
    }

    /// <summary>An order of 3 of the 10 is known, the listing shows 7 and is in the trash.</summary>
    private static async Task<(CycleStand Stand, long Order)> SoldAndTrashedAsync()
    {
        var stand = await CycleStand.SyncedAsync(1);
        var order = stand.PlaceOrder(1, 3);
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        stand.Shop.Change(Some.ListingId(1), listing => listing with { Status = ListingStatus.Trashed });
        return (stand, order);
    }

    private static async Task AssertRestoredAsync(CycleStand stand)
    {
        stand.Shop.Change(Some.ListingId(1), listing => listing with { Status = ListingStatus.Published });
        Assert.Equal(10, stand.Shown(1));
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(7, stand.Shown(1));
        Assert.False((await stand.CheckAsync()).IsNeeded);
    }

    /// <summary>Two articles, one of which the shop refuses.</summary>
    private static async Task<CycleStand> RefusedAsync()
    {
        var stand = await CycleStand.SyncedAsync(2);
        stand.Count(1, 7);
        stand.Shop.Refuse(Some.ListingId(1), "bad_item", "The shop does not like it.");
        await stand.SyncAsync();
        return stand;
    }
}
