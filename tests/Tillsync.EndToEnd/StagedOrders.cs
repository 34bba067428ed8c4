using System.Globalization;
using System.Text.Json;
using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>Web orders on their way into the till, as the built program stages them.</summary>
public sealed class StagedOrders
{
    private static readonly string Sku = Article.SkuOf(1);

    [Fact]
    public async Task ByDefault_NothingIsStaged()
    {
        await using var bench = await TillBench.StartAsync(Article.Numbered(2, _ => 10, _ => 10));
        await bench.SyncAsync();
        bench.Shop.Model.PlaceOrder(bench.IdOf(Sku), 3);

        (await bench.RunAsync("run")).Ended(0);

        Assert.Empty(await RowsAsync(bench));
    }

    [Fact]
    public async Task NewOrder_IsStagedByTheNextRun_AndShownByEveryCommand()
    {
        await using var bench = await StartAsync();
        using var desk = new OrderDesk(bench);
        var order = await desk.PlaceAsync(Sku, 3);
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken); // Out of the second of its stamp.

        var dry = await bench.RunJsonAsync(0, "sync");
        Assert.Empty(await RowsAsync(bench));
        var text = await bench.RunAsync("sync");
        var run = (await bench.RunAsync("run")).Ended(0);
        var check = await bench.RunAsync("check");
        var status = (await bench.RunAsync("status")).Ended(0);
        var json = await bench.RunJsonAsync(0, "status");
        var why = await bench.RunAsync("why", Sku);

