using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tillsync.EndToEnd.Bench;
using Tillsync.EndToEnd.Soaking;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>
/// Trade and troubles for half an hour, then quiet: every listing has to be right and memory must not have grown. Run by script/soak.
/// </summary>
public sealed class Soak(ITestOutputHelper output)
{
    private const int ArticleCount = 600;

    /// <summary>Longer than the longest wait after a failure (two minutes), a parked article's first one and a look at what was found.</summary>
    private static readonly TimeSpan QuietMax = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan StillTime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan DeliveryInterval = TimeSpan.FromSeconds(2);

    private static readonly int Seed = Setting.Of("TILLSYNC_SOAK_SEED", 20261129);
    private static readonly TimeSpan Time = TimeSpan.FromMinutes(Setting.Of("TILLSYNC_SOAK_MINUTES", 30));

    private readonly List<string> _lines = [];

    [Fact(Explicit = true)]
    public async Task AfterTradeAndTroubles_EveryListingIsRight_AndMemoryHasNotGrown()
    {
        var random = new Random(Seed);
        var articles = Article.Numbered(ArticleCount, _ => random.Next(100, 900), _ => random.Next(100, 900));
        await using var bench = await StartBenchAsync(articles);
        await using var service = await RunningService.StartConfiguredAsync(bench);
        await service.UntilStatusAsync("ok");
        (await bench.RunAsync("webhooks", "install")).Ended(0);
        var memory = new MemoryWatch(service);
        Say($"Soak of {Time.TotalMinutes:0} minutes with {ArticleCount} articles, seed {Seed}, {Environment.ProcessorCount} cores.");

        await LiveAsync(bench, [.. articles.Select(article => article.Sku)], memory);
        var quiet = Stopwatch.StartNew();
        bench.Shop.Requests.Clear();
        await UntilRightAsync(bench, service, quiet);
        Say($"Every listing right {quiet.Elapsed.TotalSeconds:0} s after the last trouble.");
        await AssertStillAsync(bench, service);
        await memory.SampleAsync(collects: true);

        Judge(memory, bench);
        (await service.StopAsync()).Ended(0);
        (await bench.RunAsync("verify")).Ended(0);
    }

    private static async Task<TillBench> StartBenchAsync(IReadOnlyList<Article> articles)
    {
        var bench = await TillBench.StartAsync(new SandboxOptions { Https = true }, articles);
        // The stock-take of everything at the start is no accident here.
        bench.Configure(storefront => storefront["Guard"] = new JsonObject { ["MaxZeroedPercent"] = 100 });
        await bench.SyncAsync();
        var port = WebhookSide.FreePort();
        bench.ConfigureRoot(root => root["Service"] = new JsonObject { ["Listen"] = $"127.0.0.1:{port}" });
        bench.Configure(storefront =>
        {
            storefront["Schedule"] = new JsonObject
            {
                ["ProbeSeconds"] = 1,
                ["OrderSeconds"] = 10,
                // What a lost webhook would have told is found by a look at every listing; here it comes every six minutes.
                ["ThresholdHours"] = 0.1,
            };
            storefront["Shop"]!["WebhookUrl"] = $"http://127.0.0.1:{port}/webhooks/e2e";
        });
        return bench;
    }

    /// <summary>Everything goes on beside everything else until the time is over.</summary>
    private async Task LiveAsync(TillBench bench, IReadOnlyList<string> skus, MemoryWatch memory)
    {
        using var door = new TillDoor();
        using var deliveries = new TwiceHandler(Seed);
        using var client = new HttpClient(deliveries, disposeHandler: false);
        var trade = new Trade(bench, door, skus, Seed + 1);
        var troubles = new Troubles(bench, door, Seed + 2);
        using var end = new CancellationTokenSource(Time);
        await Task.WhenAll(
            trade.RunAsync(end.Token),
            troubles.RunAsync(end.Token),
            DeliverAsync(bench, client, end.Token),
            memory.RunAsync(end.Token)
        );
        await bench.Shop.DeliverWebhooksAsync(client, CancellationToken.None);
        Say(
            $"{trade.TillSales} sales and {trade.Receipts} receipts at the till, {trade.ShopActs} orders and cancellations in the shop, {trade.AppliedOrders} orders into the till, "
                + $"{trade.HandEdits} edits by hand; {deliveries.Sent} webhooks twice, {deliveries.Lost} lost."
        );
        Say($"{troubles.Count} troubles: {troubles.Text}.");
    }

