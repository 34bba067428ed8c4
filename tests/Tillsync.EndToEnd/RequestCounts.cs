using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>How much the shop is asked, counted by the shop.</summary>
public sealed class RequestCounts
{
    private const int ListingCount = 1189;
    private const int BatchSize = 100;
    private const int FixedCostMax = 8;

    [Fact]
    public async Task FirstSync_ReadsAndWritesInHundreds()
    {
        await using var bench = await TillBench.StartAsync(Catalogue());

        (await bench.RunAsync("sync", "--apply")).Ended(0);

        AssertRequests(bench, reads: 12, writes: 12);
        await Truth.AssertRightAsync(bench, "after the first sync");
    }

    [Fact]
    public async Task NothingChanged_WritesNothing()
    {
        await using var bench = await TillBench.StartAsync(Catalogue());
        await bench.SyncAsync();

        (await bench.RunAsync("sync", "--apply")).Ended(0);

        AssertRequests(bench, reads: 12, writes: 0);
    }

    [Fact]
    public async Task NothingChanged_ScheduledRunReadsNoListing()
    {
        await using var bench = await TillBench.StartAsync(Catalogue());
        await bench.SyncAsync();

        (await bench.RunAsync("run")).Ended(0);

        AssertRequests(bench, reads: 0, writes: 0);
        Assert.Single(bench.Shop.Requests.All);
    }

    [Fact]
    public async Task ThousandChanged_TenReadsAndTenWrites()
    {
        await using var bench = await TillBench.StartAsync(Catalogue());
        await bench.SyncAsync();
        await bench.Till.SellAsync(Enumerable.Range(1, 1000).Select(number => (Article.SkuOf(number), 1m)));

        (await bench.RunAsync("sync", "--apply")).Ended(0);

        AssertRequests(bench, reads: 10, writes: 10);
        Assert.All(bench.Writes, write => Assert.EndsWith("/products/batch", write.Target.Split('?')[0], StringComparison.Ordinal));
        Assert.All(bench.Writes, write => Assert.Equal(BatchSize, write.BatchItems));
        await Truth.AssertRightAsync(bench, "after 1,000 changes");
    }

    [Fact]
    public async Task SomeChanged_OneWriteForEachHundred()
    {
        await using var bench = await TillBench.StartAsync(Catalogue());
        await bench.SyncAsync();
        foreach (var changed in new[] { 1, 99, 100, 101, 250 })
        {
            bench.Shop.Requests.Clear();
            await bench.Till.SellAsync(Enumerable.Range(1, changed).Select(number => (Article.SkuOf(number), 1m)));

            (await bench.RunAsync("run")).Ended(0);

            var requests = (changed + BatchSize - 1) / BatchSize;
            AssertRequests(bench, reads: requests, writes: requests);
        }

        await Truth.AssertRightAsync(bench, "after changes of several sizes");
    }

    private static IReadOnlyList<Article> Catalogue() =>
        Article.Numbered(ListingCount, number => 20 + (number % 500), number => number % 7);

    private static void AssertRequests(TillBench bench, int reads, int writes)
    {
        var all = bench.Shop.Requests.All;
        var found = (all.Count(IsListingRead), bench.Writes.Count);
        Assert.True(found == (reads, writes), $"{found} instead of {(reads, writes)}:\n{string.Join('\n', all.Select(Short))}");
        Assert.InRange(all.Count(IsFixedCost), 1, FixedCostMax);
    }

    /// <summary>Reads of stock; asking who the shop is costs one request that answers a bare id.</summary>
    private static bool IsListingRead(LoggedRequest request) =>
        request.Method == "GET" && request.Target.Contains("stock_quantity", StringComparison.Ordinal);

    /// <summary>Order reads and asking who the shop is: as many whatever the size of the shop.</summary>
    private static bool IsFixedCost(LoggedRequest request) => request.Method == "GET" && !IsListingRead(request);

    private static string Short(LoggedRequest request) =>
        $"{request.Method} {(request.Target.Length > 200 ? request.Target[..200] : request.Target)} -> {request.Status}";
}
