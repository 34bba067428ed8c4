using System.Diagnostics;
using Tillsync.EndToEnd.Bench;

namespace Tillsync.EndToEnd;

/// <summary>Measures the service at its default settings; asserts nothing of speed. Run by script/measure-service.</summary>
public sealed class ServiceFigures(ITestOutputHelper output)
{
    private const int ArticleCount = 1528;
    private const int Seed = 20261128;

    private static readonly int SaleCount = Setting.Of("TILLSYNC_MEASURE_SALES", 200);
    private static readonly int GapMilliseconds = Setting.Of("TILLSYNC_MEASURE_GAP_MS", 1500);
    private static readonly int RestSeconds = Setting.Of("TILLSYNC_MEASURE_REST_SECONDS", 300);

    private readonly List<string> _lines = [];

    [Fact(Explicit = true)]
    public async Task FromASaleToItsListing_AndAtRest()
    {
        await using var bench = await TillBench.StartAsync(Article.Numbered(ArticleCount, number => 50 + number, number => 50 + number));
        await bench.SyncAsync();
        await using var service = await RunningService.StartAsync(bench, probeSeconds: null);
        await service.UntilStatusAsync("ok");
        await Task.Delay(TimeSpan.FromSeconds(10));
        Say($"{ArticleCount} articles, default settings, {Environment.ProcessorCount} cores; 1-minute load at the start {Load()}.");

        await MeasureSalesAsync(bench);
        Say($"1-minute load after the sales {Load()}.");
        await MeasureRestAsync(bench, service);
        Say($"1-minute load after the rest {Load()}.");
        Artifacts.Write("service-figures.txt", string.Join(Environment.NewLine, _lines));
        (await service.StopAsync()).Ended(0);
        await Truth.AssertRightAsync(bench, "after the measurement");
    }

    /// <summary>Single sales of articles of their own at random times, each watched until its listing shows the number.</summary>
    private async Task MeasureSalesAsync(TillBench bench)
    {
        var random = new Random(Seed);
        var numbers = Enumerable.Range(1, ArticleCount).OrderBy(_ => random.Next()).Take(SaleCount).ToList();
        var watched = new List<Task<double>>();
        bench.Shop.Requests.Clear();
        var watch = Stopwatch.StartNew();
        foreach (var number in numbers)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(-Math.Log(1 - random.NextDouble()) * GapMilliseconds));
            var sku = Article.SkuOf(number);
            await bench.Till.SellAsync(sku, 1);
            watched.Add(UntilListedAsync(bench, sku, 49 + number));
        }

        var seconds = await Task.WhenAll(watched);
        Array.Sort(seconds);
        Say(
            $"{SaleCount} sales, one in {GapMilliseconds / 1000.0:0.0} s on average: sale to listing p50 {At(seconds, 0.5):0.00} s, p95 {At(seconds, 0.95):0.00} s, "
                + $"max {seconds[^1]:0.00} s; {bench.Shop.Requests.All.Count / watch.Elapsed.TotalMinutes:0} requests/min."
        );
    }

    private async Task MeasureRestAsync(TillBench bench, RunningService service)
    {
        // The minute in which the till is glanced at every second goes by first.
        await Task.Delay(TimeSpan.FromSeconds(70));
        using var process = Process.GetProcessById(service.Program.ProcessId);
        var (cpu, runs) = (process.TotalProcessorTime, await RunsAsync(service));
        bench.Shop.Requests.Clear();
        var watch = Stopwatch.StartNew();
        await Task.Delay(TimeSpan.FromSeconds(RestSeconds));
        process.Refresh();
        var (minutes, busy) = (watch.Elapsed.TotalMinutes, process.TotalProcessorTime - cpu);
        var after = await RunsAsync(service);
        Say(
            $"At rest over {minutes:0.0} min: {100 * busy / watch.Elapsed:0.00} % of a core; {(after["probe"] - runs["probe"]) / minutes:0.0} glances/min, "
                + $"{(after["orders"] - runs["orders"]) / minutes:0.0} whole checks/min, {bench.Shop.Requests.All.Count / minutes:0.0} requests/min to the shop; "
                + $"{process.WorkingSet64 / 1048576} MB resident."
        );
    }

    private static async Task<double> UntilListedAsync(TillBench bench, string sku, decimal shown)
    {
        var watch = Stopwatch.StartNew();
        while (bench.ShownOf(sku) != shown)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), $"{sku} was not listed within two minutes.");
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }

        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<Dictionary<string, long>> RunsAsync(RunningService service) =>
        (await service.StorefrontAsync())
            .GetProperty("jobs")
            .EnumerateArray()
            .ToDictionary(job => job.GetProperty("job").GetString()!, job => job.GetProperty("runs").GetInt64());

    private static double At(double[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private void Say(string text)
    {
        output.WriteLine(text);
        _lines.Add(text);
    }
}