    private static async Task DeliverAsync(TillBench bench, HttpClient client, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await bench.Shop.DeliverWebhooksAsync(client, CancellationToken.None);
            await Task.WhenAny(Task.Delay(DeliveryInterval, cancellationToken));
        }
    }

    private static async Task UntilRightAsync(TillBench bench, RunningService service, Stopwatch quiet)
    {
        while (!await Truth.IsRightAsync(bench) || bench.Journal.OpenIntents > 0)
        {
            if (quiet.Elapsed > QuietMax)
            {
                Artifacts.Write("soak-service.txt", service.Program.OutputSoFar);
                await Truth.AssertRightAsync(bench, $"seed {Seed}, {QuietMax} after the last trouble");
                Assert.Equal(0, bench.Journal.OpenIntents);
            }

            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Nothing changes any more: nothing is written any more, and all is well.</summary>
    private async Task AssertStillAsync(TillBench bench, RunningService service)
    {
        await Task.Delay(StillTime);
        bench.Shop.Requests.Clear();
        await Task.Delay(StillTime);
        await Truth.AssertRightAsync(bench, "after the quiet");
        Assert.Empty(bench.Writes);
        var storefront = await service.StorefrontAsync();
        Assert.Equal("ok", storefront.GetProperty("status").GetString());
        Assert.Equal(0, storefront.GetProperty("parked").GetInt32());
        Say(
            $"In the quiet {bench.Shop.Requests.All.Count / StillTime.TotalMinutes:0} requests/min, none of which writes; runs by job: {string.Join(", ", Runs(storefront))}."
        );
    }

    private void Judge(MemoryWatch memory, TillBench bench)
    {
        var samples = memory.Samples;
        var resident = Trend.Of([.. samples.Select(sample => (sample.At, sample.Resident))]);
        var live = Trend.Of([.. samples.Where(sample => sample.Live is not null).Select(sample => (sample.At, sample.Live!.Value))]);
        var handles = Trend.Of([.. samples.Select(sample => (sample.At, (double)sample.Handles))]);
        Say(Describe("Live on the heap after a full collection", live, "MB"));
        Say(Describe("Resident", resident, "MB"));
        Say(Describe("Open files and sockets", handles, ""));
        Say(
            $"{bench.Journal.Count("SELECT COUNT(*) FROM run")} runs and {bench.Journal.Count("SELECT COUNT(*) FROM web_order")} orders in the journal."
        );
        Artifacts.Write("soak.txt", string.Join(Environment.NewLine, [.. _lines, "", .. memory.Lines()]));

        Assert.True(live.IsWithin(0.1, 1), Describe("The live heap grows", live, "MB"));
        Assert.True(resident.IsWithin(0.15, 10), Describe("Resident memory grows", resident, "MB"));
        Assert.True(handles.IsWithin(0.2, 10), Describe("Handles grow", handles, ""));
    }

    private static string Describe(string what, Trend trend, string unit) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {trend.Early:0.0} {unit} in the second quarter, {trend.Late:0.0} {unit} in the last, {trend.PerHour:+0.0;-0.0;0.0} {unit} per hour after the first quarter."
        );

    private static IEnumerable<string> Runs(JsonElement storefront) =>
        storefront
            .GetProperty("jobs")
            .EnumerateArray()
            .Select(job => $"{job.GetProperty("job").GetString()} {job.GetProperty("runs").GetInt64()}");

    private void Say(string text)
    {
        output.WriteLine(text);
        _lines.Add(text);
    }
}
