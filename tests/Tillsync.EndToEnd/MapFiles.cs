using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>Mappings out into a spreadsheet and back.</summary>
public sealed class MapFiles
{
    [Fact]
    public async Task ExportAndImport_ChangeNothingByThemselves()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();

        (await bench.RunAsync("map", "export", "map.csv")).Ended(0);
        var import = await bench.RunJsonAsync(0, "map", "import", "map.csv", "--apply");

        Assert.Empty(import.GetProperty("changed").EnumerateArray());
        (await bench.RunAsync("check")).Ended(1);
        Manners.CheckError((await bench.RunAsync("map", "export", "map.csv")).Ended(2));
    }

    [Fact]
    public async Task Import_ShowsFirst_AndThenMaps()
    {
        await using var bench = await StartAsync();
        var plain = bench.Shop.Model.AddSimple(new NewProduct("", 3));
        var coded = bench.Shop.Model.AddSimple(new NewProduct("CODE-9", 3));
        await bench.SyncAsync();
        await File.WriteAllTextAsync(
            bench.PathOf("map.csv"),
            $"\ufeffSKU;Listing;Shop SKU\r\nMAP-1;-;\r\n=\"0003\";{plain};\r\nMAP-4;{coded};CODE-9\r\nMAP-2;;\r\n"
        );

        var preview = (await bench.RunAsync("map", "import", "map.csv")).Ended(0);
        Assert.Contains("3 mappings would change", preview.Output, StringComparison.Ordinal);
        (await bench.RunAsync("check")).Ended(1);
        (await bench.RunAsync("map", "import", "map.csv", "--apply")).Ended(0);
        (await bench.RunAsync("run")).Ended(0);

        Assert.Equal([0m, 20m], [bench.ShownOf("MAP-1"), bench.ShownOf("MAP-2")]);
        Assert.Equal([30m, 40m], [bench.Shop.Model.Get(plain).Quantity, bench.Shop.Model.Get(coded).Quantity]);
    }

    [Fact]
    public async Task ProblemsAreAllNamedWithTheirLines_AndNothingIsDone()
    {
        await using var bench = await StartAsync();
        var plain = bench.Shop.Model.AddSimple(new NewProduct("", 3));
        var coded = bench.Shop.Model.AddSimple(new NewProduct("CODE-9", 3));
        await bench.SyncAsync();
        string[] lines =
        [
            "SKU,Listing,Shop SKU",
            $"0003,{plain},",
            "4.00638E+12,138,",
            "NO-SUCH,138,",
            "MAP-1,999999,",
            "MAP-2,soon,",
            $",{plain},",
            $"0003,{plain},",
            $"MAP-4,{coded},",
            $"MAP-4',{coded},",
        ];
        await File.WriteAllTextAsync(bench.PathOf("map.csv"), string.Join('\n', lines));

        var import = await bench.RunJsonAsync(2, "map", "import", "map.csv", "--apply");
        var text = (await bench.RunAsync("map", "import", "map.csv")).Ended(2);

        Assert.Equal(
            [3, 4, 5, 6, 7, 8, 9, 10],
            import.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("line").GetInt32())
        );
        Assert.False(import.GetProperty("applied").GetBoolean());
        Assert.Contains("line 3: SKU 4.00638E+12: A spreadsheet has abbreviated", text.Error, StringComparison.Ordinal);
        (await bench.RunAsync("check")).Ended(1);
        Assert.Empty(bench.Writes);
    }

    [Fact]
    public async Task ProblemsOfAFile_AreToldInItsTerms()
    {
        await using var bench = await StartAsync();
        var plain = bench.Shop.Model.AddSimple(new NewProduct("", 3));
        var coded = bench.Shop.Model.AddSimple(new NewProduct("CODE-9", 3));
        await bench.SyncAsync();
        string[] lines = ["SKU,Listing", $"0003,{plain}", $"MAP-4,{plain}", $"MAP-2,{coded}"];
        await File.WriteAllTextAsync(bench.PathOf("map.csv"), string.Join('\n', lines));

        var import = (await bench.RunAsync("map", "import", "map.csv")).Ended(2);

        Assert.Contains($"line 2: SKU 0003: Line 3 names listing {plain} for 'MAP-4' as well.", import.Error, StringComparison.Ordinal);
        Assert.Contains($"line 3: SKU MAP-4: Line 2 names listing {plain} for '0003' as well.", import.Error, StringComparison.Ordinal);
        Assert.Contains("column Shop SKU", import.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--other-sku", import.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("map drop", import.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere.csv", null)]
    [InlineData("empty.csv", "")]
    [InlineData("other.csv", "a,b\n1,2\n")]
    [InlineData("quote.csv", "SKU,Listing,Note\nMAP-1,-,\"19\"\" shelf\nMAP-2,-,\nNO-SUCH,77,\n")]
    public async Task WhatIsNoTableOfMappings_IsRefused(string name, string? text)
    {
        await using var bench = await StartAsync();
        if (text is not null)
        {
            await File.WriteAllTextAsync(bench.PathOf(name), text);
        }

        Manners.CheckError((await bench.RunAsync("map", "import", name)).Ended(2));
    }

    [Theory]
    [InlineData("map list", "bogus", "ready, review, unmapped, conflict or ended")]
    [InlineData("report products", "ready", "conflict, parked, unknown, held, phasedOut, unmapped, changed or inSync")]
    public async Task StateThatThereIsNone_IsAnsweredWithThoseThatThereAre(string command, string state, string allowed)
    {
        await using var bench = await StartAsync();

        var ran = (await bench.RunAsync([.. command.Split(' '), "--state", "unmapped", state])).Ended(2);

        Assert.Contains($"'{state}' is none of these: {allowed}.", ran.Error, StringComparison.Ordinal);
    }

    private static Task<TillBench> StartAsync() =>
        TillBench.StartAsync([
            new Article("MAP-1", 10) { Shown = 1 },
            new Article("MAP-2", 20) { Shown = 1 },
            new Article("0003", 30),
            new Article("MAP-4", 40),
        ]);
}
