using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>The service as a process: it keeps the shop right by itself, says how it is, can be paused, and stops in two stages.</summary>
public sealed class Serve
{
    private static readonly Article[] Two = [new("A-1", 10, 0, 9), new("B-2", 4, 1, 3)];

    [Fact]
    public async Task FromTheFirstStart_TheShopBecomesRight_AndStaysSoAsTheTillAndTheShopSell()
    {
        await using var bench = await TillBench.StartAsync(Two);
        await using var service = await RunningService.StartAsync(bench);
        await service.UntilRightAsync("after the start");

        await bench.Till.SellAsync("A-1", 3);
        await service.UntilRightAsync("after a sale at the till");
        bench.Shop.Model.PlaceOrder([new OrderItem(bench.IdOf("B-2"), 2)]);
        await bench.Till.SellAsync([("A-1", 1), ("B-2", -5)]);
        await service.UntilRightAsync("after an order in the shop, a sale and a receipt");

        await service.UntilStatusAsync("ok");
        (await service.StopAsync()).Ended(0);
        Assert.Equal(0, bench.Journal.OpenIntents);
        await Truth.AssertRightAsync(bench, "after the stop");
    }

    [Fact]
    public async Task TwoUnitsThatChangePlacesWithoutADate_AreNoticed()
    {
        await using var bench = await TillBench.StartAsync(
            new Article("A-1", 5, 0, 5),
            new Article("B-2", 7, 0, 7),
            new Article("C-3", 5, 0, 5)
        );
        await using var service = await RunningService.StartAsync(bench);
        await service.UntilStatusAsync("ok");

        // Two for five and five for two: the sums and squares stay, and so do the dates. Only the whole check sees it.
        await bench.Till.SellAsync([("A-1", -2), ("B-2", 2)]);

        await service.UntilRightAsync("after the swap");
    }

    [Fact]
    public async Task Health_TellsEachJobWithLastNextAndResult()
    {
        await using var bench = await TillBench.StartAsync(Two);
        await using var service = await RunningService.StartAsync(bench);
        await service.UntilStatusAsync("ok");

        var (code, health) = await service.HealthAsync();
        var jobs = health.GetProperty("storefronts")[0].GetProperty("jobs").EnumerateArray().ToList();

        Assert.Equal(HttpStatusCode.OK, code);
        Assert.Equal(["probe", "orders", "full", "retry", "upkeep"], jobs.Select(job => job.GetProperty("job").GetString()));
        Assert.All(jobs, job => Assert.Equal(JsonValueKind.String, job.GetProperty("nextAt").ValueKind));
        Assert.Equal(JsonValueKind.String, jobs[0].GetProperty("lastSuccessAt").ValueKind);
        Assert.Equal("e2e", health.GetProperty("storefronts")[0].GetProperty("storefront").GetString());
    }

    [Fact]
    public async Task Health_IsReachedFromThisMachineAlone()
    {
        await using var bench = await TillBench.StartAsync(Two);
        await using var service = await RunningService.StartAsync(bench);

        Assert.Equal("127.0.0.1", service.Address.Host);
        var others = Dns.GetHostAddresses(Dns.GetHostName()).Where(address => address.AddressFamily == AddressFamily.InterNetwork);
        foreach (var address in others.Where(address => !IPAddress.IsLoopback(address)))
        {
            using var client = new TcpClient();
            await Assert.ThrowsAnyAsync<SocketException>(() => client.ConnectAsync(address, service.Address.Port));
        }
    }

    [Fact]
    public async Task Paused_ItSaysWhatItWouldDoAndWritesNothing_AlsoAfterARestart_UntilItIsResumed()
    {
        await using var bench = await TillBench.StartAsync(Two);
        await using (var service = await RunningService.StartAsync(bench))
        {
            await service.UntilStatusAsync("ok");
            (await bench.RunAsync("pause")).Ended(0);
            await service.UntilStatusAsync("paused");
            bench.Shop.Requests.Clear();

            await bench.Till.SellAsync("A-1", 3);
            await service.UntilSaidAsync("would write 1 listings");
            (await service.StopAsync()).Ended(0);
        }

        await using (var service = await RunningService.StartAsync(bench))
        {
            await service.UntilSaidAsync("would write 1 listings");
            Assert.Equal(HttpStatusCode.OK, (await service.HealthAsync()).Code);
            Assert.Empty(bench.Writes);
            Assert.Equal(10, bench.ShownOf("A-1"));

            (await bench.RunAsync("resume")).Ended(0);
            await service.UntilRightAsync("after the resume");
            (await service.StopAsync()).Ended(0);
        }
    }

