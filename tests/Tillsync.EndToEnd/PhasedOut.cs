using System.Text.Json.Nodes;
using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>Articles that leave the range and come back, on a shop behind HTTP.</summary>
public sealed class PhasedOut
{
    [Theory]
    [InlineData("ZeroAndHide", "catalog_visibility", "hidden", "visible", "0 -> 10, show again (visible)")]
    [InlineData("Draft", "status", "draft", "publish", "0 -> 10, publish again")]
    public async Task ByPolicy_TheListingGoesOutOfSight_AndComesBack(
        string policy,
        string field,
        string hidden,
        string shown,
        string logged
    )
    {
        await using var bench = await TillBench.StartAsync(Article.Numbered(3, _ => 10, _ => 0));
        bench.Configure(storefront => storefront["Stock"] = new JsonObject { ["PhasedOut"] = policy });
        await bench.SyncAsync();
        await bench.Till.ExecuteAsync("UPDATE IM_ITEM SET STAT = 'D' WHERE ITEM_NO = $0", Article.SkuOf(1));

        var sync = await bench.RunJsonAsync(0, "sync", "--apply");
        Assert.Equal(hidden, sync.GetProperty("writes")[0].GetProperty("appearance").GetString());
        Assert.Equal((0, hidden), (bench.ShownOf(Article.SkuOf(1)), Field(bench, field)));
        (await bench.RunAsync("check")).Ended(1);
        (await bench.RunAsync("verify")).Ended(0);

        await bench.Till.ExecuteAsync("UPDATE IM_ITEM SET STAT = 'A'");
        Assert.Contains(logged, (await bench.RunAsync("run")).Ended(0).Output, StringComparison.Ordinal);
        Assert.Equal((10, shown), (bench.ShownOf(Article.SkuOf(1)), Field(bench, field)));
        bench.Shop.Requests.Clear();
        (await bench.RunAsync("sync", "--full", "--apply")).Ended(0);
        Assert.Empty(bench.Writes);
    }

    [Fact]
    public async Task Undo_BringsItBackIntoSight()
    {
        await using var bench = await TillBench.StartAsync(Article.Numbered(3, _ => 10, _ => 0));
        bench.Configure(storefront => storefront["Stock"] = new JsonObject { ["PhasedOut"] = "ZeroAndHide" });
        await bench.SyncAsync();
        await bench.Till.ExecuteAsync("UPDATE IM_ITEM SET STAT = 'D' WHERE ITEM_NO = $0", Article.SkuOf(1));
        (await bench.RunAsync("sync", "--apply")).Ended(0);

        var dry = (await bench.RunAsync("undo", "2")).Ended(0);
        Assert.Contains("show again (visible)", dry.Output, StringComparison.Ordinal);
        (await bench.RunAsync("undo", "2", "--apply")).Ended(0);

        Assert.Equal((10, "visible"), (bench.ShownOf(Article.SkuOf(1)), Field(bench, "catalog_visibility")));
    }

    [Theory]
    [InlineData("draft", "draft", "it is a draft")]
    [InlineData("private", "private", "it is private")]
    [InlineData("pending", "pending", "it waits for review (pending)")]
    [InlineData("publish", "published", null)]
    public async Task WhereCustomersDoNotFindIt_WhyAndMapTell(string status, string told, string? text)
    {
        await using var bench = await TillBench.StartAsync(Article.Numbered(1, _ => 10, _ => 0));
        await bench.SyncAsync();
        bench.Shop.Model.SetStatus(bench.IdOf(Article.SkuOf(1)), status);

        var why = await bench.RunJsonAsync(0, "why", Article.SkuOf(1));
        var line = (await bench.RunAsync("why", Article.SkuOf(1))).Ended(0).Output;
        var map = (await bench.RunJsonAsync(0, "map", "list")).GetProperty("mappings")[0];

        Assert.Equal(told, why.GetProperty("listingStatus").GetString());
        Assert.Equal(text is not null, line.Contains($"; {text ?? "it is"}", StringComparison.Ordinal));
        Assert.Equal(text is null ? "" : $"Customers do not find it: {text}.", map.GetProperty("reason").GetString());
        Assert.Equal("ready", map.GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("8.9.3")]
    [InlineData("11.0.1")]
    public async Task VariationsThatStayInTheTrash_AreTold(string version)
    {
        await using var bench = await TillBench.StartAsync(
            new SandboxOptions { WooCommerceVersion = version },
            [new Article("VAR-1", 7), .. Article.Numbered(2, _ => 10, _ => 0)]
        );
        var parent = bench.Shop.Model.AddVariable(new NewProduct(""));
        bench.Shop.Model.AddVariation(parent, new NewProduct("VAR-1", 1) { Options = new Dictionary<string, string> { ["Size"] = "S" } });
        await bench.SyncAsync();

        bench.Shop.Model.Trash(parent);
        bench.Shop.Model.SetStatus(parent, "publish");
        await bench.Till.SellAsync("VAR-1", 1);
        var sync = await bench.RunJsonAsync(4, "sync", "--apply");

        Assert.Equal(
            "variation_trashed_alone",
            Assert.Single(sync.GetProperty("blocked").EnumerateArray()).GetProperty("code").GetString()
        );
    }

    private static string Field(TillBench bench, string field)
    {
        var product = bench.Shop.Model.FindBySku(Article.SkuOf(1))!;
        return field == "status" ? product.Status : product.CatalogVisibility;
    }
}
