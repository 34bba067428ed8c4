using Tillsync.Core;
using Tillsync.Core.Recording;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Cycle;

/// <summary>Whatever breaks while orders are staged: each has one row, and none is lost.</summary>
public sealed class CycleStagingCrashTests
{
    private static readonly TillException Lost = new("USER_ORDER_STAGING", "The connection was lost.", "Nothing was shown of it.");

    public static TheoryData<int, bool> Points =>
        [.. Enumerable.Range(1, 6).SelectMany(nth => new[] { false, true }.Select(afterwards => (nth, afterwards)))];

    [Theory]
    [MemberData(nameof(Points))]
    public async Task DeathAtAnyStep_LeavesOneRowForEachOrder(int nth, bool afterwards)
    {
        var stand = await StagingStand.SyncedAsync();
        var (first, second) = (stand.PlaceOrder(1, 1), stand.PlaceOrder(2, 2));
        await stand.SyncOrDieAsync(new CrashingJournal(stand.Journal, JournalStep.SaveStaging, afterwards, nth));
        stand.Clock.Advance(TimeSpan.FromMinutes(1));

        await stand.SyncAsync();

        Assert.Equal([first, second], stand.Table.Rows.Select(row => row.Content.OrderId));
        Assert.All(await EntriesAsync(stand), entry => Assert.Equal(StagingState.Staged, entry.State));
        Assert.False((await stand.CheckLaterAsync()).IsNeeded);
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task DeathWhileAnOrderIsWithdrawnAndAnotherChanged_EndsRight(int nth, bool afterwards)
    {
        var stand = await StagingStand.SyncedAsync();
        var (first, second) = (stand.PlaceOrder(1, 1), stand.PlaceOrder(2, 2));
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(1));
        stand.Shop.Orders.SetStatus(first, "cancelled");
        stand.Details.Move(second, "Tampa");
        await stand.SyncOrDieAsync(new CrashingJournal(stand.Journal, JournalStep.SaveStaging, afterwards, nth));
        stand.Clock.Advance(TimeSpan.FromMinutes(1));

        await stand.SyncAsync();

        Assert.Equal(2, stand.Table.Rows.Count);
        var waiting = Assert.Single(stand.Table.Waiting);
        Assert.Equal((second, "Tampa"), (waiting.Content.OrderId, waiting.Content.City));
        Assert.Equal([StagingState.Withdrawn, StagingState.Staged], (await EntriesAsync(stand)).Select(entry => entry.State));
    }

    [Fact]
    public async Task LostAnswer_IsFoundOut_NotRepeated()
    {
        var stand = await StagingStand.SyncedAsync();
        stand.PlaceOrder(1, 1);
        stand.Table.LosesAnswers = Lost;
        var report = await stand.SyncAsync();
        stand.Table.LosesAnswers = null;
        stand.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.True((await stand.CheckAsync()).IsNeeded);
        await stand.SyncAsync();

        Assert.True(report.Staging!.IsIncomplete);
        Assert.Single(stand.Table.Rows);
        Assert.Equal(StagingState.Staged, Assert.Single(await EntriesAsync(stand)).State);
    }

    [Fact]
    public async Task TableThatCannotBeWritten_StopsNoStock_IsTriedAgainLater_AndLosesNoOrder()
    {
        var stand = await StagingStand.SyncedAsync();
        var order = stand.PlaceOrder(1, 1);
        stand.Count(2, 4);
        stand.Table.Fault = Lost;

        var report = await stand.SyncAsync();
        var soon = await stand.CheckLaterAsync();

        Assert.Equal(4, stand.Shown(2));
        Assert.Contains("connection was lost", report.Staging!.Failure, StringComparison.Ordinal);
        Assert.Equal("not_written", Assert.Single(report.Staging.Problems).Problem);
        Assert.False(soon.IsNeeded, soon.Reason);

        // Completed and out of the mirror long before the table can be written again.
        stand.Shop.Orders.SetStatus(order, "completed");
        for (var day = 0; day < 40; day++)
        {
            stand.Clock.Advance(TimeSpan.FromDays(1));
            await stand.SyncAsync();
        }

        stand.Table.Fault = null;
        stand.Clock.Advance(TimeSpan.FromHours(5));
        await stand.SyncAsync();

        Assert.Equal((order, "completed"), (Assert.Single(stand.Table.Waiting).Content.OrderId, stand.Table.Rows[0].Content.Status));
        Assert.Null(Assert.Single(await EntriesAsync(stand)).Problem);
    }

    [Fact]
    public async Task OneOrderThatTheTableRefuses_StopsNoOther()
    {
        var stand = await StagingStand.SyncedAsync();
        var (bad, good) = (stand.PlaceOrder(1, 1), stand.PlaceOrder(2, 2));
        stand.Table.Refuses = order => order == bad ? "It is too large." : null;
        stand.Clock.Advance(TimeSpan.FromSeconds(5));

        var report = await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.False((await stand.CheckAsync()).IsNeeded);
        stand.Table.Refuses = _ => null;
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await stand.CheckAsync()).IsNeeded);
        await stand.SyncAsync();

        Assert.Equal((bad, "refused"), (Assert.Single(report.Staging!.Problems).OrderId, report.Staging.Problems[0].Problem));
        Assert.Equal([good, bad], stand.Table.Rows.Select(row => row.Content.OrderId));
    }

    [Fact]
    public async Task ShopThatDoesNotShowOrdersWhole_StopsNoStock()
    {
        var stand = await StagingStand.SyncedAsync();
        stand.PlaceOrder(1, 1);
        stand.Count(2, 4);
        stand.Details.Fault = new ShopException("orders", "The answer was cut off.", "Ask again.");

        var report = await stand.SyncAsync();
        stand.Details.Fault = null;
        stand.Clock.Advance(TimeSpan.FromMinutes(2));
        await stand.SyncAsync();

        Assert.Equal(4, stand.Shown(2));
        Assert.True(report.Staging!.IsIncomplete);
        Assert.Single(stand.Table.Waiting);
    }

    [Fact]
    public async Task SiteWithoutTheTable_IsTold_AndAsksForNoSyncEachTime()
    {
        var stand = await StagingStand.SyncedAsync();
        stand.Till.StagedOrders = null;
        stand.PlaceOrder(1, 1);

        var report = await stand.SyncAsync();

        Assert.Contains("no such table", report.Staging!.Failure, StringComparison.Ordinal);
        Assert.False((await stand.CheckLaterAsync()).IsNeeded);
        Assert.Equal(0, stand.Table.Writes);
    }

    [Fact]
    public async Task ProcessThatSleptThroughItsReplacement_StagesNothingMore()
    {
        var stand = await StagingStand.SyncedAsync();
        stand.PlaceOrder(1, 1);
        stand.PlaceOrder(2, 2);
        var once = true;
        stand.Table.BeforeWrite = () =>
        {
            if (once)
            {
                once = false;
                stand.TakeLeaseAway();
            }
        };

        await Assert.ThrowsAsync<LeaseLostException>(() => stand.SyncAsync());
        Assert.Single(stand.Table.Rows);
        stand.ReturnLease();
        stand.Clock.Advance(TimeSpan.FromMinutes(1));
        await stand.SyncAsync();

        Assert.Equal(2, stand.Table.Rows.Count);
    }

    private static async Task<IReadOnlyList<StagedWebOrder>> EntriesAsync(CycleStand stand) =>
        (await stand.Journal.ReadStagingAsync(CancellationToken.None)).Orders;
}
