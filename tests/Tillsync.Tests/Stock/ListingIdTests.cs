using FsCheck.Fluent;
using Tillsync.Core.Stock;

namespace Tillsync.Tests.Stock;

public sealed class ListingIdTests
{
    [Theory]
    [InlineData("138")]
    [InlineData("138/141")]
    public void Parse_ReadsWhatToStringWrites(string text) => Assert.Equal(text, ListingId.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("138/")]
    [InlineData("/141")]
    [InlineData("138/141/1")]
    [InlineData("-138")]
    [InlineData(" 138")]
    [InlineData("1,380")]
    public void Parse_AnythingElse_IsNull(string text) => Assert.Null(ListingId.Parse(text));

    [Fact]
    public void Parse_IsTheInverseOfToString() => Always.Holds(Generate.ListingId, id => ListingId.Parse(id.ToString()) == id);

    [Fact]
    public void Order_PutsAProductBeforeItsVariations() =>
        Assert.Equal(
            ["7", "7/8", "7/9", "8"],
            new[] { new ListingId(8), new ListingId(7, 9), new ListingId(7), new ListingId(7, 8) }.Order().Select(id => id.ToString())
        );

    [Fact]
    public void Order_AgreesWithEquality() =>
        Always.Holds(
            Gen.Two(Generate.ListingId),
            pair =>
                (pair.Item1.CompareTo(pair.Item2) == 0) == (pair.Item1 == pair.Item2)
                && (pair.Item1 < pair.Item2) == (pair.Item2 > pair.Item1)
                && (pair.Item1 <= pair.Item2) == !(pair.Item1 > pair.Item2)
        );
}
