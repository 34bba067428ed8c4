using Tillsync.Core;
using Tillsync.Core.Recording;
using Tillsync.Core.Staging;
using Tillsync.Testing;

namespace Tillsync.Tests.Cycle;

/// <summary>Web orders on their way into the till, as a cycle follows them.</summary>
public sealed class CycleStagingTests
{
    [Fact]
    public async Task SwitchedOff_NothingIsStaged()
    {
        var stand = await StagingStand.SyncedAsync();
        stand.Staging = null;
        stand.PlaceOrder(1, 3);

        var report = await stand.SyncAsync();

        Assert.Null(report.Staging);
        Assert.Equal(0, stand.Table.Writes);
    }

    [Fact]
    public async Task NewOrder_IsStagedOnce_AndAsksForNoFurtherSync()
    {
        var stand = await StagingStand.SyncedAsync();
        var order = stand.PlaceOrder(1, 3);
        stand.Clock.Advance(TimeSpan.FromSeconds(5));

        var report = await stand.SyncAsync();
        var check = await stand.CheckLaterAsync();
        await stand.SyncAsync();

        Assert.Equal(StagingEffect.Inserted, Assert.Single(report.Staging!.Orders).Effect);
        var row = Assert.Single(stand.Table.Rows);
        Assert.Equal((order, "processing", false), (row.Content.OrderId, row.Content.Status, row.IsApplied));
        Assert.False(check.IsNeeded, check.Reason);
        Assert.Equal(1, stand.Table.Writes);
    }

    [Theory]
    [InlineData("on-hold", true)] // D5: invoice, cheque, bank transfer.
    [InlineData("processing", true)]
    [InlineData("completed", true)]
    [InlineData("pending", false)]
    [InlineData("failed", false)]
    [InlineData("cancelled", false)]
    [InlineData("refunded", false)]
    [InlineData("trash", false)]
    [InlineData("checkout-draft", false)]
    public async Task EachStatus_IsStagedOrNot(string status, bool isStaged)
    {
        var stand = await StagingStand.SyncedAsync();
        stand.PlaceOrder(1, 3, status);

        await stand.SyncAsync();

        Assert.Equal(isStaged, stand.Table.Waiting.Any());
    }

    [Theory]
    [InlineData("pending")]
    [InlineData("failed")]
    [InlineData("cancelled")]
    [InlineData("refunded")]
    [InlineData("trash")]
    public async Task OrderThatEnds_IsWithdrawn_AndComesBackInItsOwnRow(string status)
    {
        var stand = await StagingStand.SyncedAsync();
        var order = stand.PlaceOrder(1, 3);
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(1));

        stand.Shop.Orders.SetStatus(order, status);
        Assert.True((await stand.CheckAsync()).IsNeeded);
        await stand.SyncAsync();
        var withdrawn = Assert.Single(stand.Table.Rows);
        stand.Clock.Advance(TimeSpan.FromMinutes(1));
        stand.Shop.Orders.SetStatus(order, "processing");
        await stand.SyncAsync();

