using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Cycle;

/// <summary>A run is taken back as far as nobody has touched what it wrote since; the rest stays as it is and says why.</summary>
public sealed class CycleUndoTests
{
    [Fact]
    public async Task Undo_RestoresWhatTheListingsShowedBefore_WithRelativeWrites()
    {
        var (stand, run) = await WrittenAsync();

        var report = await stand.SyncAsync(UndoOf(run));

        Assert.Equal(RunResult.Succeeded, report.Result);
        Assert.Equal([10m, 10m, 10m], [stand.Shown(1), stand.Shown(2), stand.Shown(3)]);
        Assert.Equal([Some.Units(6), Some.Units(7)], report.Writes.Select(result => result.Write.Delta));
        Assert.Empty(report.LeftAlone);
        var record = await stand.LastRunAsync();
        Assert.Equal(($"undo {run}", RunResult.Succeeded, 2), (record.Start.Scope, record.End?.Result, record.End?.Counts.Updated));
    }

    [Fact]
    public async Task DryRun_IsThePlan_AndChangesNothing()
    {
        var (stand, run) = await WrittenAsync();
        var before = await stand.JournalPictureAsync();

        var report = await stand.SyncAsync(UndoOf(run) with { Applies = false });

        Assert.Equal(2, report.Plan.Writes.Count);
        Assert.Equal(0, stand.Shop.Requests.Writes);
        Assert.Equal(before, await stand.JournalPictureAsync());
    }

    [Fact]
    public async Task Undo_MovesNoPosition_AndTheNextSyncFollowsTheTillAgain()
    {
        var (stand, run) = await WrittenAsync();
        var before = await stand.PositionsAsync();

        await stand.SyncAsync(UndoOf(run));

        Assert.Equal(before, await stand.PositionsAsync());
        Assert.True((await stand.RecordAsync(1))?.NeedsLook);
        Assert.Equal("Work left over (2 items to try again)", (await stand.CheckAsync()).Reason);
        await stand.SyncAsync();
        Assert.Equal([4m, 3m], [stand.Shown(1), stand.Shown(2)]);
        await stand.AssertRightAsync();
    }

    [Fact]
    public async Task Undo_OfAnUndo_IsPossible()
    {
        var (stand, run) = await WrittenAsync();
        var undo = await stand.SyncAsync(UndoOf(run));
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        await stand.SyncAsync(UndoOf(undo.RunId!.Value)); // An applied run has a number.

        Assert.Equal([4m, 3m], [stand.Shown(1), stand.Shown(2)]);
    }

    [Fact]
    public async Task ListingMovedInTheShopSince_IsLeftAlone()
    {
        var (stand, run) = await WrittenAsync();
        stand.Shop.SetQuantity(Some.ListingId(1), 5);

        var report = await stand.SyncAsync(UndoOf(run));

        AssertLeftAlone(report, "shows_other", "The shop shows 5, the run left 4: somebody has moved it since.");
        Assert.Equal([5m, 10m], [stand.Shown(1), stand.Shown(2)]);
    }

    [Fact]
    public async Task ListingThatAnOrderMovedSince_IsLeftAlone_AlsoWhereItShowsTheSameAgain()
    {
        var (stand, run) = await WrittenAsync();
        var order = stand.PlaceOrder(1, 2);
        stand.Shop.Orders.SetStatus(order, "cancelled");
        Assert.Equal(4, stand.Shown(1));

        var report = await stand.SyncAsync(UndoOf(run));

        AssertLeftAlone(report, "order_since", $"Web order {order} with this listing was placed or changed since that run.");
    }

    [Fact]
    public async Task OrderFromBeforeTheRun_IsNoReason()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.PlaceOrder(1, 2);
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        stand.Count(1, 7);
        var run = (await stand.SyncAsync()).RunId!.Value; // An applied run has a number.
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        await stand.SyncAsync(UndoOf(run));

