using Tillsync.Core.Recording;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Cycle;

/// <summary>What counts as "the last sync" (D23): only a full one that was applied and recorded.</summary>
public sealed class CyclePositionTests
{
    [Fact]
    public async Task FullSync_MovesThePosition()
    {
        var stand = await CycleStand.SyncedAsync(1);
        var startedAt = stand.Clock.GetUtcNow();

        await stand.SyncAsync();

        Assert.Equal(startedAt, (await stand.PositionsAsync())?.LastFullSyncAt);
    }

    [Fact]
    public async Task RunForOneArticle_WritesItAndMovesNoPosition()
    {
        var stand = await CycleStand.SyncedAsync(2);
        stand.Count(1, 7);
        stand.Count(2, 7);
        var before = await stand.PositionsAsync();

        var report = await stand.SyncAsync(CycleStand.Scheduled with { Only = Some.Sku(1) });

        Assert.Equal([7m, 10m], [stand.Shown(1), stand.Shown(2)]);
        Assert.Equal(1, report.Counts.Considered);
        Assert.Equal(before, await stand.PositionsAsync());
        Assert.Equal("Inventory changes detected (2 items)", (await stand.CheckAsync()).Reason);
    }

    [Fact]
    public async Task RunForOneArticle_ReadsItWhateverIsKnown()
    {
        var stand = await CycleStand.SyncedAsync(2);
        stand.Shop.SetQuantity(Some.ListingId(1), 99);

        await stand.SyncAsync(CycleStand.Scheduled with { Only = Some.Sku(1) });

        Assert.Equal(10, stand.Shown(1));
    }

    [Fact]
    public async Task DryRun_ChangesNothingAnywhere_ButTellsTheWholePlan()
    {
        var stand = await CycleStand.SyncedAsync(3);
        stand.Count(1, 7);
        stand.Till.Put(Some.Item(Some.Sku(4), 5));
        stand.Till.Remove(Some.Sku(3));
        stand.PlaceOrder(2, 3);
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        var journal = await stand.JournalPictureAsync();
        var shop = await stand.Shop.ReadAllListingsAsync(null, CancellationToken.None);

        var report = await stand.SyncAsync(CycleStand.DryRun);

        Assert.Equal([Some.Sku(1), Some.Sku(3)], report.Plan.Writes.Select(write => write.Sku));
        Assert.Equal([Some.Sku(4)], report.Plan.Unmapped);
        Assert.Null(report.RunId);
        Assert.Equal(0, stand.Shop.Requests.Writes);
        Assert.Equal(shop, await stand.Shop.ReadAllListingsAsync(null, CancellationToken.None));
        Assert.Equal(journal, await stand.JournalPictureAsync());
    }

    [Fact]
    public async Task DryRun_BeforeTheFirstSync_IsNotTheFirstSync()
    {
        var stand = CycleStand.With(1);
        var journal = await stand.JournalPictureAsync();

        await stand.SyncAsync(CycleStand.DryRun);

        Assert.Equal(journal, await stand.JournalPictureAsync());
        Assert.Equal("Never synced before", (await stand.CheckAsync()).Reason);
    }

    [Fact]
    public async Task DryRun_PlansWhatTheRealRunThenDoes()
    {
        var stand = await CycleStand.SyncedAsync(3);
        stand.Count(1, 7);

        var dry = await stand.SyncAsync(CycleStand.DryRun);
        var real = await stand.SyncAsync(CycleStand.Scheduled with { ApprovedChecksum = dry.Plan.Checksum });

        Assert.Equal(dry.Plan.Checksum, real.Plan.Checksum);
        Assert.Equal(7, stand.Shown(1));
    }

    [Fact]
    public async Task CancelledRun_FinishesTheRequestUnderWay_AndWritesNothingMore()
    {
        var stand = await CycleStand.SyncedAsync(250);
        for (var number = 1; number <= 250; number++)
        {
            stand.Count(number, 20);
        }

        var before = await stand.PositionsAsync();
        using var stop = new CancellationTokenSource();
        stand.Shop.Requests.Before(ShopCall.Write, 1, stop.Cancel);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stand.SyncAsync(cancellationToken: stop.Token));

        Assert.Equal(1, stand.Shop.Requests.Writes);
        Assert.Equal(100, stand.Shop.Stored.Count);
        Assert.Empty(await stand.Journal.ReadOpenIntentsAsync(CancellationToken.None));
        Assert.Equal(before, await stand.PositionsAsync());
        Assert.Equal(RunResult.Cancelled, (await stand.LastRunAsync()).End?.Result);

        await stand.SyncAsync();
        await stand.AssertRightAsync();
        Assert.Equal(250, stand.Shop.Stored.Count);
    }

    [Fact]
    public async Task CancelledBeforeItBegins_SendsNothing()
    {
        var stand = CycleStand.With(1);
        stand.Count(1, 7);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stand.SyncAsync(cancellationToken: new CancellationToken(true)));

        Assert.Equal(0, stand.Shop.Requests.Reads + stand.Shop.Requests.Writes);
    }

    [Fact]
    public async Task CancelledWhileItWaits_EndsAtOnce()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Count(1, 7);
        stand.Shop.FailNextWrite(WriteFault.LostBeforeApplying);
        using var stop = new CancellationTokenSource();
        stand.Shop.Requests.After(ShopCall.Write, 1, stop.Cancel);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stand.SyncAsync(cancellationToken: stop.Token));

        Assert.Equal(1, stand.Shop.Requests.Writes);
        Assert.Single(await stand.Journal.ReadOpenIntentsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task ChangeDuringARun_IsFoundByTheNextCheck()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Count(1, 7);
        stand.Shop.Requests.Before(ShopCall.Write, 1, () => stand.Count(1, 6));

        await stand.SyncAsync();

        Assert.Equal(7, stand.Shown(1));
        Assert.Equal("Inventory changes detected (1 items)", (await stand.CheckAsync()).Reason);
    }
}
