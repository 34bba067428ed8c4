using Tillsync.Core;
using Tillsync.Core.Applying;
using Tillsync.Core.Recording;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;
using Tillsync.Testing.Faults;

namespace Tillsync.Tests.Cycle;

/// <summary>Answers that do not come, or come with bad news.</summary>
public sealed class CycleOutcomeTests
{
    [Theory]
    [InlineData(WriteFault.LostBeforeApplying, 2)]
    [InlineData(WriteFault.LostAfterApplying, 1)]
    [InlineData(WriteFault.AppliedLate, 1)]
    public async Task UnknownOutcome_IsLookedAtAfterTheQuietPeriod_ThenRight(WriteFault fault, int requests)
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Count(1, 7);
        stand.Shop.FailNextWrite(fault);
        var startedAt = stand.Clock.GetUtcNow();

        var report = await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(10));
        stand.Shop.FinishLate();

        Assert.Equal(7, stand.Shown(1));
        Assert.Equal(requests, stand.Shop.Requests.Writes);
        Assert.Single(stand.Shop.Stored);
        Assert.Empty(report.Left);
        Assert.True(stand.Clock.GetUtcNow() - startedAt >= TimeSpan.FromMinutes(2));
        await stand.AssertRightAsync();
    }

    [Fact]
    public async Task WriteThatNeverLeft_IsNotParked_AndTheNextRunTakesItUp()
    {
        var stand = await CycleStand.SyncedAsync(2);
        stand.Count(1, 7);
        stand.Count(2, 6);
        stand.Shop.Refuse(Some.ListingId(2), WriteOutcome.Refused.NotSent, "The run was cancelled before this was sent.");

        var report = await stand.SyncAsync();

        Assert.Empty(await stand.ParkedAsync());
        Assert.Equal([Some.Sku(2)], report.Left);
        stand.Shop.StopRefusing(Some.ListingId(2));
        stand.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("Work left over (1 items to try again)", (await stand.CheckAsync()).Reason);
        await stand.SyncAsync();
        Assert.Equal([7m, 6m], [stand.Shown(1), stand.Shown(2)]);
    }

    [Fact]
    public async Task HistoryThatCannotBeForgotten_DoesNotSpoilARunThatEndedWell()
    {
        var stand = CycleStand.With(1);
        stand.Count(1, 7);
        var full = new JournalException("tillsync.db", "The disk is full.", "Free some space.");

        var report = await stand.SyncAsync(journal: FailingCall.Of<IJournal>(stand.Journal, nameof(IJournal.PruneAsync), full));

        Assert.Equal(RunResult.Succeeded, report.Result);
        Assert.False((await stand.CheckAsync()).IsNeeded);
    }

    [Fact]
    public async Task OrderDuringAnUnknownOutcome_IsKept()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Count(1, 20);
        stand.Shop.FailNextWrite(WriteFault.LostAfterApplying);
        stand.Shop.Requests.After(ShopCall.Write, 1, () => stand.PlaceOrder(1, 3));

        await stand.SyncAsync();

        Assert.Equal(17, stand.Shown(1));
        await stand.AssertRightAsync();
    }

    [Fact]
    public async Task OutcomeUnknownThreeTimes_IsLeftForTheNextRun_AndTheCheckKnows()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Count(1, 7);
        for (var pass = 1; pass <= 3; pass++)
        {
            stand.Shop.FailNextWrite(WriteFault.LostBeforeApplying);
        }

        var report = await stand.SyncAsync();

        Assert.Equal([Some.Sku(1)], report.Left);
        Assert.Equal(RunResult.SucceededWithParked, report.Result);
        Assert.Equal(3, stand.Shop.Requests.Writes);
        Assert.Equal("Work left over (1 items to try again)", (await stand.CheckAsync()).Reason);

        await stand.SyncAsync();
        Assert.Equal(7, stand.Shown(1));
        Assert.False((await stand.CheckAsync()).IsNeeded);
    }

    [Fact]
    public async Task UnknownOutcome_SettlesAsResolved()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Count(1, 7);
        stand.Shop.FailNextWrite(WriteFault.LostAfterApplying);

        await stand.SyncAsync();

        var intent = Assert.Single(await stand.Journal.ReadSkuIntentsAsync(Some.Sku(), 10, CancellationToken.None));
        Assert.Equal(IntentState.Resolved, intent.State);
        Assert.Equal("Read again: the shop shows 7.", intent.Detail);
    }

    [Fact]
    public async Task RefusedItem_DoesNotStopTheOthers()
    {
        var stand = await CycleStand.SyncedAsync(3);
        foreach (var number in new[] { 1, 2, 3 })
        {
            stand.Count(number, 7);
        }

        stand.Shop.Refuse(Some.ListingId(2), "woocommerce_rest_product_invalid_id", "Invalid ID.");

        var report = await stand.SyncAsync();

        Assert.Equal([7m, 10m, 7m], [stand.Shown(1), stand.Shown(2), stand.Shown(3)]);
        Assert.Equal(RunResult.SucceededWithParked, report.Result);
        var parked = Assert.Single(report.Parked);
        Assert.Equal((Some.Sku(2), "woocommerce_rest_product_invalid_id", "Invalid ID."), (parked.Sku, parked.Code, parked.Reason));
        Assert.Equal(1, stand.Shop.Requests.Writes);
    }

    [Fact]
    public async Task AnswerWithoutANumber_IsNoSuccess_D17()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Count(1, 7);
        stand.Shop.Requests.Before(
            ShopCall.Write,
            1,
            () => stand.Shop.Change(Some.ListingId(1), listing => listing with { Management = Core.Detecting.StockManagement.Unmanaged })
        );

        var report = await stand.SyncAsync();

        Assert.Equal("nothing_stored", Assert.Single(report.Parked).Code);
        Assert.Equal(new WriteOutcome.Accepted(null), Assert.Single(report.Writes).Outcome);
        Assert.Equal(0, report.Counts.Updated);
    }

    [Fact]
    public async Task ShopThatCannotBeRead_EndsTheRun_AndTheNextOneIsRight()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Count(1, 7);
        var before = await stand.PositionsAsync();
        stand.Shop.Fault = new ShopException("https://shop.example", "It answered 503.", "Wait.");

        await Assert.ThrowsAsync<ShopException>(() => stand.SyncAsync());
        Assert.Equal(before, await stand.PositionsAsync());
        Assert.Equal(RunResult.Failed, (await stand.LastRunAsync()).End?.Result);

        stand.Shop.Fault = null;
        Assert.True((await stand.CheckAsync()).IsNeeded);
        await stand.SyncAsync();
        await stand.AssertRightAsync();
    }
}
