using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>Rows of USER_PRODUCT_MAP that name a product which cannot be written.</summary>
public sealed class BadMappings
{
    private const string Sku = "MAP-1";

    [Fact]
    public Task Missing() => AssertBlockedAsync("listing_missing", _ => 987654);

    [Fact]
    public Task Trashed() =>
        AssertBlockedAsync(
            "listing_trashed",
            shop =>
            {
                var id = shop.AddSimple(new NewProduct(Sku, 3));
                shop.Trash(id);
                return id;
            }
        );

    [Fact]
    public Task Grouped() => AssertBlockedAsync("listing_grouped", shop => shop.AddGrouped(new NewProduct(""), shop.Products[0].Id));

    [Fact]
    public Task External() => AssertBlockedAsync("listing_external", shop => shop.AddExternal(new NewProduct("")));

    [Fact]
    public Task Unmanaged() => AssertBlockedAsync("listing_unmanaged", shop => shop.AddSimple(new NewProduct("")));

    [Fact]
    public Task OtherArticlesProduct() => AssertBlockedAsync("sku_conflict", shop => shop.FindBySku(Article.SkuOf(1))!.Id);

    [Fact]
    public Task UnknownSkusProduct() => AssertBlockedAsync("sku_conflict", shop => shop.AddSimple(new NewProduct("SOMETHING-ELSE", 3)));

    [Fact]
    public Task VariableParent() =>
        AssertBlockedAsync(
            "listing_variable",
            shop =>
            {
                var parent = shop.AddVariable(new NewProduct("", 30));
                shop.AddVariation(parent, new NewProduct("VAR-1", 4) { Options = new Dictionary<string, string> { ["Size"] = "S" } });
                return parent;
            }
        );

    [Fact]
    public Task VariationManagedByItsParent() =>
        AssertBlockedAsync(
            "listing_managed_by_parent",
            shop =>
            {
                var parent = shop.AddVariable(new NewProduct("", 30));
                return shop.AddVariation(parent, new NewProduct("") { Options = new Dictionary<string, string> { ["Size"] = "S" } });
            }
        );

    [Fact]
    public async Task ProductWithoutSku_IsWritten()
    {
        await using var bench = await StartAsync();
        var id = bench.Shop.Model.AddSimple(new NewProduct("", 3));
        await bench.Till.MapAsync(Sku, id);

        (await bench.RunAsync("sync", "--apply")).Ended(0);

        Assert.Equal(12, bench.Shop.Model.Get(id).Quantity);
    }

    [Fact]
    public async Task TwoArticlesForOneProduct_NeitherIsWritten()
    {
        await using var bench = await StartAsync();
        await bench.Till.AddAsync([new Article("MAP-2", 99)]);
        await bench.Till.ExecuteAsync("DROP INDEX UX_USER_PRODUCT_MAP_WOO_PRODUCT_ID");
        var id = bench.Shop.Model.AddSimple(new NewProduct("", 3));
        await bench.Till.MapAsync(Sku, id);
        await bench.Till.MapAsync("MAP-2", id);

        (await bench.RunAsync("sync", "--apply")).Ended(4);

        Assert.Equal(3, bench.Shop.Model.Get(id).Quantity);
    }

    private static Task<TillBench> StartAsync() => TillBench.StartAsync([new Article(Sku, 12), .. Article.Numbered(4, _ => 50, _ => 0)]);

    private static async Task AssertBlockedAsync(string code, Func<ShopModel, long> add)
    {
        await using var bench = await StartAsync();
        var id = add(bench.Shop.Model);
        await bench.Till.MapAsync(Sku, id);
        var before = bench.Shop.Model.Find(id);

        var sync = await bench.RunJsonAsync(4, "sync", "--apply");
        var why = await bench.RunJsonAsync(0, "why", Sku);

        var item = Assert.Single(sync.GetProperty("blocked").EnumerateArray());
        Assert.Equal((Sku, code), (item.GetProperty("sku").GetString(), item.GetProperty("code").GetString()));
        Assert.Equal(code, why.GetProperty("listingState").GetString());
        if (code != "sku_conflict")
        {
            Assert.Equal(before, bench.Shop.Model.Find(id));
        }

        Assert.Equal([50, 50, 50, 50], Enumerable.Range(1, 4).Select(number => bench.ShownOf(Article.SkuOf(number)) ?? -1));
    }
}
