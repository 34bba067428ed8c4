using System.Diagnostics;
using System.Text.Json.Nodes;
using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>The service tells by itself what is wrong and that it is over, and no receiver keeps a sync waiting.</summary>
public sealed class ServeAlerts
{
    private static readonly Article[] Two = [new("A-1", 10, 0, 9), new("B-2", 4, 1, 3)];

    /// <summary>A message that hangs is given up after 15 s; a sync that waited for it would not be done in this time.</summary>
    private static readonly TimeSpan HangMax = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task AnOutage_IsOneMessage_OverARestartToo_AndItsEndIsAnother()
    {
        await using var receiver = new AlertReceiver();
        await using var bench = await StartAsync(receiver.Url);
        bench.Shop.Faults.Always(Fault.Maintenance());
        await using (var service = await RunningService.StartAsync(bench))
        {
            await Wait.UntilAsync(() => receiver.Bodies.Count == 1, "the outage is told");
            Assert.Contains(bench.Shop.Url.Authority, receiver.Bodies[0], StringComparison.Ordinal);
            await service.KillAsync();
        }

        await using (var service = await RunningService.StartAsync(bench))
        {
            await service.UntilStatusAsync("failing");
            // Past the patience, with looks to spare.
            await Wait.UntilAsync(async () => await LooksAsync(service) >= 5, () => "alerts were looked at");
            Assert.Single(receiver.Bodies);

            bench.Shop.Faults.Clear();
            await Wait.UntilAsync(() => receiver.Bodies.Count == 2, "its end is told");
            Assert.Contains("recovered", receiver.Bodies[1], StringComparison.Ordinal);
            await Wait.UntilAsync(() => receiver.Pings is [.., "/ping"], "all is well, says the ping");
            (await service.StopAsync()).Ended(0);
        }

        Assert.Contains("/ping/fail", receiver.Pings);
    }

    [Fact]
    public async Task AnOutageThatARestartedServiceHasNotSeenYet_IsNotOver()
    {
        await using var receiver = new AlertReceiver();
        await using var bench = await StartAsync(receiver.Url);
        await bench.SyncAsync();
        // A glance at a till that hangs takes longer than the first look at what is to be told.
        bench.Configure(storefront => storefront["Till"]!["CommandTimeoutSeconds"] = 10);
        using var hang = bench.Till.Hang();
        await using (var service = await RunningService.StartAsync(bench))
        {
            await Wait.UntilAsync(() => receiver.Bodies.Count == 1, "the outage is told");
            await service.KillAsync();
        }

        await using var again = await RunningService.StartAsync(bench);
        await Wait.UntilAsync(async () => await LooksAsync(again) >= 1, () => "alerts were looked at");
        Assert.NotEqual("failing", (await again.StorefrontAsync()).GetProperty("status").GetString());
        await again.UntilStatusAsync("failing");

        Assert.Single(receiver.Bodies);
    }

    [Fact]
    public async Task AFailureThatTheNextTryCures_IsNotTold()
    {
        await using var receiver = new AlertReceiver();
        await using var bench = await StartAsync(receiver.Url);
        await using var service = await RunningService.StartAsync(bench);
        await service.UntilStatusAsync("ok");
        bench.Shop.Faults.Next(Fault.BadGateway(), 20);

        await bench.Till.SellAsync("A-1", 3);
        await service.UntilSaidAsync("Next try in 5 s");
        bench.Shop.Faults.Clear();

        await service.UntilRightAsync("after the failure");
        var looks = await LooksAsync(service);
        await Wait.UntilAsync(async () => await LooksAsync(service) >= looks + 3, () => "alerts were looked at");
        Assert.Empty(receiver.Bodies);
    }

