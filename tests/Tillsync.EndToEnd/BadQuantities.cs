using Tillsync.EndToEnd.Bench;

namespace Tillsync.EndToEnd;

/// <summary>Numbers in the till that no shop can show as they are.</summary>
public sealed class BadQuantities
{
    [Theory]
    [InlineData("-5", 0)]
    [InlineData("3.7", 3)]
    [InlineData("0.9999", 0)]
    [InlineData("-0.5", 0)]
    [InlineData("12.0000", 12)]
    [InlineData("99999999999.9999", 99999999999)]
    public async Task IsFlooredToWholeUnits_AndStaysSo(string onHand, long shown)
    {
        await using var bench = await StartAsync(decimal.Parse(onHand, System.Globalization.CultureInfo.InvariantCulture));

        (await bench.RunAsync("sync", "--apply")).Ended(0);

        Assert.Equal(shown, bench.ShownOf("ODD-1"));
        bench.Shop.Requests.Clear();
        (await bench.RunAsync("sync", "--apply", "--full")).Ended(0);
        Assert.Empty(bench.Writes);
    }

    [Theory]
    [InlineData("UPDATE IM_INV SET QTY_ON_HND = NULL WHERE ITEM_NO = 'ODD-1'", "nullQuantity")]
    [InlineData("UPDATE IM_INV SET QTY_COMMIT = NULL WHERE ITEM_NO = 'ODD-1'", "nullQuantity")]
    [InlineData("UPDATE IM_INV SET QTY_ON_HND = 1000000000000000000 WHERE ITEM_NO = 'ODD-1'", "outOfRange")]
    [InlineData("DELETE FROM IM_INV WHERE ITEM_NO = 'ODD-1'", "noRows")]
    [InlineData("UPDATE IM_INV SET LOC_ID = 'MAIN' WHERE ITEM_NO = 'ODD-1'", "onlyExcludedLocations")]
    [InlineData("UPDATE IM_ITEM SET IS_KIT_PAR = 'Y' WHERE ITEM_NO = 'ODD-1'", "kit")]
    [InlineData("UPDATE IM_ITEM SET ITEM_TYP = 'N' WHERE ITEM_NO = 'ODD-1'", "notCounted")]
    public async Task UnknownStock_IsNotZero(string change, string code)
    {
        await using var bench = await StartAsync(40);
        await bench.SyncAsync();
        await bench.Till.ExecuteAsync(change);

        var sync = await bench.RunJsonAsync(0, "sync", "--apply");

        Assert.Empty(bench.Writes);
        Assert.Equal(40, bench.ShownOf("ODD-1"));
        var item = Assert.Single(sync.GetProperty("stockUnknown").EnumerateArray());
        Assert.Equal("ODD-1", item.GetProperty("sku").GetString());
        Assert.Equal(code, item.GetProperty("code").GetString());
    }

    /// <summary>SQLite stores whatever it is given; SQL Server would refuse.</summary>
    [Theory]
    [InlineData("9e999")]
    [InlineData("1e300")]
    public async Task BeyondAnyNumber_WritesNothingToThatListing(string value)
    {
        await using var bench = await StartAsync(40);
        await bench.SyncAsync();
        await bench.Till.ExecuteAsync($"UPDATE IM_INV SET QTY_ON_HND = {value} WHERE ITEM_NO = 'ODD-1'");

        var ran = await bench.RunAsync("sync", "--apply");

        Assert.True(ran.ExitCode is 0 or 3 or 4, ran.Text);
        Assert.Equal(40, bench.ShownOf("ODD-1"));
    }

    private static Task<TillBench> StartAsync(decimal onHand) =>
        TillBench.StartAsync([new Article("ODD-1", onHand, 0, 7), .. Article.Numbered(4, _ => 50, _ => 0)]);
}
