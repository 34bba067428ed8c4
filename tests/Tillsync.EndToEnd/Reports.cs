using System.Text.Json;
using Tillsync.EndToEnd.Bench;

namespace Tillsync.EndToEnd;

/// <summary>Where every article stands, as table, CSV and JSON.</summary>
public sealed class Reports
{
    [Fact]
    public async Task Products_AreEachThereOnce_InEveryForm()
    {
        await using var bench = await StartAsync();
        (await bench.RunAsync("sync", "--apply")).Ended(0);
        await bench.Till.SellAsync(Article.SkuOf(1), 2);
        bench.Shop.Requests.Clear();

        var json = await bench.RunJsonAsync(0, "report", "products");
        var table = (await bench.RunAsync("report", "products", "--state", "changed")).Ended(0);
        (await bench.RunAsync("report", "products", "--csv", "products.csv")).Ended(0);
        var csv = (await bench.RunAsync("report", "products", "--csv", "-")).Ended(0);

        string[] skus = [Article.SkuOf(1), Article.SkuOf(2), "GONE-1", "NEW-1"];
        Assert.Equal(skus, Products(json).Select(product => Text(product, "sku")));
        Assert.Equal(["changed", "inSync", "phasedOut", "unmapped"], Products(json).Select(product => Text(product, "state")));
        Assert.Equal((8, 10), (Products(json)[0].GetProperty("toList").GetInt32(), Products(json)[0].GetProperty("shows").GetInt32()));
        Assert.Contains("4 articles: 0 conflict", table.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Article.SkuOf(2), table.Output, StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync(bench.PathOf("products.csv"));
        Assert.Equal(skus, lines[1..].Select(line => line.Split(',')[0]));
        Assert.Equal(lines, csv.Output.TrimEnd().Split('\n').Select(line => line.TrimEnd('\r')));
        Assert.Empty(bench.Shop.Requests.All);
    }

    [Fact]
    public async Task Lint_NamesCausesAndStatuses()
    {
        await using var bench = await StartAsync();
        await bench.Till.ExecuteAsync("UPDATE IM_INV SET LOC_ID = 'X' WHERE ITEM_NO = 'NEW-1'");

        var json = await bench.RunJsonAsync(0, "report", "lint");
        var text = (await bench.RunAsync("report", "lint")).Ended(0);

        Assert.Equal("OnlyExcludedLocations", Text(Assert.Single(json.GetProperty("findings").EnumerateArray()), "code"));
        Assert.Contains("phased out: no stock", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExcludedLocation_IsNotSold_AndWhatLiesOnlyThereIsTold()
    {
        await using var bench = await StartAsync();
        bench.Configure(storefront =>
        {
            storefront["Till"]!["Locations"] = new System.Text.Json.Nodes.JsonArray();
            storefront["Till"]!["ExcludedLocations"] = new System.Text.Json.Nodes.JsonArray("quar");
        });
        await bench.Till.ExecuteAsync("UPDATE IM_INV SET LOC_ID = 'QUAR' WHERE ITEM_NO = 'NEW-1'");
        await bench.Till.ExecuteAsync("UPDATE IM_INV SET LOC_ID = 'ANNEX' WHERE ITEM_NO = $0", Article.SkuOf(2));

        var dry = await bench.RunJsonAsync(0, "sync");
        var lint = await bench.RunJsonAsync(0, "report", "lint");
        var rules = (await bench.RunAsync("rules", "list")).Ended(0);
        var doctor = await bench.RunAsync("doctor");

        Assert.DoesNotContain(dry.GetProperty("stockUnknown").EnumerateArray(), item => Text(item, "sku") == Article.SkuOf(2));
        Assert.Equal("OnlyExcludedLocations", Text(Assert.Single(lint.GetProperty("findings").EnumerateArray()), "code"));
        Assert.Contains(
            "sold from every location but quar (Till:Locations and Till:ExcludedLocations)",
            rules.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("'QUAR': 1 rows, left out", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StatusCodes_AreFoundAndTold_AndOneThatNobodyNamedLeavesItsListingAlone()
    {
        await using var bench = await StartAsync();
        await bench.Till.ExecuteAsync("UPDATE IM_ITEM SET STAT = 'H' WHERE ITEM_NO = $0", Article.SkuOf(1));
        bench.Configure(storefront => storefront["Till"]!["PhasedOutStatuses"] = new System.Text.Json.Nodes.JsonArray("D"));

        (await bench.RunAsync("sync", "--apply")).Ended(0);
        var lint = await bench.RunJsonAsync(0, "report", "lint");
        var why = await bench.RunJsonAsync(0, "why", Article.SkuOf(1));
        var doctor = (await bench.RunAsync("doctor")).Ended(4);

        Assert.Equal([0m, 0m], [bench.ShownOf(Article.SkuOf(1)), bench.ShownOf("GONE-1")]);
        Assert.Equal(10m, bench.ShownOf(Article.SkuOf(2)));
        Assert.Equal(
            ["A sold", "D phasedOut", "H unknown"],
            lint.GetProperty("statuses").EnumerateArray().Select(use => $"{Text(use, "status")} {Text(use, "meaning")}").Order()
        );
        Assert.Equal("unknown", Text(why, "decision"));
        Assert.Contains("'H': 1 web items, unknown: the listing stays as it is", doctor.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("report")]
    [InlineData("report", "products", "--state", "fine")]
    [InlineData("report", "products", "--csv", "no/such/folder/x.csv")]
    public async Task Mistakes_AreNamed(params string[] arguments)
    {
        await using var bench = await StartAsync();

        Manners.CheckError((await bench.RunAsync(arguments)).Ended(2));
    }

    private static Task<TillBench> StartAsync() =>
        TillBench.StartAsync([
            .. Article.Numbered(2, _ => 10, _ => 0),
            new Article("NEW-1", 5),
            new Article("GONE-1", 5) { Status = "D", Shown = 3 },
        ]);

    private static List<JsonElement> Products(JsonElement report) => [.. report.GetProperty("products").EnumerateArray()];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
