using Tillsync.EndToEnd.Bench;

namespace Tillsync.EndToEnd;

/// <summary>A till that is not what it was: the guard stands before the shop.</summary>
public sealed class BadTills
{
    [Theory]
    [InlineData("DELETE FROM IM_INV")]
    [InlineData("DELETE FROM IM_ITEM")]
    [InlineData("UPDATE IM_INV SET LOC_ID = 'MAIN'")]
    [InlineData("DELETE FROM IM_INV WHERE ITEM_NO > 'E2E-0010'")]
    [InlineData("DELETE FROM IM_ITEM WHERE ITEM_NO > 'E2E-0010'")]
    [InlineData("UPDATE IM_INV SET QTY_ON_HND = 0 WHERE ITEM_NO > 'E2E-0010'")]
    [InlineData("UPDATE IM_ITEM SET STAT = 'D' WHERE ITEM_NO > 'E2E-0010'")]
    [InlineData("UPDATE IM_ITEM SET IS_ECOMM_ITEM = 'N' WHERE ITEM_NO > 'E2E-0010'")]
    public async Task EmptyOrHalfEmpty_IsHeldAndNothingIsWritten(string disaster)
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        await bench.Till.SellAsync(Article.SkuOf(1), 1);
        await bench.Till.ExecuteAsync(disaster);
        var before = bench.Shop.Model.Products;

        var held = await bench.RunJsonAsync(5, "sync", "--apply");
        (await bench.RunAsync("run")).Ended(5);

        Assert.NotEmpty(held.GetProperty("holdReasons").EnumerateArray());
        Assert.Empty(bench.Writes);
        Assert.Equal(before, bench.Shop.Model.Products);
    }

    [Fact]
    public async Task EmptyFromTheStart_IsHeld()
    {
        await using var bench = await StartAsync();
        await bench.Till.ExecuteAsync("DELETE FROM IM_INV");

        (await bench.RunAsync("sync", "--apply")).Ended(5);

        Assert.Empty(bench.Writes);
    }

    [Fact]
    public async Task OtherCompanyDatabase_IsHeldUntilApproved()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        File.Move(bench.Till.FilePath, bench.PathOf("practice.db"));
        bench.Configure(storefront => storefront["Till"]!["ConnectionString"] = "Data Source=practice.db");
        await new TillFile(bench.PathOf("practice.db")).SellAsync(Article.SkuOf(1), 1);

        var held = await bench.RunJsonAsync(5, "sync", "--apply");

        Assert.Contains(
            held.GetProperty("holdReasons").EnumerateArray(),
            reason => reason.GetString()!.Contains("another company database", StringComparison.Ordinal)
        );
        Assert.Empty(bench.Writes);
        (await bench.RunAsync("sync", "--apply", "--plan", held.GetProperty("plan").GetString()!)).Ended(0);
        (await bench.RunAsync("run")).Ended(0);
        Assert.Single(bench.Writes);
    }

    [Fact]
    public async Task ATillThatNeverHadTheViews_IsReadAllTheSame()
    {
        await using var bench = await StartAsync();
        await bench.Till.ExecuteAsync("DROP VIEW VI_EXPORT_PRODUCTS");
        await bench.Till.ExecuteAsync("DROP VIEW VI_INVENTORY_SYNC");
        await bench.Till.ExecuteAsync("DROP TABLE USER_ORDER_STAGING");
        await bench.Till.ExecuteAsync("DROP TABLE USER_PRODUCT_MAP");
        await bench.Till.ExecuteAsync("DROP TABLE USER_SYNC_LOG");

        (await bench.RunAsync("sync", "--apply")).Ended(0);
        (await bench.RunAsync("check")).Ended(1);

        Assert.All(bench.Shop.Model.Products, product => Assert.Equal(50, product.Quantity));
    }

    [Fact]
    public async Task LockedByTheTill_WaitsOrSaysSo()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        using (new JournalFile(bench.Till.FilePath).Lock())
        {
            var ran = (await bench.RunAsync("sync", "--apply")).Ended(3);
            Manners.CheckError(ran);
            Assert.Contains("till.db", ran.Error, StringComparison.Ordinal);
        }

        (await bench.RunAsync("sync", "--apply")).Ended(0);
    }

    private static Task<TillBench> StartAsync() => TillBench.StartAsync(Article.Numbered(20, _ => 50, _ => 0));
}