    [Fact]
    public async Task Stopped_ItDoesNotEvenLook_AndRunSkips()
    {
        await using var bench = await TillBench.StartAsync(Two);
        await bench.SyncAsync();
        (await bench.RunAsync("stop")).Ended(0);
        await using var service = await RunningService.StartAsync(bench);
        await service.UntilStatusAsync("stopped");
        await bench.Till.SellAsync("A-1", 3);

        var skipped = (await bench.RunAsync("run")).Ended(0);

        Assert.Contains("SKIPPED: stopped by ", skipped.Output, StringComparison.Ordinal);
        Assert.Empty(bench.Writes);
        (await bench.RunAsync("resume")).Ended(0);
        await service.UntilRightAsync("after the resume");
    }

    [Fact]
    public async Task PausedInTheMiddleOfASync_ItStopsAfterTheRequestUnderWay()
    {
        await using var bench = await TillBench.StartAsync(Article.Numbered(250, number => number, number => number + 1));
        var gate = new Gate();
        bench.Shop.Faults.Always(Fault.Slow(TimeSpan.FromSeconds(3)), gate.IsWrite);
        await using var service = await RunningService.StartAsync(bench);
        await Wait.UntilAsync(() => gate.Seen >= 1, "a batch is under way");

        (await bench.RunAsync("pause")).Ended(0);

        await service.UntilStatusAsync("paused");
        Assert.InRange(bench.Writes.Count, 1, 2);
        Assert.Equal(0, bench.Journal.OpenIntents);
        Assert.Equal("cancelled", bench.Journal.Query("SELECT result FROM run ORDER BY run_id DESC LIMIT 1")[0][0]);
        bench.Shop.Faults.Clear();
        (await bench.RunAsync("resume")).Ended(0);
        await service.UntilRightAsync("after the resume");
    }

    [Fact]
    public async Task ASyncByHand_IsRespected()
    {
        await using var bench = await TillBench.StartAsync(Article.Numbered(120, number => number, number => number + 1));
        var gate = new Gate();
        bench.Shop.Faults.Always(Fault.Slow(TimeSpan.FromSeconds(2)), gate.IsWrite);
        await using var byHand = bench.Start("sync", "--apply");
        await Wait.UntilAsync(() => gate.Seen >= 1, "the sync by hand is writing");

        await using var service = await RunningService.StartAsync(bench);
        await service.UntilSaidAsync("the sync waits. Another run has the lease");
        Assert.NotEqual("failing", (await service.StorefrontAsync()).GetProperty("status").GetString());

        (await bench.EndAsync(byHand)).Ended(0);
        await service.UntilRightAsync("after both");
        (await service.StopAsync()).Ended(0);
    }

    [Fact]
    public async Task FirstSignal_FinishesTheBatchUnderWay_AndEndsWell()
    {
        await using var bench = await TillBench.StartAsync(Article.Numbered(250, number => number, number => number + 1));
        var gate = new Gate();
        bench.Shop.Faults.Always(Fault.Slow(TimeSpan.FromSeconds(2)), gate.IsWrite);
        await using var service = await RunningService.StartAsync(bench);
        await Wait.UntilAsync(() => gate.Seen >= 1, "a batch is under way");

        (await service.StopAsync()).Ended(0);

        Assert.Equal(1, gate.Seen);
        Assert.Single(bench.Writes);
        Assert.Equal(0, bench.Journal.OpenIntents);
    }

    [Fact]
    public async Task SecondSignal_EndsTheBatchUnderWayToo_AndItsOutcomeIsInDoubt()
    {
        await using var bench = await TillBench.StartAsync(Article.Numbered(250, number => number, number => number + 1));
        var gate = new Gate();
        bench.Shop.Faults.Always(Fault.Slow(TimeSpan.FromSeconds(30)), gate.IsWrite);
        await using var service = await RunningService.StartAsync(bench);
        await Wait.UntilAsync(() => gate.Seen >= 1, "a batch is under way");

        await service.Program.TerminateAsync();
        await service.UntilSaidAsync("Stopping");
        await service.Program.TerminateAsync();
        (await bench.EndAsync(service.Program)).Ended(130);

        Assert.Equal(100, bench.Journal.OpenIntents);
    }

