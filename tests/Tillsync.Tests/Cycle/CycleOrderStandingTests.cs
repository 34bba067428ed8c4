using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Cycle;

/// <summary>What a sync and <c>why</c> tell about orders that reserve: since when, why still, and what contradicts itself.</summary>
public sealed class CycleOrderStandingTests
{
    [Fact]
    public async Task OrderWhoseDocumentCommitsNothing_GoesOnReserving_AndIsNamed_D3_D4()
    {
        var stand = await CycleStand.SyncedAsync(1);
        var order = stand.PlaceOrder(1, 3);
        stand.Till.StagedOrders = [Applied(order, StagedDocument.CommitsNothing)];
        stand.Count(1, 20);
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        var report = await stand.SyncAsync();

        Assert.Equal(17, stand.Shown(1));
        var text = Assert.Single(report.Orders.Contradictions);
        Assert.StartsWith($"Web order {order} goes on reserving. Its staging row 28 is applied, but", text, StringComparison.Ordinal);
        Assert.Contains("document 104583", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StagedDocument.Commits)]
    [InlineData(StagedDocument.Posted)]
    [InlineData(StagedDocument.NotChecked)]
    public async Task OrderThatTheTillContains_ReservesNoMore(StagedDocument document)
    {
        var stand = await CycleStand.SyncedAsync(1);
        var order = stand.PlaceOrder(1, 3);
        stand.Till.StagedOrders = [Applied(order, document)];
        stand.Count(1, 7);
        stand.Clock.Advance(TimeSpan.FromMinutes(5));

        var report = await stand.SyncAsync();

        Assert.Equal(7, stand.Shown(1));
        Assert.Equal((0, Quantity.Zero), (report.Orders.Orders, report.Orders.Units));
        Assert.Empty(report.Orders.Contradictions);
    }

    [Fact]
    public async Task DocumentThatIsPutRight_EndsTheReservation()
    {
        var stand = await CycleStand.SyncedAsync(1);
        var order = stand.PlaceOrder(1, 3);
        stand.Till.StagedOrders = [Applied(order, StagedDocument.CommitsNothing)];
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        await stand.SyncAsync();
        Assert.Equal(7, stand.Shown(1));

        stand.Till.StagedOrders = [Applied(order, StagedDocument.Commits)];
        stand.Count(1, 7);
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        await stand.SyncAsync();

        Assert.Equal(7, stand.Shown(1));
    }

    [Fact]
    public async Task OldOrder_GoesOnReserving_AndIsBacklog()
    {
        var stand = await CycleStand.SyncedAsync(2);
        var placedAt = stand.Clock.GetUtcNow();
        stand.PlaceOrder(1, 3);
        stand.Clock.Advance(TimeSpan.FromDays(13));
        stand.PlaceOrder(2, 1);
        Assert.Equal(Backlog.None, (await stand.SyncAsync()).Orders.Backlog);

        stand.Clock.Advance(TimeSpan.FromDays(1));
        var report = await stand.SyncAsync();

        Assert.Equal(new Backlog(1, Some.Units(3), placedAt), report.Orders.Backlog);
        Assert.Equal((2, Some.Units(4)), (report.Orders.Orders, report.Orders.Units));
        Assert.Equal([7m, 9m], [stand.Shown(1), stand.Shown(2)]);
        Assert.True(await IsBacklogAsync(stand, 1));
        Assert.False(await IsBacklogAsync(stand, 2));
    }

    [Fact]
    public async Task Why_NamesEachOrder_SinceWhenAndWhyStill()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Till.StagedOrders = [];
        var placedAt = stand.Clock.GetUtcNow();
        var order = stand.PlaceOrder(1, 3, "on-hold");
        await stand.SyncAsync();

        var reservation = Assert.Single((await stand.ExplainAsync(1))!.Reservations);

        Assert.Equal((order, "on-hold", placedAt), (reservation.Held.OrderId, reservation.Held.Status, reservation.Held.CreatedAt));
        Assert.Equal("It is not in USER_ORDER_STAGING. It is not completed in the shop.", reservation.WhyUnknown);
    }

    [Fact]
    public async Task StandingByTheJournal_AsksTheTillAlone()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.PlaceOrder(1, 3);
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromDays(15));
        stand.Shop.Requests.Reset();

        var standing = await stand.StandingAsync();

        Assert.Equal((1, Some.Units(3), 1), (standing.Orders, standing.Units, standing.Backlog.Orders));
        Assert.Equal(0, stand.Shop.Requests.Reads);
    }

    [Theory]
    [InlineData(-40)]
    [InlineData(-8)]
    [InlineData(20)]
    public async Task OrdersStampedByAnotherClockThanTheAnswers_AreNotGivenBack(int seconds)
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Shop.Orders.StampsAhead = TimeSpan.FromSeconds(seconds);
        stand.Count(1, 20);
        stand.Shop.Requests.Before(ShopCall.ReadListings, 1, () => stand.PlaceOrder(1, 3));

        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        await stand.SyncAsync();

        Assert.All(stand.Shop.Stored, write => Assert.True(write.To.Quantity.Units <= 17));
        Assert.Equal(17, stand.Shown(1));
    }

    private static async Task<bool> IsBacklogAsync(CycleStand stand, int number) =>
        Assert.Single((await stand.ExplainAsync(number))!.Reservations).IsBacklog;

    private static StagedOrder Applied(long order, StagedDocument document) =>
        new(28, order, true, null) { Document = "104583", DocumentState = document };
}
