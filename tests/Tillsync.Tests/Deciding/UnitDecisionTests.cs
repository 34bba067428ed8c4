using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Tillsync.Testing;

namespace Tillsync.Tests.Deciding;

/// <summary>Several listings of one stock, in units of their own, and grid items.</summary>
public sealed class UnitDecisionTests
{
    private static readonly Sku Cup = new("CUP");
    private static readonly Sku Carton = Cup.In("CT");
    private static readonly ListingId PackListing = Some.ListingId(1);
    private static readonly ListingId CartonListing = Some.ListingId(2);

    [Fact]
    public void OrderForACarton_HoldsItsPacks_OfBothListings_D10()
    {
        var decisions = Decide([Item(100)], Some.Order(1, Some.Instant, Some.Line(CartonListing, null, 2)));

        Assert.Equal([60m, 3m], decisions.Select(decision => decision.Target?.Quantity.Units));
        Assert.All(decisions.Cast<Decision.List>(), list => Assert.Equal(40, list.Reserved.Quantity.Units));
    }

    [Fact]
    public void OrderForAPack_IsTakenFromTheCartons()
    {
        var decisions = Decide([Item(100)], Some.Order(1, Some.Instant, Some.Line(PackListing, null, 1)));

        Assert.Equal([99m, 4m], decisions.Select(decision => decision.Target?.Quantity.Units));
    }

    [Fact]
    public void Arithmetic_TellsTheUnit()
    {
        var decisions = Decide([Item(99)]);

        Assert.EndsWith("= 99 -> 20 to the CT, lists 4", DecisionText.Arithmetic(decisions[1]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(20, 0)]
    public void UnitWithoutFactor_IsUnknown_NeverOneToOne(int numerator, int denominator)
    {
        var item = Item(100) with { Units = [ItemUnit.Stocking("PK"), new ItemUnit("CT", numerator, denominator)] };

        var decisions = Decide([item]);

        Assert.Equal(100, decisions[0].Target?.Quantity.Units);
        Assert.Equal(UnknownCause.NoFactor, Assert.IsType<Decision.Unknown>(decisions[1]).Cause);
    }

    [Fact]
    public void UnitThatTheItemNoLongerHas_IsUnknown()
    {
        var decisions = Decide([Item(100) with { Units = [] }]);

        Assert.Equal(UnknownCause.NoFactor, Assert.IsType<Decision.Unknown>(decisions[1]).Cause);
    }

    [Fact]
    public void OrderInAUnitWithoutFactor_LeavesTheWholeStockInDoubt()
    {
        var item = Item(100) with { Units = [] };

        var decisions = Decide([item], Some.Order(1, Some.Instant, Some.Line(CartonListing, null, 2)));

        Assert.Contains("Web order 1 holds 2 CT", Assert.IsType<Decision.Unknown>(decisions[0]).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void ItemThatIsGone_TakesItsUnitsAlong() =>
        Assert.All(Decide([]), decision => Assert.Equal(PhaseOutCause.Gone, Assert.IsType<Decision.PhaseOut>(decision).Cause));

    [Fact]
    public void ItemWhoseNumberReadsLikeAUnit_IsThatItem()
    {
        var decisions = Decide([Item(100), Some.Item(Carton, 7)]);

        Assert.Equal([100m, 7m], decisions.Select(decision => decision.Target?.Quantity.Units));
    }

    [Theory]
    [InlineData(0, null, 7)]
    [InlineData(2, null, 7.65)]
    [InlineData(2, 1, 7.6)]
    [InlineData(1, 4, 7.6)]
    [InlineData(4, 0, 7)]
    public void Fractions_AreListedAsFinelyAsShopAndTillBothSellThem(int places, int? decimals, double listed)
    {
        var policy = Some.Policy() with { DecimalPlaces = places };
        var moment = Some.Moment(Some.Reading(Some.Item(Cup, 7.6543m) with { Decimals = decimals }), []);

        var decision = Assert.Single(moment.Decide(NoReservations, policy));

        Assert.Equal((decimal)listed, decision.Target?.Quantity.Units);
    }

    [Fact]
    public void GridItem_IsDecidedByItsCells()
    {
        var decisions = Moment([Grid, Cell("RED", 4), Cell("BLUE", 3)], []).Decide(NoReservations, Some.Policy());

        Assert.Equal(
            [("SHIRT|BLUE", 3m), ("SHIRT|RED", 4m)],
            decisions.Select(decision => (decision.Sku.Text, decision.Target?.Quantity.Units ?? -1))
        );
    }

    [Fact]
    public void GridItemThatSomebodyMapped_IsListedAsATotal() =>
        Assert.Contains(
            Moment([Grid, Cell("RED", 4)], [Some.Record(PackListing, new Sku("SHIRT"), 0)]).Decide(NoReservations, Some.Policy()),
            decision => decision.Sku == new Sku("SHIRT") && decision.Target?.Quantity.Units == 7
        );

    [Fact]
    public void GridItemWithoutCells_IsUnknown() =>
        Assert.Equal(
            UnknownCause.Grid,
            Assert.IsType<Decision.Unknown>(Assert.Single(Moment([Grid], []).Decide(NoReservations, Some.Policy()))).Cause
        );

    [Fact]
    public void DiscontinuedGridItem_PhasesItsCellsOut() =>
        Assert.All(
            Moment([Grid with { Status = "D" }, Cell("RED", 4) with { Status = "D" }], []).Decide(NoReservations, Some.Policy()),
            decision => Assert.IsType<Decision.PhaseOut>(decision)
        );

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void KeptCellThatWasNotRead_IsGoneOnlyWhereCellsCanBeRead(bool readsCells)
    {
        var red = Some.Record(PackListing, new Sku("SHIRT|RED"), 4);
        var reading = Some.Reading(Grid) with { ReadsCells = readsCells };

        var decisions = Some.Moment(reading, [red]).Decide(NoReservations, Some.Policy());

        var decision = decisions.Single(each => each.Sku == red.Sku);
        Assert.Equal(readsCells, decision is Decision.PhaseOut { Cause: PhaseOutCause.Gone });
        Assert.Equal(!readsCells, decision is Decision.Unknown { Cause: UnknownCause.Grid });
    }

    private static readonly Reservations NoReservations = Reservations.From(
        [],
        new Dictionary<ListingId, Sku>(),
        new HashSet<Sku>(),
        order => order.HeldByLines
    );

    private static TillItem Grid => Some.Item(new Sku("SHIRT"), [Some.Row(7)], ItemKind.Grid);

    private static TillItem Cell(string colour, decimal available) => Some.Cell(new Sku("SHIRT"), available, colour);

    private static TillItem Item(decimal available) => Some.ItemInUnits(Cup, available);

    private static StockMoment Moment(IReadOnlyList<TillItem> items, IReadOnlyList<ListingRecord> records) =>
        Some.Moment(Some.Reading(items), records);

    /// <summary>The pack and the carton are listed.</summary>
    private static IReadOnlyList<Decision> Decide(IReadOnlyList<TillItem> items, params IReadOnlyList<WebOrder> orders)
    {
        var moment = Some.Moment(Some.Reading(items), [Some.Record(PackListing, Cup, 0), Some.Record(CartonListing, Carton, 0)], orders);
        return moment.Decide(moment.Reserve(Some.Policy()), Some.Policy());
    }
}