        Assert.True(withdrawn.IsWithdrawn);
        Assert.Equal(status, withdrawn.Content.Status);
        Assert.Contains(status, withdrawn.Note, StringComparison.Ordinal);
        Assert.Equal(
            (withdrawn.StagingId, "processing"),
            (Assert.Single(stand.Table.Waiting).StagingId, stand.Table.Rows[0].Content.Status)
        );
    }

    [Fact]
    public async Task DeletedOrder_IsWithdrawn_WithinHours()
    {
        var stand = await StagingStand.SyncedAsync();
        var order = stand.PlaceOrder(1, 3);
        await stand.SyncAsync();
        stand.Shop.Orders.Delete(order);
        stand.Clock.Advance(TimeSpan.FromHours(7));

        await stand.SyncAsync();

        Assert.True(Assert.Single(stand.Table.Rows).IsWithdrawn);
    }

    [Fact]
    public async Task Edit_IsFollowed_AndANoteIsNot()
    {
        var stand = await StagingStand.SyncedAsync();
        var order = stand.PlaceOrder(1, 3);
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(1));

        stand.Shop.Orders.Touch(order);
        await stand.SyncAsync();
        Assert.Equal(1, stand.Table.Writes);
        stand.Clock.Advance(TimeSpan.FromMinutes(1));
        stand.Details.Move(order, "Tampa");
        Assert.Equal("Orders to stage (1 orders)", (await stand.CheckAsync()).Reason);
        await stand.SyncAsync();

        Assert.Equal("Tampa", Assert.Single(stand.Table.Rows).Content.City);
    }

    [Fact]
    public async Task EditWithinTheSecondOfTheStamp_IsFollowed()
    {
        var stand = await StagingStand.SyncedAsync();
        var order = stand.PlaceOrder(1, 3);
        await stand.SyncAsync();

        stand.Details.MoveUnstamped(order, "Tampa");
        var check = await stand.CheckLaterAsync();
        await stand.SyncAsync();

        Assert.True(check.IsNeeded);
        Assert.Equal("Tampa", Assert.Single(stand.Table.Rows).Content.City);
        Assert.False((await stand.CheckAsync()).IsNeeded);
    }

    [Fact]
    public async Task OrdersBeforeTheSwitch_AreNotStaged_UnlessADayIsChosen()
    {
        var stand = CycleStand.With(1);
        stand.Till.StagedOrders = [];
        var old = stand.PlaceOrder(1, 1);
        stand.Clock.Advance(TimeSpan.FromDays(60));
        var recent = stand.PlaceOrder(1, 2);
        stand.Clock.Advance(TimeSpan.FromMinutes(1));
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        stand.Staging = new StagingChoice(null);
        Assert.Equal("Order staging begins", (await stand.CheckAsync()).Reason);
        await stand.SyncAsync();
        Assert.Empty(stand.Table.Rows);
        Assert.False((await stand.CheckAsync()).IsNeeded);

        stand.Staging = new StagingChoice(DateOnly.FromDateTime(stand.Clock.GetUtcNow().UtcDateTime));
        await stand.SyncAsync();
        Assert.Equal([recent], stand.Table.Rows.Select(row => row.Content.OrderId));

        stand.Staging = new StagingChoice(DateOnly.FromDateTime(stand.Clock.GetUtcNow().UtcDateTime.AddDays(-90)));
        var report = await stand.SyncAsync();
        // With rows of ours in the table it is not the first time: what is older than the clean-up is left to a person.
        Assert.Equal([recent], stand.Table.Rows.Select(row => row.Content.OrderId));
        Assert.Equal((old, "too_old"), (Assert.Single(report.Staging!.Problems).OrderId, report.Staging.Problems[0].Problem));
    }

    [Fact]
    public async Task ChosenDay_StagesOldOrdersTheFirstTime()
    {
        var stand = CycleStand.With(1);
        stand.Till.StagedOrders = [];
        var old = stand.PlaceOrder(1, 1, "completed");
        stand.Clock.Advance(TimeSpan.FromDays(60));
        await stand.SyncAsync();

        stand.Staging = new StagingChoice(DateOnly.FromDateTime(Some.Instant.UtcDateTime));
        await stand.SyncAsync();

        Assert.Equal([old], stand.Table.Rows.Select(row => row.Content.OrderId));
    }

    [Fact]
    public async Task HeldPlan_DoesNotKeepOrdersFromTheTill()
    {
        var stand = await StagingStand.SyncedAsync();
        stand.Guard = new Core.Planning.GuardLimits(0, 0, 100, 0);
        stand.PlaceOrder(2, 3);
        stand.Count(1, 0);

        var report = await stand.SyncAsync();

        Assert.Equal(RunResult.Held, report.Result);
        Assert.Single(stand.Table.Waiting);
    }

    [Fact]
    public async Task AnotherDatabase_GetsNoOrder()
    {
        var stand = await StagingStand.SyncedAsync();
        stand.PlaceOrder(1, 3);
        stand.Till.Identity = stand.Till.Identity with { Key = "practice" };

        var report = await stand.SyncAsync();

        Assert.Empty(stand.Table.Rows);
        Assert.Contains("not those of the last sync", report.Staging!.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunForOneArticle_StagesNothing()
    {
        var stand = await StagingStand.SyncedAsync();
        stand.PlaceOrder(1, 3);

        var report = await stand.SyncAsync(CycleStand.Scheduled with { Only = Some.Sku(1) });

        Assert.Null(report.Staging);
        Assert.Equal(0, stand.Table.Writes);
    }

    [Fact]
    public async Task DryRun_SaysWhatItWouldStage_AndWritesNothing()
    {
        var stand = await StagingStand.SyncedAsync();
        var order = stand.PlaceOrder(1, 3);
        var before = await stand.JournalPictureAsync();

        var report = await stand.SyncAsync(CycleStand.DryRun);

        var would = Assert.Single(report.Staging!.Orders);
        Assert.Equal((order, StagingAction.Stage, null), (would.OrderId, would.Action, would.Effect));
        Assert.Equal(0, stand.Table.Writes);
        Assert.Equal(before, await stand.JournalPictureAsync());
    }

    [Fact]
    public async Task StagedOrder_GoesOnReserving_UntilItIsTaken()
    {
        var stand = await StagingStand.SyncedAsync();
        var order = stand.PlaceOrder(1, 3);
        await stand.SyncAsync();
        Assert.Equal(7, stand.Shown(1));

        stand.Count(1, 7);
        stand.Table.Apply(order);
        await stand.SyncAsync();

        Assert.Equal(7, stand.Shown(1));
    }

    [Fact]
    public async Task WithdrawnOrder_ThatIsTakenUpAgain_ReservesAgain()
    {
        var stand = await StagingStand.SyncedAsync();
        var order = stand.PlaceOrder(1, 3);
        await stand.SyncAsync();
        stand.Shop.Orders.SetStatus(order, "cancelled");
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(1));
        stand.Shop.Orders.SetStatus(order, "processing");

        await stand.SyncAsync();

        await stand.AssertRightAsync();
        Assert.Equal(7, stand.Shown(1));
    }
}
