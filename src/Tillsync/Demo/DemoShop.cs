using Tillsync.Sandbox;

namespace Tillsync.Demo;

/// <summary>Fills the stand-in shop with what the scripts left behind.</summary>
internal static class DemoShop
{
    /// <summary>Web items that never made it into the shop.</summary>
    private const int MissingEvery = 60;

    /// <returns>The listings made.</returns>
    public static int Fill(ShopModel shop, IReadOnlyList<DemoItem> items)
    {
        var web = items.Where(item => item.IsWebItem).Where((_, index) => index % MissingEvery != MissingEvery - 1).ToList();
        var variations = web.Where((_, index) => index is >= 100 and < 124).ToList();
        var simple = web.Except(variations).ToList();
        shop.AddMany(simple.Select(item => new NewProduct(item.Sku, Math.Max(0, item.PublishedByScripts)) { Name = item.Name }));
        foreach (var group in variations.Chunk(4))
        {
            var parent = shop.AddVariable(new NewProduct("") { Name = group[0].Name });
            foreach (var item in group)
            {
                shop.AddVariation(
                    parent,
                    new NewProduct(item.Sku, Math.Max(0, item.PublishedByScripts))
                    {
                        Options = new Dictionary<string, string> { ["Pack"] = item.Sku },
                    }
                );
            }
        }

        // Two listings that no write can help, as every shop has some.
        shop.StopManagingStock(shop.FindBySku(simple[70].Sku)!.Id);
        shop.Trash(shop.FindBySku(simple[71].Sku)!.Id);
        return web.Count;
    }
}