    [Fact]
    public async Task ManyStorefronts_EachHasItsOwnTillAndShop_AndOneThatFailsDoesNotStopTheOther()
    {
        await using var bench = await TillBench.StartAsync(Two);
        await using var other = await TillBench.StartAsync(new Article("Z-9", 8, 0, 1));
        RunningService.Configure(bench, 1);
        RunningService.Configure(other, 1);
        other.Configure(storefront =>
        {
            storefront["Name"] = "other";
            storefront["Till"]!["ConnectionString"] = other.Till.ConnectionString;
        });
        var second = JsonNode.Parse(await File.ReadAllTextAsync(other.ConfigurationPath))!["Storefronts"]![0]!;
        bench.ConfigureRoot(root => ((JsonArray)root["Storefronts"]!).Add(second.DeepClone()));
        await bench.Shop.DisposeAsync();

        await using var service = await RunningService.StartAsync(bench, probeSeconds: null);
        await Wait.UntilAsync(() => other.ShownOf("Z-9") == 8, "the other storefront is right");
        await service.UntilStatusAsync("failing");

        var (code, health) = await service.HealthAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, code);
        Assert.Equal(
            ["failing", "ok"],
            health.GetProperty("storefronts").EnumerateArray().Select(one => one.GetProperty("status").GetString())
        );
        (await service.StopAsync()).Ended(0);
    }

    [Fact]
    public async Task AHeldPlan_IsShownAndNotAFailure_AndIsCarriedOutOnceApproved()
    {
        await using var bench = await TillBench.StartAsync(Article.Numbered(20, number => number, number => number));
        await bench.SyncAsync();
        await using var service = await RunningService.StartAsync(bench);
        await service.UntilStatusAsync("ok");

        await bench.Till.SellAsync(Enumerable.Range(1, 12).Select(number => (Article.SkuOf(number), (decimal)number)));
        await service.UntilStatusAsync("held");
        Assert.Empty(bench.Writes);
        var plan = (await service.StorefrontAsync()).GetProperty("heldPlan").GetString()!;

        // The service looks again from time to time, and has the lease then: the command waits for its turn.
        (await bench.RunAsync("plans", "approve", plan)).Ended(0);
        await service.UntilRightAsync("after the approval");
        await service.UntilStatusAsync("ok");
    }

    [Fact]
    public async Task TheServiceLog_IsOneJsonObjectALine_WithStableIdsAndNoSecret()
    {
        await using var bench = await TillBench.StartAsync(Two);
        await using var service = await RunningService.StartAsync(bench, 1, "--json");
        await service.UntilRightAsync("after the start");
        var ran = (await service.StopAsync()).Ended(0);

        var path = Assert.Single(Directory.EnumerateFiles(bench.LogFolder, "tillsync_service_*.jsonl"));
        var lines = (await File.ReadAllLinesAsync(path)).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(6001, lines[0].GetProperty("id").GetInt32());
        Assert.Contains(lines, line => line.GetProperty("id").GetInt32() == 4001 && line.GetProperty("updated").GetInt32() == 1);
        Assert.Equal(6003, lines[^1].GetProperty("id").GetInt32());
        Assert.All(lines, line => Assert.True(line.TryGetProperty("at", out _) && line.TryGetProperty("text", out _)));
        Assert.Equal(lines.Count, ran.Output.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task APortThatIsTaken_IsOneClearError()
    {
        await using var bench = await TillBench.StartAsync(Two);
        await using var service = await RunningService.StartAsync(bench);
        bench.ConfigureRoot(root => root["Service"]!["Listen"] = $"127.0.0.1:{service.Address.Port}");

        var second = (await bench.RunAsync("serve")).Ended(2);

        Manners.CheckError(second);
        Assert.Contains("Service:Listen", second.Error, StringComparison.Ordinal);
    }
}
