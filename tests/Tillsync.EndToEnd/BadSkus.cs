using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>Article codes as tills and shops really have them.</summary>
public sealed class BadSkus
{
    private static readonly string[] Codes =
    [
        "10 20 30",
        "A,B",
        "A/B",
        "A\\B",
        "ÄÖÜ-ß",
        "a'b",
        "a\"b",
        "50%",
        "x&y=z",
        "a+b",
        "#1",
        "?sku=1",
        "100_200",
        "日本-1",
        "[bold]A",
        "{0}",
        "L" + new string('x', 119),
    ];

    /// <summary>Read by pages at the first sync.</summary>
    [Fact]
    public async Task AtTheFirstSync_EachFindsItsListing()
    {
        await using var bench = await TillBench.StartAsync(Codes.Select((code, index) => new Article(code, 10 + index, 0, 0)));

        (await bench.RunAsync("sync", "--apply")).Ended(0);

        await Truth.AssertRightAsync(bench, "after the first sync");
        Assert.Equal(Codes.Select((_, index) => (decimal?)(10 + index)), Codes.Select(bench.ShownOf));
    }

    /// <summary>Looked up by SKU at a later one.</summary>
    [Fact]
    public async Task AddedLater_EachFindsItsListing()
    {
        await using var bench = await TillBench.StartAsync(Article.Numbered(3, _ => 10, _ => 0));
        await bench.SyncAsync();
        await bench.AddAsync(Codes.Select((code, index) => new Article(code, 10 + index, 0, 0)));

        (await bench.RunAsync("run")).Ended(0);

        Assert.Equal(Codes.Select((_, index) => (decimal?)(10 + index)), Codes.Select(bench.ShownOf));
    }

    [Fact]
    public async Task EachCanBeAskedForAndSyncedAlone()
    {
        await using var bench = await TillBench.StartAsync(Codes.Select((code, index) => new Article(code, 10 + index, 0, 0)));
        await bench.SyncAsync();

        foreach (var code in Codes.Where(code => code[0] != '{'))
        {
            await bench.Till.SellAsync(code, 1);
            (await bench.RunAsync("sync", "--apply", "--sku", code)).Ended(0);
            var why = await bench.RunJsonAsync(0, "why", code);
            Assert.Equal(code, why.GetProperty("sku").GetString());
        }

        Assert.Equal(Codes.Length - 1, bench.Writes.Count);
    }

    [Theory]
    [InlineData(" LEAD-1", "LEAD-1")]
    [InlineData("TRAIL-1   ", "TRAIL-1")]
    [InlineData("AbC-1", "aBc-1")]
    public async Task BlanksAroundAndCase_DoNotMatter(string inTill, string inShop)
    {
        await using var bench = await TillBench.StartAsync(new Article(inTill, 12));
        bench.Shop.Model.AddSimple(new NewProduct(inShop, 0));

        (await bench.RunAsync("sync", "--apply")).Ended(0);

        Assert.Equal(12, bench.ShownOf(inShop));
    }

    [Fact]
    public async Task TwoThatDifferInCaseOnly_AreLeftAlone()
    {
        await using var bench = await TillBench.StartAsync(
            new Article("Twin-1", 12),
            new Article("TWIN-1", 30),
            new Article("ONE", 5, 0, 0)
        );
        bench.Shop.Model.AddSimple(new NewProduct("twin-1", 7));

        var sync = await bench.RunJsonAsync(0, "sync", "--apply");

        Assert.Equal(7, bench.ShownOf("twin-1"));
        Assert.Equal(5, bench.ShownOf("ONE"));
        Assert.Equal("ambiguousSku", Assert.Single(sync.GetProperty("stockUnknown").EnumerateArray()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task TwoListingsWithOneSku_AreLeftAlone()
    {
        await using var bench = await TillBench.StartAsync(new Article("DUP-1", 12), new Article("ONE", 5, 0, 0));
        bench.Shop.Model.AddSimple(new NewProduct("DUP-1", 1));
        bench.Shop.Model.AddSimple(new NewProduct("dup-1", 2));

        var sync = await bench.RunJsonAsync(4, "sync", "--apply");

        Assert.Equal("sku_twice", Assert.Single(sync.GetProperty("blocked").EnumerateArray()).GetProperty("code").GetString());
        Assert.Equal([1, 2, 5], bench.Shop.Model.Products.Select(product => product.Quantity ?? 0).Order());
    }

    [Fact]
    public async Task BlankSku_NamesNoArticle()
    {
        await using var bench = await TillBench.StartAsync(new Article("  ", 12), new Article("ONE", 5, 0, 0));
        bench.Shop.Model.AddSimple(new NewProduct("", 3));

        (await bench.RunAsync("sync", "--apply")).Ended(0);

        Assert.Contains(bench.Shop.Model.Products, product => product is { Sku: "", Quantity: 3 });
        Assert.Equal(5, bench.ShownOf("ONE"));
    }
}
