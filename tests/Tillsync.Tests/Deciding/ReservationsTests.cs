using FsCheck.Fluent;
using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Tests.Stock;

namespace Tillsync.Tests.Deciding;

public sealed class ReservationsTests
{
    private static readonly Sku Sku = Some.Sku();
    private static readonly ListingId Listing = Some.ListingId();

    [Fact]
    public void OpenOrders_AddUp()
    {
        var reservations = From([Order(1, 3), Order(2, 0.5m)]);

        Assert.Equal(3.5m, reservations.For(Sku).Quantity.Units);
        Assert.Equal([1L, 2L], reservations.OrdersFor(Sku).Select(reservation => reservation.OrderId));
    }

    [Fact]
    public void WhatTheTillKnows_IsNotReserved() =>
        Assert.Equal(
            4.5m,
            From([Order(1, 3), Order(2, 4), Order(3, 4)], order => [new Quantity(order.OrderId == 2 ? 0 : order.OrderId * 1.125m)])
                .For(Sku)
                .Quantity.Units
        );

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public void LineThatTookNothing_HoldsNothing(int taken)
    {
        var reservations = From([Order(1, taken)]);

        Assert.Equal(Quantity.Zero, reservations.For(Sku).Quantity);
        Assert.Empty(reservations.Unmatched);
    }

    [Fact]
    public void Listing_GoesBeforeTheSkuOnTheLine()
    {
        var other = Some.Sku(2);

        var reservations = From([Some.Order(1, Some.Instant, Some.Line(Listing, other, 3))], known: [Sku, other]);

        Assert.Equal(3, reservations.For(Sku).Quantity.Units);
        Assert.Equal(0, reservations.For(other).Quantity.Units);
    }

    [Fact]
    public void UnknownListing_IsMatchedBySku() =>
        Assert.Equal(3, From([Some.Order(1, Some.Instant, Some.Line(Some.ListingId(9), Sku, 3))]).For(Sku).Quantity.Units);

    [Fact]
    public void LineThatMatchesNothing_IsShown()
    {
        var reservations = From([Some.Order(1, Some.Instant, Some.Line(Some.ListingId(9), Some.Sku(9), 3), Some.Line(null, null, 1))]);

        Assert.Equal(2, reservations.Unmatched.Count);
    }

    [Theory]
    [InlineData(OrderKnowledge.AppliedOrCompleted, true, true, false)]
    [InlineData(OrderKnowledge.Applied, true, false, false)]
    [InlineData(OrderKnowledge.Completed, false, true, false)]
    [InlineData(OrderKnowledge.Manual, false, false, false)]
    public void KnownBy_FollowsThePolicy(OrderKnowledge policy, bool applied, bool completed, bool staged)
    {
        Func<WebOrder, bool> knows = new TillKnowledge(
            policy,
            StockBasis.Available,
            [new StagedOrder(28, 1, true, null), new StagedOrder(29, 3, false, null)]
        ).Knows;

        Assert.Equal(applied, knows(Order(1, 1)));
        Assert.Equal(completed, knows(Order(2, 1) with { Status = "completed" }));
        Assert.Equal(staged, knows(Order(3, 1)));
    }

    [Fact]
    public void KnownBy_WithoutStaging_KnowsCompletedOrdersOnly()
    {
        Func<WebOrder, bool> knows = new TillKnowledge(OrderKnowledge.AppliedOrCompleted, StockBasis.Available, null).Knows;

        Assert.False(knows(Order(1, 1)));
        Assert.True(knows(Order(1, 1) with { Status = "completed" }));
    }

    [Theory]
    [InlineData("pending")]
    [InlineData("on-hold")]
    [InlineData("processing")]
    [InlineData("failed")] // Before WooCommerce 11 a failed order keeps its stock.
    [InlineData("cancelled")] // Its listing was not managed when it was cancelled: nothing was given back.
    [InlineData("refunded")]
    [InlineData("trash")]
    [InlineData("awaiting-pickup")]
    public void WhatALineTook_IsReserved_WhateverTheStatus(string status) =>
        Assert.Equal(3, From([Order(1, 3) with { Status = status }]).For(Sku).Quantity.Units);

