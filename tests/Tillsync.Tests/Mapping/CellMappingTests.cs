using Tillsync.Core.Detecting;
using Tillsync.Core.Mapping;
using Tillsync.Core.Stock;
using Tillsync.Testing;

namespace Tillsync.Tests.Mapping;

/// <summary>Cells of a grid item and the variations of its product.</summary>
public sealed class CellMappingTests
{
    private static readonly Sku Shirt = new("SHIRT");
    private static readonly ListingId Product = new(500);

    [Theory]
    [InlineData("Red, L")]
    [InlineData("L, red")]
    public async Task VariationWithTheCellsOptions_IsProposed_AndThenKept(string name)
    {
        var stand = Stand(Variation(501, name, sku: null), Variation(502, "Blue, L", sku: null));

        var certain = CertainMappings.Of(await stand.SurveyAsync());
        Assert.Empty((await stand.ApplyAsync(certain)).Problems);
        await stand.SyncAsync();

        Assert.Equal(4, stand.Cycle.Shop.QuantityOf(new ListingId(500, 501)));
        Assert.Equal(3, stand.Cycle.Shop.QuantityOf(new ListingId(500, 502)));
        Assert.All(await stand.SurveyAsync(), row => Assert.Equal((MappingState.Ready, MappingOrigin.Options), (row.State, row.Origin)));
    }

    /// <summary>Without a SKU of its own a variation reports that of its product.</summary>
    [Fact]
    public async Task VariationThatShowsItsProductsSku_IsFreeForTheCell()
    {
        var stand = Stand(Variation(501, "Red, L", Shirt));

        Assert.Empty((await stand.ApplyAsync(CertainMappings.Of(await stand.SurveyAsync()))).Problems);
        await stand.SyncAsync();

        Assert.Equal(4, stand.Cycle.Shop.QuantityOf(new ListingId(500, 501)));
    }

    [Fact]
    public async Task VariationWithTheCellsCode_NeedsNoMapping()
    {
        var stand = Stand(Variation(501, "Anything", new Sku("SHIRT|RED|L")));

        await stand.SyncAsync();

        Assert.Equal(4, stand.Cycle.Shop.QuantityOf(new ListingId(500, 501)));
    }

    [Fact]
    public async Task TwoVariationsWithTheSameOptions_AreLeftToAPerson()
    {
        var stand = Stand(Variation(501, "Red, L", sku: null), Variation(502, "Red, L", sku: null));

        Assert.DoesNotContain(CertainMappings.Of(await stand.SurveyAsync()), change => change.Sku == Shirt.Cell(["RED", "L"]));
    }

    [Fact]
    public async Task VariationOfAnotherProduct_IsNotProposed()
    {
        var stand = Stand();
        stand.Cycle.Shop.Put(Some.Listing(new ListingId(600), new Sku("JACKET")) with { Type = ListingType.Variable });
        stand.Cycle.Shop.Put(Some.Listing(new ListingId(600, 601), null) with { Name = "Red, L" });

        Assert.All(await stand.SurveyAsync(), row => Assert.Empty(row.Proposals));
    }

    [Fact]
    public async Task CellWithADescription_IsFoundByIt()
    {
        var stand = Stand(Variation(501, "Crimson, Large", sku: null));
        stand.Cycle.Till.Change(Shirt.Cell(["RED", "L"]), cell => cell with { Cell = new GridCell(["RED", "L"], "Crimson / Large") });

        Assert.Equal(Shirt.Cell(["RED", "L"]), Assert.Single(CertainMappings.Of(await stand.SurveyAsync())).Sku);
    }

    /// <summary>A grid item with two cells, and its product with these variations.</summary>
    private static MappingStand Stand(params ShopListing[] variations)
    {
        var stand = MappingStand.With(0);
        stand.Cycle.Till.Put(Some.Item(Shirt, [Some.Row(7)], ItemKind.Grid));
        stand.Cycle.Till.Put(Some.Cell(Shirt, 4, "RED", "L"));
        stand.Cycle.Till.Put(Some.Cell(Shirt, 3, "BLUE", "L"));
        stand.Cycle.Shop.Put(Some.Listing(Product, Shirt, null) with { Type = ListingType.Variable });
        foreach (var variation in variations)
        {
            stand.Cycle.Shop.Put(variation);
        }

        return stand;
    }

    private static ShopListing Variation(long id, string name, Sku? sku) =>
        Some.Listing(new ListingId(Product.ProductId, id), sku, 0) with
        {
            Name = name,
        };
}
