using Tillsync.Alerting;
using Tillsync.Tests.Cycle;

namespace Tillsync.Tests.Alerting;

/// <summary>What real syncs show that somebody has to be told of.</summary>
public sealed class SeenInReportTests
{
    [Fact]
    public async Task ASyncThatGoesThrough_ShowsThatNothingIsHeldAndNothingWaits()
    {
        var stand = await CycleStand.SyncedAsync(1);

        var seen = AlertDesk.SeenIn(await stand.SyncAsync());

        Assert.Equal([new Observation(AlertKind.Held, null), new Observation(AlertKind.Backlog, null)], seen);
    }

    [Fact]
    public async Task AnOrderThatReservesForTooLong_IsTold_AndNoMoreOnceItIsDone()
    {
        var stand = await CycleStand.SyncedAsync(1);
        var order = stand.PlaceOrder(1, 3);
        stand.Clock.Advance(TimeSpan.FromDays(15));

        var waiting = AlertDesk.SeenIn(await stand.SyncAsync());
        stand.Shop.Orders.SetStatus(order, "cancelled");
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        var done = AlertDesk.SeenIn(await stand.SyncAsync());

        Assert.NotNull(waiting.Single(seen => seen.Kind == AlertKind.Backlog).Text);
        Assert.Null(done.Single(seen => seen.Kind == AlertKind.Backlog).Text);
    }

    [Fact]
    public async Task AnOrderThatCannotBeStaged_IsTold_AndNoMoreOnceItIs()
    {
        var stand = await StagingStand.SyncedAsync();
        stand.PlaceOrder(1, 3);
        stand.Table.Refuses = _ => "It is too large.";

        var refused = AlertDesk.SeenIn(await stand.SyncAsync());
        stand.Table.Refuses = _ => null;
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        var staged = AlertDesk.SeenIn(await stand.SyncAsync());

        Assert.Contains("It is too large.", refused.Single(seen => seen.Kind == AlertKind.Staging).Text, StringComparison.Ordinal);
        Assert.Null(staged.Single(seen => seen.Kind == AlertKind.Staging).Text);
    }
}