        var would = Assert.Single(dry.GetProperty("staging").GetProperty("orders").EnumerateArray());
        Assert.Equal((order, "stage", JsonValueKind.Null), (Id(would), Text(would, "action"), would.GetProperty("effect").ValueKind));
        Assert.Contains($"web order {order}: to be staged (processing in the shop)", text.Output, StringComparison.Ordinal);
        Assert.Contains($"web order {order}: staged (processing in the shop, row 1)", run.Text, StringComparison.Ordinal);
        Assert.Equal(
            (1, "Should sync: NO"),
            (check.ExitCode, check.Lines.First(line => line.StartsWith("Should", StringComparison.Ordinal)))
        );
        Assert.Contains("1 wait for the till, 0 taken, 0 withdrawn", status.Output, StringComparison.Ordinal);
        Assert.Equal(1, json.GetProperty("staging").GetProperty("waiting").GetInt32());
        Assert.Contains("Its staging row 1 is not applied.", why.Output, StringComparison.Ordinal);
        var history = await bench.RunJsonAsync(0, "history", "--run", LastRun(bench));
        Assert.Equal(order, Id(Assert.Single(history.GetProperty("staged").EnumerateArray())));
        var row = Assert.Single(await RowsAsync(bench));
        Assert.Equal((order, "processing", 0L), ((long)row[0]!, (string?)row[1], (long)row[2]!));
        Assert.Equal(7, bench.ShownOf(Sku));
    }

    [Fact]
    public async Task OrderDate_IsTheDayOfTheShop()
    {
        // So far from UTC that the shop has another day.
        var offset = TimeSpan.FromHours(TimeProvider.System.GetUtcNow().Hour >= 12 ? 12 : -12);
        await using var bench = await TillBench.StartAsync(
            new SandboxOptions { SiteZone = SandboxOptions.ZoneOf(offset) },
            Article.Numbered(1, _ => 10, _ => 10)
        );
        SwitchOn(bench);
        await bench.SyncAsync();
        bench.Shop.Model.PlaceOrder(bench.IdOf(Sku), 1);

        (await bench.RunAsync("run")).Ended(0);

        var date = (string?)(await bench.Till.QueryAsync("SELECT ORD_DAT FROM USER_ORDER_STAGING"))[0][0];
        var now = TimeProvider.System.GetUtcNow();
        Assert.Equal(now.ToOffset(offset).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), date);
        Assert.NotEqual(now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), date);
    }

    [Fact]
    public async Task CustomersData_StandsInTheTillsTable_AndNowhereElse()
    {
        await using var bench = await StartAsync();
        using var desk = new OrderDesk(bench);
        var order = await desk.PlaceAsync(Sku, 1);
        var texts = new List<string>();
        texts.Add((await bench.RunAsync("sync", "--verbose")).Text);
        texts.Add((await bench.RunAsync("run", "--verbose")).Text);
        await desk.MoveAsync(order, "Tampa");
        await bench.Till.ExecuteAsync(
            "CREATE TRIGGER refuse BEFORE UPDATE ON USER_ORDER_STAGING BEGIN SELECT RAISE(ABORT, 'no: Zaphodia'); END"
        );
        texts.Add((await bench.RunAsync("sync", "--apply", "--verbose")).Ended(4).Text);
        texts.Add((await bench.RunAsync("status")).Text);
        texts.Add((await bench.RunAsync("sync", "--json")).Text);

        Assert.Contains("cannot be staged", texts[2], StringComparison.Ordinal);
        Assert.All(texts, text => Assert.DoesNotContain(OrderDesk.Private, text, StringComparison.OrdinalIgnoreCase));
        var name = (await bench.Till.QueryAsync("SELECT SHIP_NAM FROM USER_ORDER_STAGING"))[0][0];
        Assert.Equal($"{OrderDesk.Private} {OrderDesk.Private}-Miller", name);
        foreach (var path in Directory.EnumerateFiles(bench.Folder, "*", SearchOption.AllDirectories).Where(path => !IsTill(path)))
        {
            var found = await File.ReadAllTextAsync(path, System.Text.Encoding.Latin1, TestContext.Current.CancellationToken);
            Assert.False(found.Contains(OrderDesk.Private, StringComparison.OrdinalIgnoreCase), $"{path} holds a customer's data.");
        }
    }

    [Fact]
    public async Task TillThatMayNotBeWritten_GetsItsOrdersLater()
    {
        await using var bench = await StartAsync();
        var order = bench.Shop.Model.PlaceOrder(bench.IdOf(Sku), 1)!.Value; // Ten are there.
        await bench.Till.ExecuteAsync("CREATE TRIGGER refuse BEFORE INSERT ON USER_ORDER_STAGING BEGIN SELECT RAISE(ABORT, 'no'); END");

        var failed = (await bench.RunAsync("run")).Ended(4);
        var status = await bench.RunAsync("status");
        await bench.Till.ExecuteAsync("DROP TRIGGER refuse");
        bench.Journal.Execute("UPDATE staged_web_order SET next_try_at = NULL");
        (await bench.RunAsync("run")).Ended(0);

        Assert.Contains($"Web order {order} cannot be staged", failed.Text, StringComparison.Ordinal);
        Assert.Contains("refused:", status.Output, StringComparison.Ordinal);
        Assert.Equal(order, Assert.Single(await RowsAsync(bench))[0]);
    }

    [Fact]
    public async Task Service_StagesAnOrder_AndWithdrawsIt_WithoutLookingAgainAndAgain()
    {
        await using var bench = await StartAsync();
        await using var service = await RunningService.StartAsync(bench);
        await service.UntilStatusAsync("ok");

        var order = bench.Shop.Model.PlaceOrder(bench.IdOf(Sku), 2)!.Value; // Ten are there.
        await Wait.UntilAsync(async () => (await RowsAsync(bench)).Count == 1, () => $"the order is staged\n{service.Program.OutputSoFar}");
        bench.Shop.Model.CancelOrder(order);
        await Wait.UntilAsync(
            async () => (await RowsAsync(bench))[0][1] is "cancelled",
            () => $"the order is withdrawn\n{service.Program.OutputSoFar}"
        );
        await service.UntilRightAsync("after the cancellation");
        await Task.Delay(TimeSpan.FromSeconds(8), TestContext.Current.CancellationToken);
        var runs = bench.Journal.Count("SELECT COUNT(*) FROM run");
        await Task.Delay(TimeSpan.FromSeconds(12), TestContext.Current.CancellationToken);

        Assert.Equal(runs, bench.Journal.Count("SELECT COUNT(*) FROM run"));
        Assert.Equal((1L, DBNull.Value as object), ((long)(await RowsAsync(bench))[0][2]!, (await RowsAsync(bench))[0][3] ?? DBNull.Value));
        (await service.StopAsync()).Ended(0);
    }

    internal static async Task<TillBench> StartAsync()
    {
        var bench = await TillBench.StartAsync(Article.Numbered(5, _ => 10, _ => 10));
        SwitchOn(bench);
        await bench.SyncAsync();
        return bench;
    }

    internal static void SwitchOn(TillBench bench) => bench.Configure(storefront => storefront["Till"]!["StageOrders"] = true);

    /// <summary>WOO_ORDER_ID, ORD_STATUS, IS_APPLIED, CP_DOC_ID, the oldest first.</summary>
    internal static Task<IReadOnlyList<object?[]>> RowsAsync(TillBench bench) =>
        bench.Till.QueryAsync("SELECT WOO_ORDER_ID, ORD_STATUS, IS_APPLIED, CP_DOC_ID FROM USER_ORDER_STAGING ORDER BY STAGING_ID");

    private static bool IsTill(string path) => Path.GetFileName(path).StartsWith("till.db", StringComparison.Ordinal);

    private static string LastRun(TillBench bench) =>
        bench.Journal.Count("SELECT MAX(run_id) FROM run").ToString(CultureInfo.InvariantCulture);

    private static long Id(JsonElement order) => order.GetProperty("orderId").GetInt64();

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