        Assert.Equal(8, stand.Shown(1));
    }

    [Fact]
    public async Task OrderPlacedWhileTheListingsAreRead_KeepsTheListingAsItIs()
    {
        var (stand, run) = await WrittenAsync();
        stand.Shop.Requests.After(ShopCall.ReadListings, 1, () => stand.PlaceOrder(1, 1));

        await stand.SyncAsync(UndoOf(run));

        Assert.Equal([3m, 10m], [stand.Shown(1), stand.Shown(2)]);
    }

    [Fact]
    public async Task OrderPlacedBeforeTheWrite_StaysSold()
    {
        var (stand, run) = await WrittenAsync();
        stand.Shop.Requests.Before(ShopCall.Write, 1, () => stand.PlaceOrder(1, 3));

        var report = await stand.SyncAsync(UndoOf(run));

        Assert.Equal([7m, 10m], [stand.Shown(1), stand.Shown(2)]);
        Assert.Equal((RunResult.SucceededWithParked, Some.Sku(1)), (report.Result, Assert.Single(report.Left)));
    }

    [Fact]
    public async Task ArticleWrittenAgainSince_IsLeftAlone()
    {
        var (stand, run) = await WrittenAsync();
        stand.Count(1, 2);
        var later = await stand.SyncAsync();

        var report = await stand.SyncAsync(UndoOf(run));

        AssertLeftAlone(report, "written_since", $"Run {later.RunId} has written it since (4 -> 2).");
        Assert.Equal([2m, 10m], [stand.Shown(1), stand.Shown(2)]);
    }

    [Fact]
    public async Task FirstTakeOver_CannotBeTakenBack()
    {
        var stand = CycleStand.With(2);
        stand.Shop.SetQuantity(Some.ListingId(1), null);
        stand.Shop.SetQuantity(Some.ListingId(2), 3);
        var run = (await stand.SyncAsync()).RunId!.Value; // An applied run has a number.
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        var report = await stand.SyncAsync(UndoOf(run));

        Assert.Equal("taken_over", Assert.Single(report.LeftAlone).Code);
        Assert.Equal([10m, 3m], [stand.Shown(1), stand.Shown(2)]);
    }

    [Fact]
    public async Task TrashedListing_IsLeftAlone()
    {
        var (stand, run) = await WrittenAsync();
        stand.Shop.Change(Some.ListingId(1), listing => listing with { Status = ListingStatus.Trashed });

        Assert.Equal("listing_trashed", Assert.Single((await stand.SyncAsync(UndoOf(run))).LeftAlone).Code);
    }

    [Fact]
    public async Task WriteOfUnknownOutcome_IsLeftAlone()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Count(1, 4);
        for (var pass = 1; pass <= 3; pass++)
        {
            stand.Shop.FailNextWrite(WriteFault.LostBeforeApplying);
        }

        var run = (await stand.SyncAsync()).RunId!.Value; // An applied run has a number.

        Assert.Equal("outcome_unknown", Assert.Single((await stand.SyncAsync(UndoOf(run))).LeftAlone).Code);
        Assert.Equal(10, stand.Shown(1));
    }

    [Fact]
    public async Task RunThatWroteTwice_GoesBackToTheBeginning()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Count(1, 4);
        stand.Shop.FailNextWrite(WriteFault.LostBeforeApplying);
        var written = await stand.SyncAsync();
        Assert.Equal(2, written.Writes.Count);
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        await stand.SyncAsync(UndoOf(written.RunId!.Value)); // An applied run has a number.

        Assert.Equal(10, stand.Shown(1));
    }

    [Fact]
    public async Task UndoThatZeroesMost_IsHeld_AndGoesOnceItIsApproved()
    {
        var stand = CycleStand.With(10);
        for (var number = 1; number <= 10; number++)
        {
            stand.Shop.SetQuantity(Some.ListingId(number), 0);
        }

        var run = (await stand.SyncAsync()).RunId!.Value; // An applied run has a number.
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        stand.Guard = new GuardLimits(30, null, 20, 3);

        var held = await stand.SyncAsync(UndoOf(run));
        Assert.Equal((RunResult.Held, 10m), (held.Result, stand.Shown(1)));
        Assert.Equal($"undo {run}", Assert.Single(await stand.HeldAsync()).Scope);
        await stand.SyncAsync();
        Assert.Equal(HeldPlanState.Held, Assert.Single(await stand.HeldAsync()).State);

        await stand.ApproveAsync(held.Checksum);
        Assert.Equal(RunResult.Succeeded, (await stand.SyncAsync(UndoOf(run))).Result);
        Assert.Equal(0, stand.Shown(1));
    }

    [Fact]
    public async Task OtherShop_IsNotWrittenTo()
    {
        var (stand, run) = await WrittenAsync();
        stand.Shop.Identity = stand.Shop.Identity with { Key = "staging copy" };

        Assert.Equal(RunResult.Held, (await stand.SyncAsync(UndoOf(run))).Result);
        Assert.Equal(4, stand.Shown(1));
    }

    [Fact]
    public async Task TillThatShowsNothing_IsNoObstacle()
    {
        var (stand, run) = await WrittenAsync();
        foreach (var item in stand.Till.Items.ToList())
        {
            stand.Till.Remove(item.Sku);
        }

        await stand.SyncAsync(UndoOf(run));

        Assert.Equal(10, stand.Shown(1));
    }

    [Theory]
    [InlineData(JournalStep.RecordIntents, false)]
    [InlineData(JournalStep.RecordSettlements, false)]
    [InlineData(JournalStep.RecordSettlements, true)]
    [InlineData(JournalStep.CompleteRun, false)]
    public async Task Crash_IsFollowedByASyncThatEndsRight(JournalStep at, bool afterwards)
    {
        var (stand, run) = await WrittenAsync();
        var crashing = new CrashingJournal(stand.Journal, at, afterwards);
        await stand.DieAsync(UndoOf(run), crashing);

        Assert.True((await stand.CheckAsync()).IsNeeded);
        await stand.SyncAsync();

        await stand.AssertRightAsync();
    }

    [Fact]
    public async Task UnknownRun_IsNoRunOfItsOwn()
    {
        var (stand, run) = await WrittenAsync();

        await Assert.ThrowsAsync<UnknownNameException>(() => stand.SyncAsync(UndoOf(run + 7)));

        Assert.Equal(run, (await stand.LastRunAsync()).RunId);
    }

    private static SyncRequest UndoOf(long run) => CycleStand.Scheduled with { Undoes = run, Reason = "by hand" };

    private static void AssertLeftAlone(SyncReport report, string code, string reason)
    {
        var item = Assert.Single(report.LeftAlone);
        Assert.Equal((Some.Sku(1), code, reason), (item.Sku, item.Code, item.Reason));
    }

    /// <summary>Three articles at 10, two of which a run has set to 4 and 3.</summary>
    private static async Task<(CycleStand Stand, long Run)> WrittenAsync()
    {
        var stand = await CycleStand.SyncedAsync(3);
        stand.Count(1, 4);
        stand.Count(2, 3);
        var report = await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        stand.Shop.Requests.Reset();
        return (stand, report.RunId!.Value); // An applied run has a number.
    }
}
