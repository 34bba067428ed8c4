using Tillsync.Core;
using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Testing;

namespace Tillsync.Tests.Cycle;

/// <summary>Orders that are edited once the till has them, or has their row: what the edit added goes on reserving.</summary>
public sealed class CycleEditedOrderTests
{
    private const long Row = 28;

    [Theory]
    [InlineData(0)]
    [InlineData(3)] // It has been forgotten by then.
    public async Task LineThatGrowsAfterTheTillTookIt_ReservesWhatIsNew(int days)
    {
        var (stand, order) = await TakenAsync(2);
        stand.Clock.Advance(TimeSpan.FromDays(days));
        await stand.SyncAsync();
        Assert.Equal(days == 0, (await stand.Journal.ReadOrdersAsync(CancellationToken.None)).Count == 1);

        stand.Shop.Orders.Edit(order, 4);
        var report = await SyncLaterAsync(stand);

        Assert.Equal(6, stand.Shown(1));
        Assert.Empty(stand.Shop.Stored);
        Assert.Equal((1, Some.Units(2)), (report.Orders.Orders, report.Orders.Units));
        await AssertQuietAsync(stand);
        stand.Count(1, 18);
        await SyncLaterAsync(stand);
        Assert.Equal(16, stand.Shown(1));
        await AssertQuietAsync(stand);
    }

    [Fact]
    public async Task RowThatWasStagedBeforeAnEdit_AndTakenAfterIt_GivesTheTillWhatItSays()
    {
        var stand = await CycleStand.SyncedAsync(1);
        var order = stand.PlaceOrder(1, 2);
        stand.Till.StagedOrders = [new StagedOrder(Row, order, false, null)];
        Gave(stand, 2);
        await SyncLaterAsync(stand);
        stand.Shop.Orders.Edit(order, 4);
        await SyncLaterAsync(stand);
        Assert.Equal(6, stand.Shown(1));

        Take(stand, order);
        stand.Count(1, 8);
        Assert.True((await stand.CheckAsync()).IsNeeded);
        await SyncLaterAsync(stand);

        Assert.Equal(6, stand.Shown(1));
        await AssertQuietAsync(stand);
    }

    [Fact]
    public async Task LineThatIsAdded_Reserves()
    {
        var (stand, order) = await TakenAsync(2, articles: 2);

        stand.Shop.Orders.AddLine(order, Some.ListingId(2), Some.Sku(2), 3);
        await SyncLaterAsync(stand);

        Assert.Equal([8m, 7m], [stand.Shown(1), stand.Shown(2)]);
        await AssertQuietAsync(stand);
        await stand.VerifyAsync();
        stand.Clock.Advance(TimeSpan.FromHours(13));
        await stand.SyncAsync();
        Assert.Equal([8m, 7m], [stand.Shown(1), stand.Shown(2)]);
    }

    [Fact]
    public async Task RefundAfterIt_TakesFromWhatReserves()
    {
        var (stand, order) = await TakenAsync(2);
        stand.Shop.Orders.Edit(order, 4);
        await SyncLaterAsync(stand);

        stand.Shop.Orders.Refund(order, 1);
        await SyncLaterAsync(stand);
        Assert.Equal(7, stand.Shown(1));

        stand.Shop.Orders.Refund(order, 2);
        var report = await SyncLaterAsync(stand);
        // The till has two of which the order holds one: it is taken back there by hand.
        Assert.Equal((8m, 0), (stand.Shown(1), report.Orders.Orders));
        await AssertQuietAsync(stand);
    }

    [Theory]
    [InlineData(OrderKnowledge.AppliedOrCompleted, 6)]
    [InlineData(OrderKnowledge.Applied, 4)]
    public async Task Completing_EndsIt_WhereThatCounts(OrderKnowledge policy, decimal shown)
    {
        var (stand, order) = await TakenAsync(2, policy: policy);
        stand.Shop.Orders.Edit(order, 4);
        await SyncLaterAsync(stand);

        stand.Count(1, 6);
        stand.Shop.Orders.SetStatus(order, "completed");
        await SyncLaterAsync(stand);

        Assert.Equal(shown, stand.Shown(1));
        await AssertQuietAsync(stand);
    }

