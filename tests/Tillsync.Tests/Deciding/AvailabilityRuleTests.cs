using FsCheck.Fluent;
using Tillsync.Core.Deciding;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Tests.Stock;

namespace Tillsync.Tests.Deciding;

public sealed class AvailabilityRuleTests
{
    private static readonly StockLevel.Counted Paper = new(new OnHand(Some.Units(495)), new Committed(Some.Units(480)), Some.Units(15));

    [Theory]
    [InlineData(StockBasis.Available, 15)]
    [InlineData(StockBasis.OnHand, 495)]
    public void Basis_SaysWhichNumberIsOffered(StockBasis basis, int expected) =>
        Assert.Equal(Some.Units(expected), AvailabilityRule.AvailableToSell(Paper, basis, Reserve(0), Safety(0)).Quantity);

    [Fact]
    public void ReservedAndSafetyStock_AreTakenOff() =>
        Assert.Equal(Some.Units(9), AvailabilityRule.AvailableToSell(Paper, StockBasis.Available, Reserve(4), Safety(2)).Quantity);

    [Theory]
    [InlineData("2.5", 2)]
    [InlineData("0.9999", 0)]
    [InlineData("-0.5", 0)]
    [InlineData("-51", 0)]
    [InlineData("0", 0)]
    [InlineData("3.0000", 3)]
    public void ToList_IsWholeAndNeverNegative(string sellable, int expected) =>
        Assert.Equal(Some.Listed(expected), AvailabilityRule.ToList(Sellable(decimal.Parse(sellable, null))));

    [Fact]
    public void ToList_BeyondWhatAShopHoldsExactly_IsUnknown()
    {
        Assert.NotNull(AvailabilityRule.ToList(Sellable(AvailabilityRule.ListedMax)));
        Assert.Null(AvailabilityRule.ToList(Sellable(AvailabilityRule.ListedMax + 1)));
        Assert.Null(AvailabilityRule.ToList(Sellable(decimal.MaxValue)));
    }

    [Fact]
    public void ToList_IsNeverAboveSellable_NeverNegative_AndAsManyAsMayBe() =>
        Always.Holds(
            Generate.Units,
            units =>
                AvailabilityRule.ToList(Sellable(units)) is { } listed
                && listed.Quantity.Units >= 0
                && listed.Quantity.Units == decimal.Truncate(listed.Quantity.Units)
                && listed.Quantity.Units <= Math.Max(0, units)
                && listed.Quantity.Units > units - 1
        );

    [Fact]
    public void OneMoreReserved_NeverListsMore() =>
        Always.Holds(Gen.Two(Generate.Units), pair => ToList(pair.Item1, pair.Item2 + 1) <= ToList(pair.Item1, pair.Item2));

    private static decimal ToList(decimal available, decimal reserved)
    {
        var stock = Paper with { Available = Some.Units(available) };
        var sellable = AvailabilityRule.AvailableToSell(stock, StockBasis.Available, new Reserved(Some.Units(reserved)), Safety(0));
        return AvailabilityRule.ToList(sellable)?.Quantity.Units ?? decimal.MaxValue;
    }

    private static AvailableToSell Sellable(decimal units) => new(Some.Units(units));

    private static Reserved Reserve(int units) => new(Some.Units(units));

    private static SafetyStock Safety(int units) => new(Some.Units(units));
}
