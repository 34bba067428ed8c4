using FsCheck.Fluent;
using Tillsync.Core.Deciding;
using Tillsync.Core.Stock;
using Tillsync.Testing;

namespace Tillsync.Tests.Stock;

public sealed class ItemUnitTests
{
    [Theory]
    [InlineData(100, 20, 1, 5)]
    [InlineData(99, 20, 1, 4)]
    [InlineData(-5, 20, 1, 0)]
    [InlineData(3.5, 1, 1000, 3500)]
    [InlineData(2, 2, 3, 3)]
    [InlineData(0.9999, 1, 1, 0)]
    public void ListedInAUnit_IsWhatFillsIt(double stocking, int numerator, int denominator, int listed)
    {
        var available = new AvailableToSell(new Quantity((decimal)stocking));

        Assert.Equal(Some.Listed(listed), AvailabilityRule.ToList(available, new ItemUnit("CT", numerator, denominator)));
    }

    [Fact]
    public void WhatIsListed_NeverExceedsTheStock_AndOneMoreWould() =>
        Always.Holds(
            from stock in Gen.Choose(-50, 100_000).Select(parts => parts / 10m)
            from numerator in Gen.Choose(1, 60)
            from denominator in Gen.Choose(1, 60)
            select (Stock: stock, Unit: new ItemUnit("CT", numerator, denominator)),
            each =>
            {
                var listed = AvailabilityRule.ToList(new AvailableToSell(new Quantity(each.Stock)), each.Unit);
                var units = listed is { } known ? known.Quantity.Units : -1;
                // By multiplication alone, so that no division is involved.
                return units >= 0
                    && units * each.Unit.Numerator <= Math.Max(0, each.Stock) * each.Unit.Denominator
                    && (units + 1) * each.Unit.Numerator > each.Stock * each.Unit.Denominator;
            }
        );

    [Fact]
    public void CodesOfCellsAndUnits_AreTheirOwn()
    {
        var shirt = new Sku("Shirt");

        Assert.Equal("Shirt|RED|L", shirt.Cell(["RED ", "L", "*"]).Text);
        Assert.Equal("Shirt|RED|*|TALL", shirt.Cell(["RED", "*", "TALL"]).Text);
        Assert.Equal("Shirt@CT", shirt.In(" CT ").Text);
        Assert.Equal(new Sku("SHIRT|red|l@dz"), shirt.Cell(["RED", "L"]).In("DZ"));
    }
}
