using Tillsync.Configuration;

namespace Tillsync.Tests.Configuration;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("Guard", "guard", 0)]
    [InlineData("Gard", "Guard", 1)]
    [InlineData("Guuard", "Guard", 1)]
    [InlineData("Guird", "Guard", 1)]
    [InlineData("Gaurd", "Guard", 1)]
    [InlineData("", "Guard", 5)]
    [InlineData("draug", "Guard", 4)]
    public void Distance_CountsSlips(string left, string right, int expected)
    {
        Assert.Equal(expected, NearestName.Distance(left, right));
        Assert.Equal(expected, NearestName.Distance(right, left));
    }

    [Theory]
    [InlineData("MaxZeroPercent", "MaxZeroedPercent")]
    [InlineData("MaxLostPercent", "MaxLostRowsPercent")]
    [InlineData("maxzeroeditem", "MaxZeroedItems")]
    [InlineData("Percent", null)]
    [InlineData("", null)]
    public void Nearest_IsTheOneWithTheFewestSlipsIfFewEnough(string written, string? expected)
    {
        Assert.Equal(expected, NearestName.Of(written, ["MaxZeroedPercent", "MaxZeroedItems", "MaxLostRowsPercent", "AlwaysAllowItems"]));
    }

    [Fact]
    public void ShortName_IsNotTheNearestOfEverythingShort()
    {
        Assert.Null(NearestName.Of("abc", ["Url"]));
    }
}
