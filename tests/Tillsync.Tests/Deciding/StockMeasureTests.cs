using FsCheck.Fluent;
using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Tests.Stock;

namespace Tillsync.Tests.Deciding;

public sealed class StockMeasureTests
{
    private static readonly Sku Sku = Some.Sku();

    [Fact]
    public void SellingLocations_AreAddedUp()
    {
        var level = Of([Some.Row(10, 12, 2), Some.Row(5.5m, 6, 0.5m), Some.Row(1000, sells: false)]);

        var counted = Assert.IsType<StockLevel.Counted>(level);
        Assert.Equal(15.5m, counted.Available.Units);
        Assert.Equal(18m, counted.OnHand.Quantity.Units);
        Assert.Equal(2.5m, counted.Committed.Quantity.Units);
    }

    [Fact]
    public void NegativeStock_StaysNegative() => Assert.Equal(-51, Assert.IsType<StockLevel.Counted>(Of([Some.Row(-51)])).Available.Units);

    [Fact]
    public void NoRows_IsUnknown() => AssertUnknown(UnknownCause.NoRows, Of([]));

    [Fact]
    public void OnlyExcludedLocations_IsUnknownAndNamesThem()
    {
        var unknown = AssertUnknown(UnknownCause.OnlyExcludedLocations, Of([Some.Row(5, sells: false), Some.Row(6, sells: false)]));

        Assert.Equal("Its stock lies only at 99, which are not selling locations.", unknown.Detail);
    }

    [Theory]
    [InlineData(StockBasis.Available, "QTY_AVAIL is NULL at location 01.")]
    [InlineData(StockBasis.OnHand, "QTY_ON_HND is NULL at location 01.")]
    public void NullWhereTheBasisIsRead_IsUnknown(StockBasis basis, string detail)
    {
        var rows = new[] { Some.Row(5), new LocationStock("01", true, null, null, null) };

        Assert.Equal(detail, AssertUnknown(UnknownCause.NullQuantity, Of(rows, basis)).Detail);
    }

    [Fact]
    public void NullBesideTheBasis_IsNotUnknown()
    {
        var rows = new[] { new LocationStock("01", true, null, null, 7) };

        Assert.Equal(7, Assert.IsType<StockLevel.Counted>(Of(rows)).Available.Units);
    }

    [Fact]
    public void NullAtAnExcludedLocation_DoesNotMatter() =>
        Assert.IsType<StockLevel.Counted>(Of([Some.Row(5), new LocationStock("99", false, null, null, null)]));

    [Fact]
    public void Kit_IsUnknownWhateverItsRows() =>
        AssertUnknown(UnknownCause.Kit, StockMeasure.Of(Some.Item(Sku, [Some.Row(5)], ItemKind.Kit), StockBasis.Available));

    [Fact]
    public void Service_IsUnknownWhateverItsRows() =>
        AssertUnknown(UnknownCause.NotCounted, StockMeasure.Of(Some.Item(Sku, [Some.Row(5)], ItemKind.NotCounted), StockBasis.Available));

    [Fact]
    public void Zero_IsCounted() => Assert.IsType<StockLevel.Counted>(Of([Some.Row(0)]));

    [Fact]
    public void ANumberMissingWhereItIsNeeded_IsNeverCounted() =>
        Always.Holds(
            Generate.Item,
            item =>
                item.Locations.Any(row => row.Sells && row.Available is null)
                    ? StockMeasure.Of(item, StockBasis.Available) is StockLevel.Unknown
                    : item.Kind != ItemKind.Inventory
                        || !item.Locations.Any(row => row.Sells)
                        || StockMeasure.Of(item, StockBasis.Available) is StockLevel.Counted
        );

    [Fact]
    public void RowOrder_DoesNotMatter() =>
        Always.Holds(Generate.Item, item => Canonical(item) == Canonical(item with { Locations = [.. item.Locations.Reverse()] }));

    [Fact]
    public void Canonical_TellsLevelsApart() =>
        Always.Holds(
            Gen.Two(Generate.Item),
            pair =>
            {
                var (left, right) = (Level(pair.Item1), Level(pair.Item2));
                return left is StockLevel.Unknown || (left == right) == (StockMeasure.Canonical(left) == StockMeasure.Canonical(right));
            }
        );

    private static string Canonical(TillItem item) => StockMeasure.Canonical(Level(item));

    private static StockLevel Level(TillItem item) => StockMeasure.Of(item, StockBasis.Available);

    private static StockLevel Of(IReadOnlyList<LocationStock> rows, StockBasis basis = StockBasis.Available) =>
        StockMeasure.Of(Some.Item(Sku, rows), basis);

    private static StockLevel.Unknown AssertUnknown(UnknownCause cause, StockLevel level)
    {
        var unknown = Assert.IsType<StockLevel.Unknown>(level);
        Assert.Equal(cause, unknown.Cause);
        return unknown;
    }
}
