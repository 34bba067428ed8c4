using Tillsync.EndToEnd.Bench;

namespace Tillsync.EndToEnd;

/// <summary>
/// Orders that are in the till's own numbers hold nothing any more, but what happens to them in the shop still moves the shop's stock.
/// </summary>
public sealed class OrdersTheTillKnows
{
    private static readonly string Sku = Article.SkuOf(1);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Known_IsNotSubtractedTwice(bool byStaging)
    {
        await using var bench = await StartWithKnownOrderAsync(byStaging);

        Assert.Equal(8, bench.ShownOf(Sku));
        await Truth.AssertRightAsync(bench, "with an order that the till knows");
    }

    /// <summary>The shop gives two units back that the till does not have.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CancelledInTheShop_TheUnitsAreNotOfferedAgain(bool byStaging)
    {
        await using var bench = await StartWithKnownOrderAsync(byStaging);
        bench.Shop.Model.CancelOrder(bench.Shop.Model.Orders[0].Id);
        Assert.Equal(10, bench.ShownOf(Sku));

        (await bench.RunAsync("run")).Ended(0);

        await Truth.AssertRightAsync(bench, "after the cancellation");
    }

    /// <summary>Ten on hand, two of them sold in the shop, the sale known to the till: eight are left on both sides.</summary>
    private static async Task<TillBench> StartWithKnownOrderAsync(bool byStaging)
    {
        var bench = await TillBench.StartAsync(Article.Numbered(5, _ => 10, _ => 0));
        await bench.SyncAsync();
        var order = bench.Shop.Model.PlaceOrder(bench.IdOf(Sku), 2)!.Value;
        (await bench.RunAsync("run")).Ended(0);
        await bench.Till.SellAsync(Sku, 2);
        if (byStaging)
        {
            await bench.Till.StageAsync(order, isApplied: true);
        }
        else
        {
            bench.Shop.Model.SetOrderStatus(order, "completed");
        }

        (await bench.RunAsync("run")).Ended(0);
        return bench;
    }
}
