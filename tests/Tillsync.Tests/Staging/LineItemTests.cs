using System.Text.Json;
using Tillsync.Core.Detecting;
using Tillsync.Core.Staging;
using Tillsync.Core.Stock;
using Tillsync.Testing;

namespace Tillsync.Tests.Staging;

/// <summary>The lines of an order as the till reads them: the article, the web's own code, and the unit. (D10, D11)</summary>
public sealed class LineItemTests
{
    private static readonly Sku Packs = new("01-10251");
    private static readonly Sku Colour = new("02-1");
    private static readonly Sku Cell = new("03-1|RED|L");

    private static readonly TillItem Paper = Some.Item(Packs) with
    {
        Units = [ItemUnit.Stocking("PK"), new ItemUnit("CT", 20, 1), new ItemUnit("BX", null, null)],
    };

    private static readonly LineArticles Articles = new(
        new Dictionary<ListingId, Sku>
        {
            [Some.ListingId(9)] = Packs,
            [new ListingId(500, 501)] = Packs,
            [Some.ListingId(10)] = new Sku("01-10251@CT"),
            [Some.ListingId(11)] = Cell,
        },
        UnitArticles
            .Add(
                [
                    Paper,
                    Some.Item(Colour) with
                    {
                        Units = [ItemUnit.Stocking("EA")],
                    },
                    Some.Item(Cell) with
                    {
                        Item = new Sku("03-1"),
                        Cell = new GridCell(["RED", "L"], "Red, large"),
                    },
                ],
                [new Sku("01-10251@CT")]
            )
            .ToDictionary(article => article.Sku)
    );

    [Theory]
    [InlineData("01-10251", "01-10251", "PK", "1")]
    [InlineData("01-10251-PACKAGE", "01-10251", "PK", "1")]
    [InlineData("01-10251-PK", "01-10251", "PK", "1")]
    [InlineData("01-10251-CARTON", "01-10251-CARTON", "CT", "20")] // Whoever knows no units must not take a carton for a pack.
    [InlineData("01-10251-BOX", "01-10251-BOX", "BX", "null")] // The till has no factor for it.
    public void SkuWithAUnit_KeepsIt(string web, string sku, string unit, string factor)
    {
        var line = Written(Item(web, 2));

        Assert.Equal(
            (sku, web, "01-10251", unit, factor),
            (
                line.GetProperty("sku").GetString(),
                line.GetProperty("sku_original").GetString(),
                line.GetProperty("item_no").GetString(),
                line.GetProperty("unit").GetString(),
                line.GetProperty("factor").GetRawText()
            )
        );
        Assert.Equal(2, line.GetProperty("quantity").GetDecimal());
    }

    [Theory]
    [InlineData("02-1-PL")] // A colour, not a pallet: the till has no such unit for it.
    [InlineData("01-10251-ROLL")]
    [InlineData("99-UNKNOWN")]
    public void SkuThatIsNoArticle_StaysAsItIs(string web)
    {
        var line = Written(Item(web, 1));

        Assert.Equal(web, line.GetProperty("sku").GetString());
        Assert.Equal(JsonValueKind.Null, line.GetProperty("item_no").ValueKind);
        Assert.Equal(JsonValueKind.Null, line.GetProperty("unit").ValueKind);
    }

    [Fact]
    public void MappedListing_IsItsArticle_WhateverItsCode()
    {
        var line = Written(Item("WEB-7", 1) with { Listing = Some.ListingId(9) });

        Assert.Equal(("01-10251", "WEB-7"), (line.GetProperty("sku").GetString(), line.GetProperty("sku_original").GetString()));
    }

    [Theory]
    [InlineData(10, "WEB-7", "WEB-7", "01-10251@CT", "01-10251", "CT", "20")]
    [InlineData(9, "01-10251-CT", "01-10251-CT", "01-10251", "01-10251", "CT", "20")] // A mapping from before units were told apart.
    [InlineData(10, "01-10251", "01-10251@CT", "01-10251@CT", "01-10251", "CT", "20")]
    [InlineData(11, "03-1", "03-1|RED|L", "03-1|RED|L", "03-1", null, "1")] // A variation without a SKU shows its product's.
    [InlineData(11, "RED-L", "RED-L", "03-1|RED|L", "03-1", null, "1")] // Whoever knows no cells must not take one for the item.
    public void CellsAndUnits_AreNamed_AndNotTakenForTheItem(
        int listing,
        string web,
        string sku,
        string article,
        string item,
        string? unit,
        string factor
    )
    {
        var line = Written(Item(web, 1) with { Listing = Some.ListingId(listing) });

        Assert.Equal(
            (sku, article, item, unit, factor),
            (
                line.GetProperty("sku").GetString(),
                line.GetProperty("article").GetString(),
                line.GetProperty("item_no").GetString(),
                line.GetProperty("unit").GetString(),
                line.GetProperty("factor").GetRawText()
            )
        );
    }

    [Fact]
    public void Variation_IsNamedBesideItsProduct()
    {
        var line = Written(Item("01-10251", 1) with { Listing = new ListingId(500, 501) });

        Assert.Equal((500, 501), (line.GetProperty("product_id").GetInt64(), line.GetProperty("variation_id").GetInt64()));
    }

    [Fact]
    public void WhatRefundsPutBack_IsNotToBeDelivered()
    {
        var half = Item("01-10251", 4) with { Returned = new Quantity(3) };
        var none = Item("02-1", 2) with { Returned = new Quantity(2) };

        using var document = JsonDocument.Parse(LineItemText.Write([half, none], Articles));

        var line = Assert.Single(document.RootElement.EnumerateArray());
        Assert.Equal((1m, 9.5m, 9.5m), (Number(line, "quantity"), Number(line, "price"), Number(line, "total")));
    }

    [Fact]
    public void Text_IsOfTheShapeThatReadersWithoutJsonFunctionsLookFor()
    {
        var text = LineItemText.Write([Item("01-10251", 2.5m) with { Name = "Größe \"A\\4\"\n" }], Articles);

        Assert.Equal(
            "[{\"sku\": \"01-10251\", \"sku_original\": \"01-10251\", \"name\": \"Gr\\u00f6\\u00dfe \\\"A\\\\4\\\"\\u000a\", \"quantity\": 2.5, "
                + "\"price\": 9.5, \"total\": 23.75, \"product_id\": 138, \"variation_id\": null, \"article\": \"01-10251\", \"item_no\": \"01-10251\", \"unit\": \"PK\", \"factor\": 1}]",
            text
        );
    }

    private static decimal Number(JsonElement line, string name) => line.GetProperty(name).GetDecimal();

    private static JsonElement Written(WebOrderItem item)
    {
        using var document = JsonDocument.Parse(LineItemText.Write([item], Articles));
        return Assert.Single(document.RootElement.EnumerateArray()).Clone();
    }

    private static WebOrderItem Item(string sku, decimal ordered) =>
        new(new ListingId(138), new Sku(sku), "An article", new Quantity(ordered), Quantity.Zero, ordered * 9.5m, 9.5m, ordered * 9.5m);
}
