using System.Globalization;
using FsCheck.Fluent;
using Tillsync.Core.Stock;

namespace Tillsync.Tests.Stock;

public sealed class QuantityTests
{
    [Fact]
    public void TrailingZeros_ChangeNeitherValueNorText()
    {
        Assert.Equal(new Quantity(2m), new Quantity(2.0000m));
        Assert.Equal("2", new Quantity(2.0000m).ToString());
        Assert.Equal("2.5", new Quantity(2.5000m).ToString());
        Assert.Equal("-0.0001", new Quantity(-0.0001m).ToString());
    }

    [Fact]
    public void Tenths_AddUpExactly() => Assert.Equal(new Quantity(0.3m), new Quantity(0.1m) + new Quantity(0.2m));

    [Fact]
    public void Text_TellsTheValueExactly() =>
        Always.Holds(Generate.Units, units => decimal.Parse(new Quantity(units).ToString(), CultureInfo.InvariantCulture) == units);

    [Fact]
    public void EqualQuantities_PrintAlike() =>
        Always.Holds(Generate.Units, units => new Quantity(units).ToString() == new Quantity(units * 1.0000m).ToString());

    [Fact]
    public void Zero_PrintsAlikeWhateverItsSign() => Assert.Equal("0", (-Quantity.Zero).ToString());

    [Fact]
    public void Difference_TakesBackTheSum() =>
        Always.Holds(
            Gen.Two(Generate.Units),
            pair =>
            {
                var (left, right) = (new Quantity(pair.Item1), new Quantity(pair.Item2));
                return left + right - right == left && left - right == -(right - left) && (left < right) == (right > left);
            }
        );
}
