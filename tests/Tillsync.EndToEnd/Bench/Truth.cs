using Tillsync.Sandbox;

namespace Tillsync.EndToEnd.Bench;

/// <summary>What the shop should show, computed anew from the till's rows and the shop's orders.</summary>
internal static class Truth
{
    /// <summary>Available less what open web orders took, less safety stock; not floored, so that it may be below zero.</summary>
    public static async Task<Dictionary<string, decimal>> ReadAsync(TillBench bench)
    {
        var available = await bench.Till.ReadAvailableAsync();
        var taken = TakenByOrders(bench.Shop.Model, await bench.Till.ReadAppliedOrdersAsync());
        return available.ToDictionary(
            entry => entry.Key,
            entry => entry.Value - taken.GetValueOrDefault(entry.Key) - bench.SafetyStock,
            StringComparer.Ordinal
        );
    }

    public static decimal Shown(decimal units) => Math.Max(0, Math.Floor(units));

    public static async Task<bool> IsRightAsync(TillBench bench) => (await WrongAsync(bench)).Count == 0;

    /// <summary>Asserts that every listing with an article shows its number.</summary>
    public static async Task AssertRightAsync(TillBench bench, string when)
    {
        var wrong = await WrongAsync(bench);
        Assert.True(wrong.Count == 0, $"{when}: {wrong.Count} wrong: {string.Join("; ", wrong.Take(10))}");
    }

    private static async Task<IReadOnlyList<string>> WrongAsync(TillBench bench)
    {
        var expected = await ReadAsync(bench);
        return
        [
            .. bench
                .Shop.Model.Products.Where(product => product.Status != "trash" && expected.ContainsKey(product.Sku))
                .Where(product => product.Quantity != Shown(expected[product.Sku]))
                .Select(product => $"{product.Sku} shows {product.Quantity} instead of {Shown(expected[product.Sku])}"),
        ];
    }

    /// <summary>Open orders are those that hold stock and that the till's numbers do not contain: neither completed nor applied.</summary>
    private static Dictionary<string, decimal> TakenByOrders(ShopModel shop, IReadOnlySet<long> applied)
    {
        var skus = shop.Products.ToDictionary(product => product.Id, product => product.Sku);
        return shop
            .Orders.Where(order => order.Status != "completed" && !applied.Contains(order.Id))
            .SelectMany(order => order.Lines)
            .Where(line => line.ReducedStock > 0)
            .GroupBy(line => skus[line.VariationId > 0 ? line.VariationId : line.ProductId], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(line => line.ReducedStock ?? 0), StringComparer.Ordinal);
    }
}
