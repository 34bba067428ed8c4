using System.Text.Json;
using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>Articles that the shop does not have yet: found, made as drafts where that is allowed, and never made twice.</summary>
public sealed class NewProducts
{
    [Fact]
    public async Task NewArticle_IsFound_Shown_AndMadeAsADraftWithWhatTheTillSays()
    {
        await using var bench = await StartAsync();
        await bench.AddAsync(new Article("NEW-1", 7));
        await bench.Till.ExecuteAsync(
            "UPDATE IM_ITEM SET DESCR = 'Copy paper, white', PRC_1 = 9.95, WEIGHT = 2.5, CATEG_COD = 'PAPER', ECOMM_IMG_FILE = 'white paper.jpg' WHERE ITEM_NO = 'NEW-1'"
        );
        await bench.Till.ExecuteAsync("INSERT INTO EC_ITEM_DESCR (ITEM_NO, HTML_DESCR) VALUES ('NEW-1', '<p>White.</p>')");
        await bench.Till.ExecuteAsync("INSERT INTO USER_CATEGORY_MAP (CP_CATEGORY_CODE, WOO_CATEGORY_ID) VALUES ('PAPER', 17)");

        Assert.Contains("New products detected (1 products)", (await bench.RunAsync("check")).Ended(0).Output, StringComparison.Ordinal);
        var dry = (await bench.RunAsync("sync")).Ended(0);
        Assert.Contains("New products that would be made as drafts (1)", dry.Output, StringComparison.Ordinal);
        Assert.Empty(bench.Writes);
        var sync = await bench.RunJsonAsync(0, "sync", "--apply");

        var product = bench.Shop.Model.FindBySku("NEW-1")!;
        Assert.Equal(("Copy paper, white", "draft", 7m), (product.Name, product.Status, product.Quantity));
        Assert.Equal(("9.95", "2.5", "<p>White.</p>"), (product.Price, product.Weight, product.Description));
        Assert.Equal([17], product.Categories);
        Assert.Equal(["https://pictures.example/items/white%20paper.jpg"], product.Images);
        var creation = Assert.Single(sync.GetProperty("creations").EnumerateArray());
        Assert.Equal(("accepted", $"{product.Id}"), (Text(creation, "outcome"), Text(creation, "listing")));
        Assert.Equal(1, sync.GetProperty("counts").GetProperty("created").GetInt32());
        (await bench.RunAsync("check")).Ended(1);

        await bench.Till.SellAsync("NEW-1", 2);
        (await bench.RunAsync("run")).Ended(0);
        Assert.Equal(5m, bench.ShownOf("NEW-1"));
        var history = await bench.RunJsonAsync(0, "history", "--run", "2");
        Assert.Equal("accepted", Text(Assert.Single(history.GetProperty("creations").EnumerateArray()), "state"));
        Assert.Single(Posts(bench));
        var logged = await bench.Till.QueryAsync("SELECT RECORDS_CREATED FROM USER_SYNC_LOG ORDER BY LOG_ID");
        Assert.Equal([0L, 1L, 0L], logged.Select(row => Convert.ToInt64(row[0], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task MoreThanTheLimit_WaitForApproval_AndTheHeldPlanShowsThem()
    {
        await using var bench = await StartAsync();
        bench.Configure(storefront => storefront["Guard"] = new System.Text.Json.Nodes.JsonObject { ["MaxCreatedItems"] = 2 });
        await bench.AddAsync(Enumerable.Range(1, 3).Select(number => new Article($"NEW-{number}", number)));

        var held = await bench.RunJsonAsync(5, "sync", "--apply");
        var plan = await bench.RunJsonAsync(0, "plans", "show");

        Assert.Contains("Guard:MaxCreatedItems = 2", held.GetProperty("holdReasons")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(["NEW-1", "NEW-2", "NEW-3"], plan.GetProperty("writes").EnumerateArray().Select(write => Text(write, "sku")));
        Assert.All(
            plan.GetProperty("writes").EnumerateArray(),
            write => Assert.Equal(JsonValueKind.Null, write.GetProperty("listing").ValueKind)
        );
        Assert.Empty(Posts(bench));
        (await bench.RunAsync("plans", "approve", held.GetProperty("plan").GetString()!)).Ended(0);
        (await bench.RunAsync("run")).Ended(0);
        Assert.Equal(3, Posts(bench).Count);
    }

    [Fact]
    public async Task WithoutTheSwitch_OrForWhatIsNoSimpleProduct_NothingIsMade()
    {
        await using var bench = await StartAsync();
        bench.Configure(storefront => storefront["Stock"]!["CreateDrafts"] = false);
        await bench.AddAsync(new Article("GRID-1", 7), new Article("BARE-1", 7), new Article("NEW-1", 7) { Web = "N" });
        await bench.Till.ExecuteAsync("UPDATE IM_ITEM SET DESCR = ' ' WHERE ITEM_NO = 'BARE-1'");
        await bench.Till.ExecuteAsync("UPDATE IM_ITEM SET TRK_METH = 'G' WHERE ITEM_NO = 'GRID-1'");

        var off = await bench.RunJsonAsync(0, "sync");
        bench.Configure(storefront => storefront["Stock"]!["CreateDrafts"] = true);
        var on = await bench.RunJsonAsync(0, "sync");

        Assert.Equal(["BARE-1"], off.GetProperty("unmapped").EnumerateArray().Select(sku => sku.GetString()));
        Assert.Empty(off.GetProperty("notCreated").EnumerateArray());
        var reason = Assert.Single(on.GetProperty("notCreated").EnumerateArray());
        Assert.Equal(("BARE-1", "no_name"), (Text(reason, "sku"), Text(reason, "code")));
        // Without its cells nobody knows a grid item's stock.
        Assert.Equal("GRID-1", Text(Assert.Single(on.GetProperty("stockUnknown").EnumerateArray()), "sku"));
        Assert.Empty(on.GetProperty("creations").EnumerateArray());
    }

    [Theory]
    [InlineData("504 and done")]
    [InlineData("504 and not done")]
    [InlineData("500 and done")]
    [InlineData("connection lost, done")]
    [InlineData("connection lost, not done")]
    [InlineData("half an answer")]
    [InlineData("a page, done")]
    [InlineData("answered too late")]
    [InlineData("429")]
    public async Task WhateverBecomesOfTheAnswer_ThereIsOneProduct(string fault)
    {
        await using var bench = await StartAsync();
        await bench.AddAsync(new Article("NEW-1", 7));
        bench.Configure(storefront => storefront["Shop"]!["WriteTimeoutSeconds"] = 1);
        bench.Shop.Faults.Next(FaultOf(fault), when: IsCreation);

        var first = await bench.RunAsync("sync", "--apply");
        Assert.True(first.ExitCode is 0 or 4, $"{first.ExitCode}: {first.Text}");
        // What was parked is due at once for somebody who syncs by hand.
        (await bench.RunAsync("sync", "--apply")).Ended(0);
        (await bench.RunAsync("sync", "--apply")).Ended(0);

        Assert.Single(bench.Shop.Model.Products, product => product.Sku == "NEW-1");
        Assert.Equal(7m, bench.ShownOf("NEW-1"));
        (await bench.RunAsync("check")).Ended(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task KilledWhileTheShopMakesIt_TheNextRunLooksFirst(bool isMade)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A killed process leaves nothing to look at differently there.");
        await using var bench = await StartAsync();
        await bench.AddAsync(Enumerable.Range(1, 4).Select(number => new Article($"NEW-{number}", number)));
        // Longer than the shop takes, as it has to be.
        bench.Configure(storefront => storefront["Shop"]!["QuietSeconds"] = 3);
        var seen = 0;
        bench.Shop.Faults.Always(
            isMade ? Fault.Slow(after: TimeSpan.FromSeconds(2)) : Fault.Slow(before: TimeSpan.FromSeconds(2)),
            request => IsCreation(request) && Interlocked.Increment(ref seen) > 0
        );

        for (var kill = 1; kill <= 2; kill++)
        {
            var before = Volatile.Read(ref seen);
            await using var program = bench.Start("sync", "--apply");
            await Wait.UntilAsync(() => Volatile.Read(ref seen) > before, "the run makes a product");
            program.Kill();
        }

        bench.Shop.Faults.Clear();
        (await bench.RunAsync("sync", "--apply")).Ended(0);
        (await bench.RunAsync("sync", "--apply")).Ended(0);

        Assert.Equal(
            ["NEW-1", "NEW-2", "NEW-3", "NEW-4"],
            bench.Shop.Model.Products.Select(product => product.Sku).Where(sku => sku.StartsWith("NEW-", StringComparison.Ordinal)).Order()
        );
        Assert.Equal([1m, 2m, 3m, 4m], Enumerable.Range(1, 4).Select(number => bench.ShownOf($"NEW-{number}") ?? -1));
        (await bench.RunAsync("check")).Ended(1);
    }

    private static bool IsCreation(SandboxRequest request) =>
        request.Method == "POST" && request.Path.EndsWith("/wc/v3/products", StringComparison.Ordinal);

    private static List<LoggedRequest> Posts(TillBench bench) =>
        [
            .. bench.Writes.Where(request =>
                request.Method == "POST" && request.Target.Split('?')[0].EndsWith("/products", StringComparison.Ordinal)
            ),
        ];

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    /// <summary>One article with its listing, synced, and a policy that makes drafts.</summary>
    private static async Task<TillBench> StartAsync()
    {
        var bench = await TillBench.StartAsync(Article.Numbered(1, _ => 10, _ => 0));
        bench.Configure(storefront =>
            storefront["Stock"] = new System.Text.Json.Nodes.JsonObject
            {
                ["CreateDrafts"] = true,
                ["ImageBase"] = "https://pictures.example/items",
            }
        );
        await bench.SyncAsync();
        return bench;
    }

    private static Fault FaultOf(string name) =>
        name switch
        {
            "504 and done" => Fault.GatewayTimeout(isApplied: true),
            "504 and not done" => Fault.GatewayTimeout(isApplied: false),
            "500 and done" => Fault.InternalError(isApplied: true),
            "connection lost, done" => Fault.Drop(isApplied: true),
            "connection lost, not done" => Fault.Drop(isApplied: false),
            "half an answer" => Fault.Truncate(100),
            "a page, done" => Fault.HtmlPage(isApplied: true),
            "answered too late" => Fault.Slow(after: TimeSpan.FromSeconds(3)),
            "429" => Fault.TooManyRequests(TimeSpan.FromSeconds(1)),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such fault."),
        };
}
