using Tillsync.EndToEnd.Bench;

namespace Tillsync.EndToEnd;

/// <summary>Safety stock and selling locations of single articles and categories.</summary>
public sealed class StockRules
{
    [Fact]
    public async Task Rule_ChangesANumber_OnceItIsApproved_AndWhyTellsIt()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        (await bench.RunAsync("check")).Ended(1);

        (await bench.RunAsync("rules", "set", "--category", "paper", "--safety-stock", "4")).Ended(0);
        (await bench.RunAsync("rules", "set", "--sku", "RULE-2", "--safety-stock", "1", "--locations", "MAIN,01")).Ended(0);
        Assert.Contains("Stock policy changed", (await bench.RunAsync("check")).Ended(0).Output, StringComparison.Ordinal);
        var held = await bench.RunJsonAsync(5, "sync", "--apply");
        await bench.RunJsonAsync(0, "sync", "--apply", "--plan", held.GetProperty("plan").GetString()!);

        Assert.Equal([6m, 119m, 30m], [bench.ShownOf("RULE-1"), bench.ShownOf("RULE-2"), bench.ShownOf("0003")]);
        var why = await bench.RunJsonAsync(0, "why", "RULE-1");
        Assert.Equal(("PAPER", "category paper"), (Text(why, "category"), Text(why, "safetyStockRule")));
        var other = (await bench.RunAsync("why", "RULE-2")).Ended(0);
        Assert.Contains("sells from MAIN, 01 by the rule of SKU RULE-2", other.Output, StringComparison.Ordinal);
        Assert.Contains("safety stock 1 (SKU RULE-2)", other.Output, StringComparison.Ordinal);
        (await bench.RunAsync("check")).Ended(1);

        (await bench.RunAsync("rules", "drop", "--category", "PAPER")).Ended(0);
        var rules = (await bench.RunJsonAsync(0, "rules", "list")).GetProperty("rules").EnumerateArray().ToList();
        Assert.Equal("RULE-2", Text(Assert.Single(rules), "sku"));
        Manners.CheckError((await bench.RunAsync("rules", "drop", "--category", "PAPER")).Ended(2));
    }

    [Fact]
    public async Task ExportAndImport_ChangeNothingByThemselves()
    {
        await using var bench = await StartAsync();
        (await bench.RunAsync("rules", "set", "--sku", "0003", "--safety-stock", "2.5", "--locations", "01")).Ended(0);

        (await bench.RunAsync("rules", "export", "rules.csv")).Ended(0);
        var import = await bench.RunJsonAsync(0, "rules", "import", "rules.csv", "--apply");

        Assert.Empty(import.GetProperty("changed").EnumerateArray());
        var lines = await File.ReadAllLinesAsync(bench.PathOf("rules.csv"));
        Assert.StartsWith("\"=\"\"0003\"\"\",,2.5,\"=\"\"01\"\"\",Article 0003,1,", lines[1], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith(",PAPER,,,,2,", StringComparison.Ordinal));
        Manners.CheckError((await bench.RunAsync("rules", "export", "rules.csv")).Ended(2));
    }

    [Fact]
    public async Task Import_ShowsFirst_AndThenMakesTheRules()
    {
        await using var bench = await StartAsync();
        (await bench.RunAsync("rules", "set", "--sku", "RULE-1", "--safety-stock", "9", "--locations", "01")).Ended(0);
        await File.WriteAllTextAsync(
            bench.PathOf("rules.csv"),
            "\ufeffCategory;SKU;Safety stock;Locations\r\n;RULE-1;2,5;-\r\nPAPER;;4;\r\n;=\"0003\";;01|MAIN\r\n;RULE-2;;\r\n"
        );

        var preview = (await bench.RunAsync("rules", "import", "rules.csv")).Ended(0);
        Assert.Contains("3 rules would change", preview.Output, StringComparison.Ordinal);
        Assert.Single((await bench.RunJsonAsync(0, "rules", "list")).GetProperty("rules").EnumerateArray());
        (await bench.RunAsync("rules", "import", "rules.csv", "--apply")).Ended(0);
        await bench.SyncAsync();

        Assert.Equal([7m, 16m, 30m], [bench.ShownOf("RULE-1"), bench.ShownOf("RULE-2"), bench.ShownOf("0003")]);
    }

    [Fact]
    public async Task ProblemsAreAllNamedWithTheirLines_AndNothingIsDone()
    {
        await using var bench = await StartAsync();
        string[] lines =
        [
            "SKU,Category,Safety stock,Locations",
            "RULE-1,,5,",
            "4.00638E+12,,5,",
            "NO-SUCH,,5,",
            ",ATTIC,5,",
            "RULE-2,PAPER,5,",
            "RULE-2,,minus one,",
            "RULE-2,,,ATTIC",
            "rule-1,,6,",
            "RULE-2,,-,-",
        ];
        await File.WriteAllTextAsync(bench.PathOf("rules.csv"), string.Join('\n', lines));

        var import = await bench.RunJsonAsync(2, "rules", "import", "rules.csv", "--apply");
        var preview = await bench.RunJsonAsync(2, "rules", "import", "rules.csv");
        var text = (await bench.RunAsync("rules", "import", "rules.csv")).Ended(2);

        Assert.Equal([3, 4, 5, 6, 7, 8, 9, 10], Lines(preview));
        Assert.Equal([3, 4, 5, 6, 7, 8, 9, 10], Lines(import));
        Assert.False(import.GetProperty("applied").GetBoolean());
        Assert.Contains("line 3: SKU 4.00638E+12: A spreadsheet has abbreviated", text.Error, StringComparison.Ordinal);
        Assert.Empty((await bench.RunJsonAsync(0, "rules", "list")).GetProperty("rules").EnumerateArray());
    }

    [Theory]
    [InlineData("rules")]
    [InlineData("rules", "set", "--sku", "RULE-1")]
    [InlineData("rules", "set", "--safety-stock", "5")]
    [InlineData("rules", "set", "--sku", "RULE-1", "--category", "PAPER", "--safety-stock", "5")]
    [InlineData("rules", "set", "--sku", "RULE-1", "--safety-stock", "1E3")]
    [InlineData("rules", "set", "--sku", "NO-SUCH", "--safety-stock", "5")]
    [InlineData("rules", "set", "--category", "ATTIC", "--safety-stock", "5")]
    [InlineData("rules", "set", "--sku", "RULE-1", "--locations", "ATTIC")]
    [InlineData("rules", "drop")]
    [InlineData("rules", "import", "nowhere.csv")]
    public async Task Mistakes_AreNamed(params string[] arguments)
    {
        await using var bench = await StartAsync();

        Manners.CheckError((await bench.RunAsync(arguments)).Ended(2));
    }

    private static List<int> Lines(System.Text.Json.JsonElement import) =>
        [.. import.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("line").GetInt32())];

    private static string? Text(System.Text.Json.JsonElement element, string name) => element.GetProperty(name).GetString();

    private static async Task<TillBench> StartAsync()
    {
        var bench = await TillBench.StartAsync([
            new Article("RULE-1", 10) { Shown = 1 },
            new Article("RULE-2", 20) { Shown = 1 },
            new Article("0003", 30) { Shown = 1 },
        ]);
        await bench.Till.ExecuteAsync("UPDATE IM_ITEM SET CATEG_COD = 'PAPER' WHERE ITEM_NO LIKE 'RULE-%'");
        await bench.Till.ExecuteAsync("INSERT INTO IM_INV (ITEM_NO, LOC_ID, QTY_ON_HND, QTY_COMMIT) VALUES ('RULE-2', 'MAIN', 100, 0)");
        return bench;
    }
}