    [Fact]
    public void Refund_ThatRestocks_ReservesTheRest_AndOneThatDoesNot_All()
    {
        // Recording 08: of 4, one restocked and one not; then the rest restocked.
        Assert.Equal(3, From([Line(4, 3)]).For(Sku).Quantity.Units);
        Assert.Equal(0, From([Line(4, 0)]).For(Sku).Quantity.Units);
    }

    [Theory]
    [InlineData("processing", 4)]
    [InlineData("on-hold", 4)]
    [InlineData("pending", 0)]
    [InlineData("completed", 4)] // Unless completed is what the policy counts.
    [InlineData("cancelled", 0)]
    [InlineData("failed", 0)]
    [InlineData("refunded", 0)]
    [InlineData("trash", 0)]
    [InlineData("checkout-draft", 0)]
    [InlineData("awaiting-pickup", 0)]
    public void LineThatNeverTookStock_ReservesWhatWasOrdered_WhileItIsToBeDelivered(string status, decimal reserved)
    {
        var order = Line(4, 0, isUntaken: true) with { Status = status };

        Assert.Equal(reserved, From([order]).For(Sku).Quantity.Units);
    }

    [Fact]
    public void LineThatNeverTookStock_OfNoArticle_IsNobodysBusiness()
    {
        var service = new WebOrderLine(Some.ListingId(9), Some.Sku(9), Some.Units(1), Quantity.Zero) { IsUntaken = true };

        Assert.Empty(From([Some.Order(1, Some.Instant, service)]).Unmatched);
    }

    [Fact]
    public void Reserved_NeverExceedsWhatLinesTookOrOrdered()
    {
        var order =
            from status in Gen.Elements("pending", "processing", "on-hold", "completed", "trash", "own")
            from taken in Generate.Units
            from ordered in Generate.Units
            from untaken in Gen.Elements(true, false)
            select Line(ordered, taken, untaken) with
            {
                Status = status,
            };
        Always.Holds(
            Generate.ListOf(order, 10),
            orders =>
            {
                var lines = orders.SelectMany(one => one.Lines).ToList();
                var most = lines.Sum(line =>
                    Math.Max(0, line.IsUntaken ? Math.Max(line.Ordered.Units, line.Taken.Units) : line.Taken.Units)
                );
                var reserved = From(orders).For(Sku).Quantity.Units;
                return reserved >= 0
                    && reserved <= most
                    && From(orders, order => [.. order.Lines.Select(_ => Quantity.Zero)]).For(Sku).Quantity == Quantity.Zero;
            }
        );
    }

    [Fact]
    public void EveryUnitHeld_IsReservedOrShown_NeverBoth()
    {
        var line =
            from listing in Generate.ListingId
            from sku in Generate.Sku
            from taken in Generate.Units
            select Some.Line(listing, sku, taken);
        Always.Holds(
            Generate.ListOf(line, 10),
            lines =>
            {
                var orders = lines.Select((held, index) => Some.Order(index, Some.Instant, held));
                var skuOf = new Dictionary<ListingId, Sku> { [new ListingId(1)] = new("x"), [new ListingId(2, 121)] = new("aa-1") };
                var known = Enumerable.Range(1, 6).Select(number => new Sku($"AA-{number}")).ToHashSet();

                var reservations = Reservations.From(orders, skuOf, known, order => order.HeldByLines);

                var held = lines.Where(one => one.Taken > Quantity.Zero).Sum(one => one.Taken.Units);
                var reserved = known.Append(new Sku("x")).Sum(sku => reservations.For(sku).Quantity.Units);
                return held == reserved + reservations.Unmatched.Sum(one => one.Taken.Units);
            }
        );
    }

    private static WebOrder Line(decimal ordered, decimal taken, bool isUntaken = false) =>
        Some.Order(1, Some.Instant, new WebOrderLine(Listing, Sku, Some.Units(ordered), Some.Units(taken)) { IsUntaken = isUntaken });

    private static WebOrder Order(long id, decimal taken) => Some.Order(id, Some.Instant, Some.Line(Listing, null, taken));

    private static Reservations From(
        IReadOnlyList<WebOrder> orders,
        Func<WebOrder, IReadOnlyList<Quantity>>? reservedBy = null,
        Sku[]? known = null
    ) =>
        Reservations.From(
            orders,
            new Dictionary<ListingId, Sku> { [Listing] = Sku },
            (known ?? [Sku]).ToHashSet(),
            reservedBy ?? (order => order.HeldByLines)
        );
}
