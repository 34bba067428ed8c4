using Tillsync.Adapters.Counterpoint;
using Tillsync.Core.Detecting;
using Tillsync.Core.Staging;
using Tillsync.Core.Stock;
using Tillsync.Testing;

namespace Tillsync.Tests.Counterpoint;

/// <summary>LINE_ITEMS_JSON as scripts and Tillsync itself write it.</summary>
public sealed class StagedLineTextTests
{
    [Fact]
    public void LinesOfAScript_AreRead()
    {
        const string text =
            """[{"sku": "01-10251", "sku_original": "01-10251-PK", "name": "Paper", "quantity": 2, "price": "9.50", "total": "19.00", "product_id": 13801}]""";

        Assert.Equal(new StagedLine(13_801, null, new Sku("01-10251-PK"), Some.Units(2)), Assert.Single(StagedLineText.Read(text)!));
    }

    [Fact]
    public void LinesOfOurOwn_AreReadAsTheyWereWritten()
    {
        var order = Some.Order(
            1,
            Some.Instant,
            Some.Line(new ListingId(13_800, 13_801), new Sku("É \"1\""), 2.5m),
            Some.Line(Some.ListingId(2), null, 3)
        );
        var articles = new LineArticles(new Dictionary<ListingId, Sku>(), new Dictionary<Sku, TillItem>());

        Assert.Equal(
            [
                new StagedLine(13_800, 13_801, new Sku("É \"1\""), Some.Units(2.5m)),
                new StagedLine(Some.ListingId(2).ProductId, null, null, Some.Units(3)),
            ],
            StagedLineText.Read(LineItemText.Write(Some.Details(order).Items, articles))!
        );
    }

    [Theory]
    [InlineData("2", 2)]
    [InlineData("2.0000", 2)]
    [InlineData("\"2\"", 2)]
    [InlineData("\" 2.5 \"", 2.5)]
    [InlineData("2.5e0", 2.5)]
    [InlineData("-1", -1)]
    [InlineData("0", 0)]
    public void Quantity_IsReadAsNumberOrText(string quantity, decimal units) =>
        Assert.Equal(units, Assert.Single(StagedLineText.Read($$"""[{"product_id": 1, "quantity": {{quantity}}}]""")!).Quantity.Units);

    [Theory]
    [InlineData("\"variation_id\": 0, \"product_id\": 7", 7L, null, null)]
    [InlineData("\"variation_id\": \"8\", \"product_id\": \"7\"", 7L, 8L, null)]
    [InlineData("\"variation_id\": null, \"product_id\": null, \"sku\": \" a \"", null, null, "A")]
    [InlineData("\"product_id\": 7.5, \"sku\": \"A\", \"sku_original\": \"\"", null, null, "A")]
    [InlineData("\"product_id\": -7, \"sku\": 1001, \"sku_original\": null", null, null, "1001")]
    [InlineData("\"product_id\": 99999999999999999999999999999999", null, null, null)]
    [InlineData("\"product_id\": [7], \"sku\": {}", null, null, null)]
    public void Names_MayBeAbsentEmptyOrZero(string names, long? product, long? variation, string? sku) =>
        Assert.Equal(
            new StagedLine(product, variation, Sku.From(sku), Some.Units(1)),
            Assert.Single(StagedLineText.Read($$"""[{ {{names}}, "quantity": 1 }]""")!)
        );

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("2")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    [InlineData("""[{"quantity": null}]""")]
    [InlineData("""[{"quantity": "two"}]""")]
    [InlineData("""[{"quantity": true}]""")]
    [InlineData("""[{"quantity": 1e99}]""")]
    [InlineData("""[{"quantity": NaN}]""")]
    [InlineData("""[{"quantity": 1, "sku": "A"}, {"sku": "B"}]""")] // Half of it would be believed.
    [InlineData("""[{"quantity": 1}""")]
    [InlineData("""[{"quantity": 1, "sku": "\ud800"}]""")]
    public void WhatIsNoLines_SaysNothing(string? text) => Assert.Null(StagedLineText.Read(text));
}
