using System.Text.Json;
using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>The commands by which somebody sees and changes which listing an article has.</summary>
public sealed class MapCommands
{
    [Fact]
    public async Task List_ShowsEachArticleOnce_InItsState()
    {
        await using var bench = await StartAsync();

        var all = await bench.RunJsonAsync(0, "map", "list");
        var some = await bench.RunJsonAsync(0, "map", "list", "--state", "review", "unmapped");

        Assert.Equal(
            ["review", "ready", "ready", "unmapped"],
            all.GetProperty("mappings").EnumerateArray().Select(row => Text(row, "state"))
        );
        Assert.Equal(["MAP-03", "MAP-4"], some.GetProperty("mappings").EnumerateArray().Select(row => Text(row, "sku")));
        Assert.Empty(bench.Writes);
    }

    [Fact]
    public async Task Match_Proposes_AndAcceptMapsWhatIsCertain()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        var proposed = (await bench.RunAsync("map", "match")).Ended(0);
        Assert.Contains("SKU alike", proposed.Output, StringComparison.Ordinal);

        (await bench.RunAsync("map", "match", "--accept")).Ended(0);
        (await bench.RunAsync("check")).Ended(0);
        (await bench.RunAsync("run")).Ended(0);

        Assert.Equal(30, bench.ShownOf("MAP-3"));
        (await bench.RunAsync("check")).Ended(1);
    }

    [Theory]
    [InlineData("11.0.1", true)]
    [InlineData("8.9.3", false)]
    public async Task Match_FindsListingsByTheirBarcode_WhereTheShopKeepsOne(string version, bool isFound)
    {
        await using var bench = await TillBench.StartAsync(
            new SandboxOptions { WooCommerceVersion = version },
            [.. Article.Numbered(1, _ => 10, _ => 0), new Article("BAR-1", 12)]
        );
        var coded = bench.Shop.Model.AddSimple(new NewProduct("OTHER-9", 3) { Barcode = "4006381333931" });
        bench.Shop.Model.AddSimple(new NewProduct("OTHER-8", 3));
        await bench.Till.ExecuteAsync("UPDATE IM_ITEM SET BARCOD = '4006381333931' WHERE ITEM_NO = 'BAR-1'");
        await bench.SyncAsync();

        var proposals = (await bench.RunJsonAsync(0, "map", "match")).GetProperty("mappings").EnumerateArray().ToList();
        Assert.Equal(isFound ? 1 : 0, proposals.Count);
        if (!isFound)
        {
            return;
        }

        var proposal = Assert.Single(proposals[0].GetProperty("proposals").EnumerateArray());
        Assert.Equal(("barcode", $"{coded}"), (Text(proposal, "origin"), Text(proposal, "listing")));
        (await bench.RunAsync("map", "match", "--accept")).Ended(0);
        (await bench.RunAsync("run")).Ended(0);
        Assert.Equal(12, bench.Shop.Model.Get(coded).Quantity);
        (await bench.RunAsync("check")).Ended(1);
    }

    [Fact]
    public async Task SetAndDrop_AreFollowedByTheNextSync()
    {
        await using var bench = await StartAsync();
        var id = bench.Shop.Model.AddSimple(new NewProduct("", 3));
        await bench.SyncAsync();

        var set = await bench.RunJsonAsync(0, "map", "set", "map-4", $"{id}");
        Assert.Equal($"{id}", Text(Assert.Single(set.GetProperty("changed").EnumerateArray()), "to"));
        (await bench.RunAsync("run")).Ended(0);
        Assert.Equal(40, bench.Shop.Model.Get(id).Quantity);

        (await bench.RunAsync("map", "drop", "MAP-4")).Ended(0);
        (await bench.RunAsync("run")).Ended(0);
        Assert.Equal(0, bench.Shop.Model.Get(id).Quantity);
        Assert.Contains(
            "mapping_ended",
            (await bench.RunAsync("map", "list", "--state", "ended")).Ended(0).Output,
            StringComparison.Ordinal
        );
        var why = await bench.RunJsonAsync(0, "why", "MAP-4");
        Assert.Equal([$"{id}"], why.GetProperty("endedListings").EnumerateArray().Select(listing => listing.GetString()));
    }

    [Fact]
    public async Task Set_WritesTheTillsTable_WhereItsSwitchIsOn()
    {
        await using var bench = await StartAsync();
        var id = bench.Shop.Model.AddSimple(new NewProduct("", 3));
        bench.Configure(storefront => storefront["Till"]!["WriteProductMap"] = true);

        (await bench.RunAsync("map", "set", "MAP-4", $"{id}")).Ended(0);

        var row = Assert.Single(await bench.Till.QueryAsync("SELECT SKU, WOO_PRODUCT_ID FROM USER_PRODUCT_MAP WHERE IS_ACTIVE = 1"));
        Assert.Equal(["MAP-4", id], row);
        (await bench.RunAsync("sync", "--apply")).Ended(0);
        Assert.Equal(40, bench.Shop.Model.Get(id).Quantity);
    }

    [Theory]
    [InlineData("map", "set", "NO-SUCH", "1")]
    [InlineData("map", "set", "MAP-1", "x")]
    [InlineData("map", "set", "MAP-1", "999999")]
    [InlineData("map", "set", "MAP-1")]
    [InlineData("map", "set", " ", "1")]
    [InlineData("map", "drop")]
    [InlineData("map", "drop", "MAP-4")]
    [InlineData("map", "list", "--state", "lost")]
    [InlineData("map")]
    public async Task Mistakes_ChangeNothing(params string[] arguments)
    {
        await using var bench = await StartAsync();

        Manners.CheckError((await bench.RunAsync(arguments)).Ended(2));

        Assert.Empty((await bench.RunJsonAsync(0, "parked", "list")).GetProperty("parked").EnumerateArray());
        Assert.Empty(bench.Writes);
    }

    [Fact]
    public async Task ProductThatMovesToAnotherInTheTill_LeavesTheOldOneAtZero_AlsoWhenTheTableIsDropped()
    {
        await using var bench = await StartAsync();
        var first = bench.Shop.Model.AddSimple(new NewProduct("", 3));
        var second = bench.Shop.Model.AddSimple(new NewProduct("", 3));
        await bench.Till.MapAsync("MAP-4", first);
        await bench.SyncAsync();
        await bench.Till.ExecuteAsync("UPDATE USER_PRODUCT_MAP SET WOO_PRODUCT_ID = $0", second);
        (await bench.RunAsync("run")).Ended(0);
        Assert.Equal([0m, 40m], [bench.Shop.Model.Get(first).Quantity, bench.Shop.Model.Get(second).Quantity]);

        await bench.Till.ExecuteAsync("DROP VIEW VI_INVENTORY_SYNC");
        await bench.Till.ExecuteAsync("DROP TABLE USER_PRODUCT_MAP");
        (await bench.RunAsync("sync", "--full", "--apply")).Ended(0);

        Assert.Equal([0m, 40m], [bench.Shop.Model.Get(first).Quantity, bench.Shop.Model.Get(second).Quantity]);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    /// <summary>Two articles with their listings, one whose listing has a SKU alike, and one that the shop lacks.</summary>
    private static async Task<TillBench> StartAsync()
    {
        var bench = await TillBench.StartAsync([
            new Article("MAP-1", 10) { Shown = 1 },
            new Article("MAP-2", 20) { Shown = 1 },
            new Article("MAP-03", 30),
            new Article("MAP-4", 40),
        ]);
        bench.Shop.Model.AddMany([new NewProduct("MAP-3", 1)]);
        return bench;
    }
}
