using System.Text.RegularExpressions;
using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>What `check` prints, word for word: operators and their scripts read it.</summary>
public sealed partial class CheckOutput
{
    [Fact]
    public async Task NeverSynced_PrintsTheBannerAndEndsWithZero()
    {
        await using var bench = await StartAsync();

        var ran = (await bench.RunAsync("check")).Ended(0);

        var rule = new string('=', 60);
        Assert.Equal([rule, "Inventory Sync Check", rule], ran.Lines[..3]);
        Assert.Matches(TimeLine(), ran.Lines[3]);
        Assert.Equal(["", "Should sync: YES", "Reason: Never synced before"], ran.Lines[4..7]);
        Assert.Empty(ran.Error);
    }

    [Fact]
    public async Task NothingChanged_SaysNoAndEndsWithOne()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();

        var ran = (await bench.RunAsync("check")).Ended(1);

        Assert.Equal("Should sync: NO", ran.Lines[5]);
        Assert.Equal("Reason: No changes detected (last sync 0.0 hours ago)", ran.Lines[6]);
        Assert.Empty(bench.Writes);
    }

    [Fact]
    public async Task OrdersStagedInTheTill_AreCounted()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        await bench.Till.StageAsync(90001);
        await bench.Till.StageAsync(90002);

        Assert.Equal("New orders detected (2 orders)", await ReasonAsync(bench));
    }

    [Fact]
    public async Task OrdersInTheShop_AreCounted()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        Assert.NotNull(bench.Shop.Model.PlaceOrder(bench.IdOf(Article.SkuOf(1)), 1));
        Assert.NotNull(bench.Shop.Model.PlaceOrder(bench.IdOf(Article.SkuOf(2)), 1));

        Assert.Equal("New orders detected (2 orders)", await ReasonAsync(bench));
    }

    [Fact]
    public async Task OrderCancelled_IsAChangeOfOrders()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        var order = bench.Shop.Model.PlaceOrder(bench.IdOf(Article.SkuOf(1)), 1)!.Value;
        (await bench.RunAsync("sync", "--apply")).Ended(0);
        bench.Shop.Model.CancelOrder(order);

        Assert.Equal("Order changes detected (1 orders)", await ReasonAsync(bench));
    }

    [Fact]
    public async Task ItemAdded_IsANewProduct()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        await bench.AddAsync(new Article("NEW-1", 4, 0, 0));

        Assert.Equal("New products detected (1 products)", await ReasonAsync(bench));
    }

    [Fact]
    public async Task ItemBecomesAWebItem_IsANewProduct()
    {
        await using var bench = await StartAsync();
        await bench.AddAsync(new Article("LATER-1", 4) { Web = "N" });
        await bench.SyncAsync();
        await bench.Till.ExecuteAsync("UPDATE IM_ITEM SET IS_ECOMM_ITEM = 'Y' WHERE ITEM_NO = 'LATER-1'");

        Assert.Equal("New products detected (1 products)", await ReasonAsync(bench));
    }

    [Theory]
    [InlineData("UPDATE IM_ITEM SET STAT = 'D' WHERE ITEM_NO = 'E2E-0001'")]
    [InlineData("UPDATE IM_ITEM SET IS_ECOMM_ITEM = 'N' WHERE ITEM_NO = 'E2E-0001'")]
    [InlineData("DELETE FROM IM_ITEM WHERE ITEM_NO = 'E2E-0001'")]
    [InlineData("UPDATE IM_ITEM SET LST_MAINT_DT = '2026-02-02 09:00:00.000' WHERE ITEM_NO = 'E2E-0001'")]
    public async Task ProductChanged_IsAProductChange(string change)
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        await bench.Till.ExecuteAsync(change);

        Assert.Equal("Product changes detected (1 products)", await ReasonAsync(bench));
    }

    [Theory]
    [InlineData("UPDATE IM_INV SET QTY_ON_HND = QTY_ON_HND - 1 WHERE ITEM_NO IN ('E2E-0001', 'E2E-0002')")]
    [InlineData("UPDATE IM_INV SET QTY_COMMIT = QTY_COMMIT + 1 WHERE ITEM_NO IN ('E2E-0001', 'E2E-0002')")]
    [InlineData("DELETE FROM IM_INV WHERE ITEM_NO IN ('E2E-0001', 'E2E-0002')")]
    public async Task StockChanged_IsAnInventoryChange(string change)
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        await bench.Till.ExecuteAsync(change);

        Assert.Equal("Inventory changes detected (2 items)", await ReasonAsync(bench));
    }

    /// <summary>Thirteen hours ago by the journal: nobody waits twelve hours for a test.</summary>
    [Fact]
    public async Task TwelveHoursLater_ASyncIsDue()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        bench.Journal.MoveLastSync(TimeSpan.FromHours(-13));

        Assert.Equal("12+ hours since last sync (13.0 hours)", await ReasonAsync(bench));
        Assert.Equal("0.5+ hours since last sync (13.0 hours)", await ReasonAsync(bench, "--hours-threshold", "0.5"));
        (await bench.RunAsync("check", "--hours-threshold", "14")).Ended(1);
    }

    [Fact]
    public async Task ClockSetBack_ASyncIsDueAndSaysSo()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        bench.Journal.MoveLastSync(TimeSpan.FromHours(2));

        Assert.Equal("The last sync lies 2.0 hours in the future: this machine's clock was set back", await ReasonAsync(bench));
    }

    [Fact]
    public async Task TillUnreadable_IsYesWithTheError()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        await bench.Till.ExecuteAsync("ALTER TABLE IM_INV RENAME TO IM_INV_AWAY");

        var reason = await ReasonAsync(bench);

        Assert.StartsWith("Check failed: ", reason, StringComparison.Ordinal);
        Assert.Contains("IM_INV", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProductViewBroken_IsYesWithTheError()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        await bench.Till.ExecuteAsync("ALTER TABLE EC_ITEM_DESCR RENAME TO EC_ITEM_DESCR_AWAY");
        await bench.Till.ExecuteAsync("DROP VIEW VI_EXPORT_PRODUCTS");
        await bench.Till.ExecuteAsync("CREATE VIEW VI_EXPORT_PRODUCTS AS SELECT ITEM_NO AS SKU, LST_MAINT_DT FROM EC_ITEM_DESCR");

        Assert.StartsWith("Check failed: VI_EXPORT_PRODUCTS", await ReasonAsync(bench), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShopOrdersUnreadable_IsYesWithTheError()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        bench.Shop.Faults.Always(Fault.HtmlPage());

        Assert.StartsWith("Check failed: Shop orders: ", await ReasonAsync(bench), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PolicyChanged_IsAReason()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        bench.Configure(storefront => storefront["Stock"] = new System.Text.Json.Nodes.JsonObject { ["SafetyStock"] = 1 });

        Assert.Equal("Stock policy changed since the last sync", await ReasonAsync(bench));
    }

    [Fact]
    public async Task SeveralEvents_AreAllListed()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        await bench.Till.StageAsync(90001);
        await bench.Till.SellAsync(Article.SkuOf(3), 1);

        var ran = (await bench.RunAsync("check")).Ended(0);

        Assert.Equal("Reason: New orders detected (1 orders)", ran.Lines[6]);
        Assert.Equal(["Events:", "  - New orders detected (1 orders)", "  - Inventory changes detected (1 items)"], ran.Lines[8..11]);
    }

    private static Task<TillBench> StartAsync() => TillBench.StartAsync(Article.Numbered(5, number => 10 * number, _ => 0));

    private static async Task<string> ReasonAsync(TillBench bench, params string[] arguments)
    {
        var ran = (await bench.RunAsync(["check", .. arguments])).Ended(0);
        Assert.Equal("Should sync: YES", ran.Lines[5]);
        Assert.StartsWith("Reason: ", ran.Lines[6], StringComparison.Ordinal);
        Assert.Empty(bench.Writes);
        return ran.Lines[6]["Reason: ".Length..];
    }

    [GeneratedRegex(@"^Time: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$")]
    private static partial Regex TimeLine();
}