    [Fact]
    public async Task AHeldPlan_IsTold_AndThatItIsOver()
    {
        await using var receiver = new AlertReceiver();
        await using var bench = await StartAsync(receiver.Url, [.. Article.Numbered(20, number => number, number => number)]);
        await bench.SyncAsync();
        await using var service = await RunningService.StartAsync(bench);
        await service.UntilStatusAsync("ok");
        var stock = Enumerable.Range(1, 12).Select(number => (Sku: Article.SkuOf(number), Units: (decimal)number)).ToList();

        await bench.Till.SellAsync(stock);
        await Wait.UntilAsync(() => receiver.Bodies.Count == 1, "the held plan is told");
        Assert.Contains("plans approve", receiver.Bodies[0], StringComparison.Ordinal);

        await bench.Till.SellAsync(stock.Select(sale => (sale.Sku, -sale.Units)));
        await Wait.UntilAsync(() => receiver.Bodies.Count == 2, "that it is over is told");
        Assert.Contains("recovered", receiver.Bodies[1], StringComparison.Ordinal);
        await service.UntilStatusAsync("ok");
        Assert.Empty(bench.Writes);
    }

    [Fact]
    public async Task AShopThatWasNotVerifiedForTooLong_IsTold_ThoughTheServiceIsAliveAndNothingFails()
    {
        await using var receiver = new AlertReceiver();
        await using var bench = await StartAsync(receiver.Url);
        await UnverifiedForHoursAsync(bench);

        await using var service = await RunningService.StartAsync(bench);

        await Wait.UntilAsync(() => receiver.Bodies.Count == 1, "it is told");
        Assert.Contains("not verified for too long", receiver.Bodies[0], StringComparison.Ordinal);
        await service.UntilStatusAsync("ok");
    }

    [Fact]
    public async Task AMailServerThatHangs_KeepsNoSyncWaiting_AndNoStop()
    {
        await using var silent = new SilentServer();
        await using var bench = await TillBench.StartAsync(Two);
        bench.ConfigureRoot(root =>
            root["Alerts"] = new JsonObject
            {
                ["UnverifiedHours"] = 1,
                ["Email"] = new JsonObject
                {
                    ["Host"] = "127.0.0.1",
                    ["Port"] = silent.Port,
                    ["Security"] = "None",
                    ["From"] = "tillsync@example.com",
                    ["To"] = "ops@example.com",
                },
            }
        );
        await UnverifiedForHoursAsync(bench);
        await using var service = await RunningService.StartAsync(bench);
        await Wait.UntilAsync(() => silent.Connections == 1, "the mail server is asked");

        var watch = Stopwatch.StartNew();
        await bench.Till.SellAsync("A-1", 3);
        await service.UntilRightAsync("while the mail server hangs");
        Assert.True(watch.Elapsed < HangMax, $"It took {watch.Elapsed}.");

        // It still hangs.
        watch.Restart();
        var ran = (await service.StopAsync()).Ended(0);
        Assert.True(watch.Elapsed < HangMax, $"The stop took {watch.Elapsed}.");
        Assert.Contains("Nobody was told by mail by 127.0.0.1", ran.Output, StringComparison.Ordinal);
    }

    private static async Task<TillBench> StartAsync(Uri receiver, params Article[] articles)
    {
        var bench = await TillBench.StartAsync(articles.Length > 0 ? articles : Two);
        bench.ConfigureRoot(root =>
            root["Alerts"] = new JsonObject
            {
                ["WebhookUrl"] = new Uri(receiver, "hook").ToString(),
                ["PingUrl"] = new Uri(receiver, "ping").ToString(),
                ["MinutesBetween"] = 0,
                ["UnverifiedHours"] = 1,
            }
        );
        return bench;
    }

    /// <summary>The whole shop was last found right two hours ago; that is too long for the alerts here, and no reason for a full sync.</summary>
    private static async Task UnverifiedForHoursAsync(TillBench bench)
    {
        await bench.SyncAsync();
        bench.Journal.Execute("UPDATE position SET last_verified_at = strftime('%Y-%m-%dT%H:%M:%f', 'now', '-2 hours') || '0000Z'");
    }

    private static async Task<long> LooksAsync(RunningService service) =>
        (await service.StorefrontAsync())
            .GetProperty("jobs")
            .EnumerateArray()
            .Single(job => job.GetProperty("job").GetString() == "alerts")
            .GetProperty("runs")
            .GetInt64();
}
