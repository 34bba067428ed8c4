using FsCheck.Fluent;
using Tillsync.Core.Stock;

namespace Tillsync.Tests.Stock;

public sealed class SkuTests
{
    [Theory]
    [InlineData("01-10100", "01-10100 ")]
    [InlineData("01-10251-package", "01-10251-PACKAGE")]
    [InlineData(" a ", "A")]
    public void OuterBlanksAndCase_DoNotTellCodesApart(string left, string right)
    {
        Assert.Equal(new Sku(left), new Sku(right));
        Assert.Equal(new Sku(left).GetHashCode(), new Sku(right).GetHashCode());
        Assert.Equal(0, new Sku(left).CompareTo(new Sku(right)));
    }

    [Theory]
    [InlineData("01-10251", "01-10251-PACKAGE")]
    [InlineData("A B", "A  B")]
    [InlineData("1", "01")]
    public void OtherDifferences_TellCodesApart(string left, string right) => Assert.NotEqual(new Sku(left), new Sku(right));

    [Fact]
    public void Text_IsKeptAsTheTillWritesIt() => Assert.Equal("01-10251-Package", new Sku("  01-10251-Package ").ToString());

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void BlankText_NamesNoArticle(string text)
    {
        Assert.Throws<ArgumentException>(() => new Sku(text));
        Assert.Null(Sku.From(text));
    }

    [Fact]
    public void From_Null_IsNull() => Assert.Null(Sku.From(null));

    [Fact]
    public void Order_AgreesWithEquality() =>
        Always.Holds(
            Gen.Two(Generate.Sku),
            pair =>
            {
                var (left, right) = (pair.Item1, pair.Item2);
                return (left.CompareTo(right) == 0) == (left == right)
                    && Math.Sign(left.CompareTo(right)) == -Math.Sign(right.CompareTo(left))
                    && (left != right || left.GetHashCode() == right.GetHashCode())
                    && (left < right) == (right > left)
                    && (left <= right) == !(left > right);
            }
        );

    [Theory]
    [InlineData("01-00001", "01-00001")]
    [InlineData("A1@CT", "A1@CT")]
    [InlineData("BÜRO_1.5/B", "BÜRO_1.5/B")]
    [InlineData("G1|RED|M", "\"G1|RED|M\"")]
    [InlineData("TEN & CO", "\"TEN & CO\"")]
    [InlineData("ANN'S", "\"ANN'S\"")]
    [InlineData("A$B", "'A$B'")]
    [InlineData("19\" RACK", "'19\" RACK'")]
    [InlineData("ANN'S $", "'ANN'\\''S $'")]
    public void Typed_IsWhatAShellTakesForOneWord(string text, string typed) => Assert.Equal(typed, new Sku(text).Typed);
}
