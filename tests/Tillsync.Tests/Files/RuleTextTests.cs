using Tillsync.Core.Stock;
using Tillsync.Files;
using Tillsync.Testing;

namespace Tillsync.Tests.Files;

public sealed class RuleTextTests
{
    [Theory]
    [InlineData("5", 5)]
    [InlineData(" 0 ", 0)]
    [InlineData("2.5", 2.5)]
    [InlineData("2,5", 2.5)]
    [InlineData("0.125", 0.125)]
    [InlineData("1000000", 1_000_000)]
    public void SafetyStock_IsReadAsPeopleWriteIt(string text, double units)
    {
        var (change, problem) = RuleText.Read("A-1", "", text, "");

        Assert.Null(problem);
        Assert.Equal((Some.Units((decimal)units), false), (change?.SafetyStock, change?.ClearsSafetyStock));
        Assert.Null(change?.Locations);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1000001")]
    [InlineData("1E+03")]
    [InlineData("1,000")]
    [InlineData("1.000")]
    [InlineData("1.00001")]
    [InlineData("five")]
    [InlineData("+5")]
    [InlineData("99999999999999999999999999999999")]
    public void WhatIsNoNumberOfUnits_IsAProblemThatNamesTheArticle(string text)
    {
        var (change, problem) = RuleText.Read("A-1", "", text, "");

        Assert.Null(change);
        Assert.Equal("SKU A-1", problem?.Subject);
        Assert.Contains(text, problem?.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("01,MAIN")]
    [InlineData(" 01 | MAIN |")]
    [InlineData("01;main;MAIN;01")]
    public void Locations_AreAList_EachOnce(string text)
    {
        var (change, _) = RuleText.Read("", "PAPER", "", text);

        Assert.Equal(["01", "MAIN"], change?.Locations?.Select(code => code.ToUpperInvariant()));
        Assert.Equal(RuleSubject.OfCategory("PAPER"), change?.Subject);
    }

    [Theory]
    [InlineData("|")]
    [InlineData("01,A-LOCATION-THAT-IS-TOO-LONG")]
    public void WhatIsNoListOfLocations_IsAProblem(string text) => Assert.NotNull(RuleText.Read("A-1", "", "", text).Problem);

    [Theory]
    [InlineData("", "")]
    [InlineData("A-1", "PAPER")]
    public void ARuleIsForOneArticleOrOneCategory(string sku, string category) =>
        Assert.NotNull(RuleText.Read(sku, category, "5", "").Problem);

    [Fact]
    public void ADash_ClearsIt_AndBlanksAskForNothing()
    {
        var (change, _) = RuleText.Read("A-1", "", "-", "-");

        Assert.Equal((true, true), (change?.ClearsSafetyStock, change?.ClearsLocations));
        Assert.Equal((null, null), RuleText.Read("A-1", "", " ", ""));
    }
}
