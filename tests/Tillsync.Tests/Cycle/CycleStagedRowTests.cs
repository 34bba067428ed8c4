using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Cycle;

/// <summary>What others do with the rows of staged orders, and what a cycle makes of it.</summary>
public sealed class CycleStagedRowTests
{
    [Fact]
    public async Task RowThatTheTillTook_IsNeverChanged_AndTheChangeIsTold()
    {
        var stand = await StagingStand.SyncedAsync();
        var (moved, cancelled) = (stand.PlaceOrder(1, 3), stand.PlaceOrder(1, 1));
        await stand.SyncAsync();
        stand.Table.Apply(moved);
        stand.Table.Apply(cancelled);
        var before = stand.Table.Rows.ToList();
        stand.Clock.Advance(TimeSpan.FromMinutes(1));

        stand.Details.Move(moved, "Tampa");
        stand.Shop.Orders.SetStatus(cancelled, "cancelled");
        var report = await stand.SyncAsync();

        Assert.Equal(before, stand.Table.Rows);
        Assert.Equal(["changed_after_taken", "ended_after_taken"], report.Staging!.Problems.Select(entry => entry.Problem));
        Assert.False(report.Staging.IsIncomplete);
    }

    [Fact]
    public async Task TakenOrderThatIsCompleted_IsNoTrouble()
    {
        var stand = await StagingStand.SyncedAsync();
        var order = stand.PlaceOrder(1, 3);
        await stand.SyncAsync();
        stand.Table.Apply(order);
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(1));

        stand.Shop.Orders.SetStatus(order, "completed");
        var report = await stand.SyncAsync();

        Assert.Empty(report.Staging!.Problems);
    }

    [Fact]
    public async Task AppliedRowThatWasCleanedUp_IsNotStagedAgain_D44()
    {
        var stand = await StagingStand.SyncedAsync();
        var order = stand.PlaceOrder(1, 3);
        await stand.SyncAsync();
        stand.Table.Apply(order);
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromDays(31));
        stand.Table.Delete(order);

        stand.Shop.Orders.Touch(order);
        var report = await stand.SyncAsync();

        Assert.Empty(stand.Table.Rows);
        Assert.Empty(report.Staging!.Problems);
    }

    [Fact]
    public async Task WaitingRowThatIsGone_IsNotStagedAgain_AndTold()
    {
        var stand = await StagingStand.SyncedAsync();
        var order = stand.PlaceOrder(1, 3);
        await stand.SyncAsync();
        stand.Table.Delete(order);
        stand.Clock.Advance(TimeSpan.FromMinutes(1));

        stand.Details.Move(order, "Tampa");
        var report = await stand.SyncAsync();

        Assert.Empty(stand.Table.Rows);
        Assert.Equal("row_gone", Assert.Single(report.Staging!.Problems).Problem);
    }

    [Fact]
    public async Task LostJournal_StagesNothingTwice_AndNothingOld()
    {
        var stand = await StagingStand.SyncedAsync();
        var (waiting, taken) = (stand.PlaceOrder(1, 1), stand.PlaceOrder(1, 2));
        await stand.SyncAsync();
        stand.Table.Apply(taken);
        var before = stand.Table.Rows.ToList();
        stand.Clock.Advance(TimeSpan.FromDays(2));

        stand.Journal = new InMemoryJournal(stand.Clock);
        await stand.SyncAsync();
        Assert.Equal(before, stand.Table.Rows);
        stand.Clock.Advance(TimeSpan.FromMinutes(1));
        stand.Details.Move(waiting, "Tampa");
        await stand.SyncAsync();

        Assert.Equal(2, stand.Table.Rows.Count);
        Assert.Equal("Tampa", Assert.Single(stand.Table.Waiting).Content.City);
    }

    [Fact]
    public async Task RowOfAnotherProgram_IsLeftAlone_AndNotDoubled()
    {
        var stand = await StagingStand.SyncedAsync();
        var order = stand.PlaceOrder(1, 3);
        stand.Table.StageByOthers(order);
        var before = stand.Table.Rows.ToList();

        var report = await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(1));
        stand.Shop.Orders.SetStatus(order, "cancelled");
        await stand.SyncAsync();

        Assert.Equal(before, stand.Table.Rows);
        Assert.Equal("staged_by_others", Assert.Single(report.Staging!.Problems).Problem);
    }

    [Fact]
    public async Task RowThatSomebodyPutRight_StaysSo_UntilTheOrderEnds()
    {
        var stand = await StagingStand.SyncedAsync();
        var order = stand.PlaceOrder(1, 3);
        await stand.SyncAsync();
        stand.Table.EditByHand(order);
        stand.Clock.Advance(TimeSpan.FromMinutes(1));

        stand.Details.Move(order, "Tampa");
        stand.Clock.Advance(TimeSpan.FromSeconds(5));
        var report = await stand.SyncAsync();
        Assert.Equal("by hand", Assert.Single(stand.Table.Waiting).Content.City);
        Assert.Equal("edited_by_hand", Assert.Single(report.Staging!.Problems).Problem);
        stand.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False((await stand.CheckAsync()).IsNeeded);
        stand.Shop.Orders.SetStatus(order, "cancelled");
        await stand.SyncAsync();

        Assert.Empty(stand.Table.Waiting);
    }
}
