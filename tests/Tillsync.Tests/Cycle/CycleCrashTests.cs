using Tillsync.Core.Recording;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Cycle;

/// <summary>The process dies; the next one ends right, and gives no web order back.</summary>
public sealed class CycleCrashTests
{
    [Theory]
    [InlineData(JournalStep.BeginRun, false)]
    [InlineData(JournalStep.BeginRun, true)]
    [InlineData(JournalStep.SaveListings, false)]
    [InlineData(JournalStep.SaveListings, true)]
    [InlineData(JournalStep.RecordIntents, false)]
    [InlineData(JournalStep.RecordIntents, true)]
    [InlineData(JournalStep.RecordSettlements, false)]
    [InlineData(JournalStep.RecordSettlements, true)]
    [InlineData(JournalStep.CompleteRun, false)]
    [InlineData(JournalStep.CompleteRun, true)]
    public async Task Restart_EndsRight(JournalStep at, bool afterwards)
    {
        var stand = await CycleStand.SyncedAsync(250);
        for (var number = 1; number <= 250; number++)
        {
            stand.Count(number, 20);
        }

        stand.PlaceOrder(1, 3);
        await stand.CrashAsync(at, afterwards);
        stand.PlaceOrder(2, 4);
        stand.Clock.Advance(TimeSpan.FromSeconds(30));

        await stand.SyncAsync();

        await stand.AssertRightAsync();
    }

    [Fact]
    public async Task DeathBetweenSeeingAWriteAndSettlingIt_LeavesNoWorkForEver()
    {
        var stand = await CycleStand.SyncedAsync(2);
        stand.Count(1, 20);
        await stand.CrashAsync(JournalStep.RecordSettlements, afterwards: false);

        // The listing is read, shows its number and is no longer in doubt; what it was meant to become is still open.
        await stand.CrashAsync(JournalStep.SaveListings, afterwards: true);
        Assert.Single(await stand.Journal.ReadOpenIntentsAsync(CancellationToken.None));
        await stand.SyncAsync();

        Assert.Empty(await stand.Journal.ReadOpenIntentsAsync(CancellationToken.None));
        Assert.False((await stand.CheckAsync()).IsNeeded);
    }

    [Theory]
    [InlineData(JournalStep.RecordIntents)]
    [InlineData(JournalStep.RecordSettlements)]
    public async Task RestartInTheSecondBatch_EndsRight(JournalStep at)
    {
        var stand = await CycleStand.SyncedAsync(250);
        for (var number = 1; number <= 250; number++)
        {
            stand.Count(number, 20);
        }

        await stand.CrashAsync(at, afterwards: false, nth: 2);
        await stand.SyncAsync();

        await stand.AssertRightAsync();
        Assert.Equal(250, stand.Shop.Stored.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CrashAroundTheIntent_SendsNothing(bool afterwards)
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Count(1, 7);

        await stand.CrashAsync(JournalStep.RecordIntents, afterwards);

        Assert.Equal(0, stand.Shop.Requests.Writes);
    }

    [Fact]
    public async Task CrashOfTheVeryFirstSync_EndsRight()
    {
        var stand = CycleStand.With(2);
        stand.Count(1, 20);
        stand.PlaceOrder(2, 1);

        await stand.CrashAsync(JournalStep.RecordSettlements, afterwards: false);
        Assert.Null(await stand.PositionsAsync());
        Assert.Equal("Never synced before", (await stand.CheckAsync()).Reason);

        await stand.SyncAsync();
        await stand.AssertRightAsync();
    }

    [Fact]
    public async Task Restart_WaitsUntilTheShopCannotBeWorkingOnTheOldRequestAnyMore()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Count(1, 7);
        stand.Shop.LateBy = TimeSpan.FromSeconds(110);
        stand.Shop.FailNextWrite(WriteFault.AppliedLate);
        await stand.CrashAsync(JournalStep.RecordSettlements, afterwards: false);
        stand.Clock.Advance(TimeSpan.FromSeconds(10));

        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(10));
        stand.Shop.FinishLate();

        Assert.Equal(7, stand.Shown(1));
        Assert.Single(stand.Shop.Stored);
        await stand.AssertRightAsync();
    }

    [Fact]
    public async Task IntentsLeftOpen_AreResolved_AndTheRunIsCalledInterrupted()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Count(1, 7);
        await stand.CrashAsync(JournalStep.RecordIntents, afterwards: true);
        Assert.Single(await stand.Journal.ReadOpenIntentsAsync(CancellationToken.None));

        await stand.SyncAsync();

        Assert.Empty(await stand.Journal.ReadOpenIntentsAsync(CancellationToken.None));
        var runs = await stand.Journal.ReadRunsAsync(2, CancellationToken.None);
        Assert.Equal([RunResult.Succeeded, RunResult.Interrupted], runs.Select(run => run.End?.Result));
    }

    [Fact]
    public async Task CrashedRun_IsWorkForTheNextCheck()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Shop.SetQuantity(Some.ListingId(1), 99);
        await stand.VerifyAsync();
        await stand.CrashAsync(JournalStep.RecordIntents, afterwards: true);

        Assert.Equal("Work left over (1 items to try again)", (await stand.CheckAsync()).Reason);
    }

    [Fact]
    public async Task RunForOneArticle_LeavesTheOthersInDoubt()
    {
        var stand = await CycleStand.SyncedAsync(2);
        stand.Count(1, 7);
        stand.Count(2, 7);
        await stand.CrashAsync(JournalStep.RecordSettlements, afterwards: false);

        await stand.SyncAsync(CycleStand.Scheduled with { Only = Some.Sku(1) });

        Assert.Equal(Some.Sku(2), Assert.Single(await stand.Journal.ReadOpenIntentsAsync(CancellationToken.None)).Sku);
        await stand.SyncAsync();
        await stand.AssertRightAsync();
    }
}
