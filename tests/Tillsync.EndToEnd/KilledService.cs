using Tillsync.EndToEnd.Bench;
using Tillsync.EndToEnd.Killing;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>kill -9 of the service while till and shop sell: nothing is lost, and what was in doubt is settled by the next start.</summary>
public sealed class KilledService(ITestOutputHelper output)
{
    /// <summary>Fewer or more for a try by hand.</summary>
    private const string CountVariable = "TILLSYNC_TEST_SERVICE_KILLS";
    private const int CountDefault = 6;
    private const int Seed = 20261128;
    private const int ArticleCount = 150;

    [Fact]
    public async Task AtAnyPoint_TheNextStartLeavesEveryListingRight()
    {
        var kills = Setting.Of(CountVariable, CountDefault);
        var random = new Random(Seed);
        var articles = Article.Numbered(ArticleCount, _ => random.Next(60, 400), _ => random.Next(60, 400));
        await using var bench = await TillBench.StartAsync(articles);
        // A stock-take of everything is no accident here.
        bench.Configure(storefront => storefront["Guard"] = new System.Text.Json.Nodes.JsonObject { ["MaxZeroedPercent"] = 100 });
        var shoppers = new Shoppers(Seed + 1, _ => true);
        var (inDoubt, whileWriting) = (0, 0);

        for (var kill = 1; kill <= kills; kill++)
        {
            var arrivals = new Arrivals(bench);
            bench.Shop.Faults.Always(
                Fault.Slow(TimeSpan.FromMilliseconds(random.Next(100)), TimeSpan.FromMilliseconds(random.Next(100))),
                arrivals.CountsWrite
            );
            bench.Shop.Faults.Sometimes(0.3, Fault.Before(shoppers.Act), request => !request.IsWrite);
            await using (var service = await RunningService.StartAsync(bench))
            {
                var writes = random.Next(1, 4);
                await SellUntilAsync(bench, service, random, () => arrivals.Writes >= writes);
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(150)));
                await service.KillAsync();
            }

            bench.Shop.Faults.Clear();
            var open = bench.Journal.OpenIntents;
            inDoubt += open;
            whileWriting += open > 0 ? 1 : 0;
        }

        await using (var last = await RunningService.StartAsync(bench))
        {
            await last.UntilRightAsync($"seed {Seed}, after {kills} kills");
            (await last.StopAsync()).Ended(0);
        }

        await Truth.AssertRightAsync(bench, $"seed {Seed}, after {kills} kills");
        Assert.Equal(0, bench.Journal.OpenIntents);
        Assert.Equal(0, bench.Journal.Count("SELECT COUNT(*) FROM run WHERE result = 'running'"));
        var text =
            $"{kills} kills of the service, {whileWriting} of them while it was writing, {inDoubt} writes in doubt; every listing right. Seed {Seed}.";
        output.WriteLine(text);
        Artifacts.Write("killed-service.txt", text);
    }

    /// <summary>Sales and receipts at the till, one after the other, until the service has had to write.</summary>
    private static async Task SellUntilAsync(TillBench bench, RunningService service, Random random, Func<bool> isReached)
    {
        for (var sales = 0; sales < 1000 && !isReached(); sales++)
        {
            await bench.Till.SellAsync(
                Enumerable.Range(0, 5).Select(_ => (Article.SkuOf(random.Next(1, ArticleCount + 1)), (decimal)random.Next(-6, 7))).ToList()
            );
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        Assert.True(isReached(), $"The service wrote nothing while the till sold:\n{service.Program.OutputSoFar}");
    }
}
