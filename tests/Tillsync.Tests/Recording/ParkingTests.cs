using Tillsync.Core;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Tests.Cycle;

namespace Tillsync.Tests.Recording;

/// <summary>What somebody does about parked articles by hand, and what the next sync makes of it.</summary>
public sealed class ParkingTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Retry_MakesTheArticleDue_WithItsAttempts()
    {
        var stand = await RefusedAsync();

        var changed = await stand.Parking.RetryAsync([new Sku("01-00001")], None);

        Assert.Equal((1, stand.Clock.GetUtcNow()), (changed[0].Attempts, changed[0].NextTryAt));
        Assert.Equal("Work left over (1 items to try again)", (await stand.CheckAsync()).Reason);
        await stand.SyncAsync();
        Assert.Equal(2, (await stand.ParkedAsync()).Single(item => item.Sku == Some.Sku(1)).Attempts);
        Assert.Equal(1, (await stand.ParkedAsync()).Single(item => item.Sku == Some.Sku(2)).Attempts);
    }

    [Fact]
    public async Task RetryWithoutNames_IsForAll()
    {
        var stand = await RefusedAsync();
        stand.Shop.StopRefusing(Some.ListingId(1));
        stand.Shop.StopRefusing(Some.ListingId(2));

        var changed = await stand.Parking.RetryAsync([], None);
        await stand.SyncAsync();

        Assert.Equal([Some.Sku(1), Some.Sku(2)], changed.Select(item => item.Sku));
        Assert.Equal([7m, 7m], [stand.Shown(1), stand.Shown(2)]);
        Assert.Empty(await stand.ParkedAsync());
    }

    [Fact]
    public async Task Retry_DoesNotPutOffWhatIsDueAlready()
    {
        var stand = await RefusedAsync();
        stand.Clock.Advance(TimeSpan.FromHours(1));
        var due = (await stand.ParkedAsync())[0].NextTryAt;

        await stand.Parking.RetryAsync([], None);

        Assert.Equal(due, (await stand.ParkedAsync())[0].NextTryAt);
    }

    [Fact]
    public async Task Drop_ForgetsTheArticle_AndTheNextSyncParksItAnew()
    {
        var stand = await RefusedAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(15));
        await stand.SyncAsync();
        Assert.Equal(2, (await stand.ParkedAsync())[0].Attempts);

        await stand.Parking.DropAsync([Some.Sku(1)], None);
        Assert.Equal([Some.Sku(2)], (await stand.ParkedAsync()).Select(item => item.Sku));
        await stand.SyncAsync();

        Assert.Equal(1, (await stand.ParkedAsync()).Single(item => item.Sku == Some.Sku(1)).Attempts);
    }

    [Fact]
    public async Task ArticleThatIsNotParked_IsNamed_AndNothingChanges()
    {
        var stand = await RefusedAsync();
        var before = await stand.JournalPictureAsync();

        var retry = await Assert.ThrowsAsync<UnknownNameException>(() => stand.Parking.RetryAsync([Some.Sku(1), new Sku("NO-SUCH")], None));
        await Assert.ThrowsAsync<UnknownNameException>(() => stand.Parking.DropAsync([Some.Sku(1), Some.Sku(3)], None));

        Assert.Equal("SKU NO-SUCH", retry.Subject);
        Assert.Equal(before, await stand.JournalPictureAsync());
    }

    [Fact]
    public async Task WhileARunHasTheLease_NothingChanges()
    {
        var stand = await RefusedAsync();
        await stand.Journal.AcquireLeaseAsync(new LeaseHolder("elsewhere", 2, Some.Instant), TimeSpan.FromMinutes(1), None);

        await Assert.ThrowsAsync<LeaseHeldException>(() => stand.Parking.DropAsync([Some.Sku(1)], None));

        Assert.Equal(2, (await stand.ParkedAsync()).Count);
    }

    /// <summary>Three articles, two of which the shop refuses.</summary>
    private static async Task<CycleStand> RefusedAsync()
    {
        var stand = await CycleStand.SyncedAsync(3);
        for (var number = 1; number <= 2; number++)
        {
            stand.Count(number, 7);
            stand.Shop.Refuse(Some.ListingId(number), "bad_item", "The shop does not like it.");
        }

        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(1));
        return stand;
    }
}