    [Fact]
    public async Task RowThatIsPutRight_EndsIt()
    {
        var (stand, order) = await TakenAsync(2);
        stand.Shop.Orders.Edit(order, 4);
        await SyncLaterAsync(stand);

        stand.Count(1, 6);
        await SyncLaterAsync(stand);
        Assert.Equal(4, stand.Shown(1));
        Gave(stand, 4);
        Assert.True((await stand.CheckAsync()).IsNeeded);
        await SyncLaterAsync(stand);

        Assert.Equal(6, stand.Shown(1));
        await AssertQuietAsync(stand);
    }

    [Fact]
    public async Task RowThatDoesNotSayWhatItGave_GaveTheWholeOrder()
    {
        var (stand, order) = await TakenAsync(2);
        stand.Till.StagedLines.Clear();
        stand.Shop.Orders.Edit(order, 4);

        await SyncLaterAsync(stand);

        Assert.Equal(8, stand.Shown(1));
        await AssertQuietAsync(stand);
    }

    [Fact]
    public async Task RowThatIsGoneWhenItsLinesAreRead_GaveNothing()
    {
        var (stand, _) = await TakenAsync(2);
        stand.Count(1, 7);
        stand.Till.AfterRead = () =>
        {
            stand.Till.AfterRead = null;
            stand.Till.StagedOrders = [];
        };

        await SyncLaterAsync(stand);

        Assert.Equal(5, stand.Shown(1));
        await AssertQuietAsync(stand);
    }

    [Fact]
    public async Task OrderThatReservesARest_IsNotForgotten_AndIsNamed()
    {
        var (stand, order) = await TakenAsync(2);
        stand.Shop.Orders.Edit(order, 4);
        await SyncLaterAsync(stand);
        stand.Clock.Advance(TimeSpan.FromDays(15));
        var report = await stand.SyncAsync();
        await stand.SyncAsync();

        Assert.Equal(6, stand.Shown(1));
        Assert.Single(await stand.Journal.ReadOrdersAsync(CancellationToken.None));
        var text =
            $"The till was given 2 of the 4 units that the order holds (staging row {Row}): what an edit added reserves until the order is completed, or LINE_ITEMS_JSON of the row says what the till has.";
        Assert.Equal([$"Web order {order} goes on reserving. {text}"], report.Orders.Contradictions);
        Assert.Equal((1, Some.Units(2)), (report.Orders.Backlog.Orders, report.Orders.Backlog.Units));
        var standing = await stand.StandingAsync();
        Assert.Equal((report.Orders.Units, report.Orders.Backlog), (standing.Units, standing.Backlog));
        var why = Assert.Single((await stand.ExplainAsync(1))!.Reservations);
        Assert.Equal((Some.Units(2), text, true), (why.Held.Quantity, why.WhyUnknown, why.IsBacklog));
    }

    [Fact]
    public async Task OrderThatIsDeletedForGood_GivesItsRestBack_WithTheNextVerification()
    {
        var (stand, order) = await TakenAsync(2);
        stand.Shop.Orders.Edit(order, 4);
        await SyncLaterAsync(stand);

        stand.Shop.Orders.Delete(order);
        stand.Clock.Advance(TimeSpan.FromHours(13));
        await stand.SyncAsync();

        Assert.Equal(8, stand.Shown(1));
        Assert.Empty(await stand.Journal.ReadOrdersAsync(CancellationToken.None));
    }

    [Fact]
    public async Task LinesThatCannotBeRead_EndTheSync_AndMakeTheCheckSayYes()
    {
        var (stand, order) = await TakenAsync(2);
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        stand.Till.LinesFault = new TillException("USER_ORDER_STAGING", "It is locked.", "Wait.");

        var check = await stand.CheckAsync();
        Assert.True(check.IsNeeded);
        Assert.Contains("It is locked.", check.Reason, StringComparison.Ordinal);
        stand.Shop.Orders.Edit(order, 4);
        await Assert.ThrowsAsync<TillException>(() => stand.SyncAsync());

        Assert.Equal(6, stand.Shown(1));
    }

    [Fact]
    public async Task OnlyRowsOfTakenOrdersThatHoldStock_AreAskedFor()
    {
        var stand = await CycleStand.SyncedAsync(1);
        var (taken, waiting, completed, cancelled) = (
            stand.PlaceOrder(1, 1),
            stand.PlaceOrder(1, 1),
            stand.PlaceOrder(1, 1, "completed"),
            stand.PlaceOrder(1, 1)
        );
        stand.Shop.Orders.SetStatus(cancelled, "cancelled");
        stand.Till.StagedOrders =
        [
            new StagedOrder(1, 14_000, true, null),
            new StagedOrder(2, waiting, false, null),
            new StagedOrder(3, completed, true, null),
            new StagedOrder(4, cancelled, true, null),
        ];
        await SyncLaterAsync(stand);
        await stand.CheckAsync();
        Assert.Null(stand.Till.LinesAskedFor);

        stand.Till.StagedOrders =
        [
            .. stand.Till.StagedOrders,
            new StagedOrder(5, taken, true, null),
            new StagedOrder(6, taken, true, null),
        ];
        await SyncLaterAsync(stand);
        Assert.Equal([5L, 6L], stand.Till.LinesAskedFor!.Order());
    }

    [Fact]
    public async Task OrderThatTillsyncStaged_AndThatIsEditedAfterIt_ReservesTheRest()
    {
        var stand = await StagingStand.SyncedAsync();
        var order = stand.PlaceOrder(1, 2);
        await stand.SyncAsync();
        stand.Table.Apply(order);
        stand.Count(1, 8);
        await SyncLaterAsync(stand);
        Assert.Equal(8, stand.Shown(1));

        stand.Shop.Orders.Edit(order, 4);
        var report = await SyncLaterAsync(stand);

        Assert.Equal(6, stand.Shown(1));
        Assert.Equal("changed_after_taken", Assert.Single(report.Staging!.Problems).Problem);
        stand.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False((await stand.CheckAsync()).IsNeeded);
    }

    /// <summary>Ten of each article, of which an order has taken some of the first, and the till has it.</summary>
    private static async Task<(CycleStand Stand, long Order)> TakenAsync(
        decimal units,
        int articles = 1,
        OrderKnowledge policy = OrderKnowledge.AppliedOrCompleted
    )
    {
        var stand = CycleStand.With(articles);
        stand.Policy = Some.Policy(known: policy);
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        var order = stand.PlaceOrder(1, units);
        Take(stand, order);
        Gave(stand, units);
        stand.Count(1, 10 - units);
        await SyncLaterAsync(stand);
        Assert.Equal(10 - units, stand.Shown(1));
        stand.Shop.Stored.Clear();
        return (stand, order);
    }

    private static void Take(CycleStand stand, long order) =>
        stand.Till.StagedOrders = [new StagedOrder(Row, order, true, null) { Document = "77", DocumentState = StagedDocument.Commits }];

    private static void Gave(CycleStand stand, decimal units) =>
        stand.Till.StagedLines[Row] = [new StagedLine(Some.ListingId(1).ProductId, null, Some.Sku(1), Some.Units(units))];

    private static async Task AssertQuietAsync(CycleStand stand)
    {
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        var check = await stand.CheckAsync();
        Assert.False(check.IsNeeded, check.Reason);
        Assert.Empty((await stand.SyncAsync()).Writes);
    }

    private static Task<SyncReport> SyncLaterAsync(CycleStand stand)
    {
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        return stand.SyncAsync();
    }
}
