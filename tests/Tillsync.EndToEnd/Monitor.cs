using System.Text.Json;
using System.Text.RegularExpressions;
using Tillsync.EndToEnd.Bench;

namespace Tillsync.EndToEnd;

/// <summary>`monitor` over real runs: needed, skipped, failed, held.</summary>
public sealed class Monitor
{
    [Fact]
    public async Task RunsAndSkippedStarts_AreShownWithReasonRequestsAndWhatWasSaved()
    {
        await using var bench = await StartAsync();
        (await bench.RunAsync("run")).Ended(0);
        (await bench.RunAsync("run")).Ended(0);
        await bench.Till.SellAsync(Article.SkuOf(2), 3);
        (await bench.RunAsync("run")).Ended(0);

        var json = await bench.RunJsonAsync(0, "monitor");

        var starts = json.GetProperty("starts").EnumerateArray().ToList();
        Assert.Equal(["synced", "skipped", "synced"], starts.Select(start => start.GetProperty("outcome").GetString()));
        Assert.Equal("Inventory changes detected (1 items)", starts[0].GetProperty("reason").GetString());
        Assert.Equal(1, starts[0].GetProperty("counts").GetProperty("updated").GetInt32());
        Assert.StartsWith("No changes detected", starts[1].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, starts[1].GetProperty("requests").GetInt32());
        Assert.Equal(4, starts[1].GetProperty("saved").GetInt32());
        Assert.Equal(JsonValueKind.Number, json.GetProperty("hoursSinceVerified").ValueKind);
    }

    [Fact]
    public async Task Details_ShowEachWriteFromTo()
    {
        await using var bench = await StartAsync();
        (await bench.RunAsync("run")).Ended(0);

        var ran = (await bench.RunAsync("monitor", "--details")).Ended(0);

        Assert.Contains("E2E-0003", ran.Output, StringComparison.Ordinal);
        Assert.Contains("0 -> 30, accepted", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFailedRunAndAHeldPlan_AreShown()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        await bench.Till.ExecuteAsync("UPDATE IM_INV SET QTY_ON_HND = 0");
        (await bench.RunAsync("run")).Ended(5);
        await bench.StopShopAsync();
        (await bench.RunAsync("run")).Ended(3);

        var ran = (await bench.RunAsync("monitor")).Ended(0);

        Assert.Matches(@"FAILED .*\n.* HELD ", ran.Output);
        Assert.Contains("HELD:            plan ", ran.Output, StringComparison.Ordinal);
        Assert.Contains(bench.Shop.Url.Authority, ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingYet_SaysSoAndMakesNoJournal()
    {
        await using var bench = await StartAsync();

        var ran = (await bench.RunAsync("monitor", "--last-hours", "2")).Ended(0);

        Assert.Contains("Last 2 hours: no starts at all.", ran.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(bench.PathOf("tillsync.db")));
    }

    [Fact]
    public async Task TheService_IsShownWithItsJobs_WhenItStoppedAndWhenItDied()
    {
        await using var bench = await StartAsync();
        await using (var service = await RunningService.StartAsync(bench))
        {
            await service.UntilStatusAsync("ok");
            var json = (await bench.RunJsonAsync(0, "monitor")).GetProperty("service");
            Assert.True(json.GetProperty("isAlive").GetBoolean());
            Assert.Equal("ok", json.GetProperty("status").GetString());
            Assert.Equal(service.Program.ProcessId, json.GetProperty("processId").GetInt32());
            var probe = json.GetProperty("jobs").EnumerateArray().Single(job => job.GetProperty("job").GetString() == "probe");
            Assert.All((string[])["lastAt", "nextAt"], name => Assert.Equal(JsonValueKind.String, probe.GetProperty(name).ValueKind));
            var shown = (await bench.RunAsync("monitor")).Ended(0);
            Assert.Matches(@"Service: +alive since .* \(process [0-9]+\): ok\. ", shown.Output);
            // A glance may be under way just then.
            const string atRest = @"\n  probe +nothing +last [0-9:]{8}, next [0-9:]{8}; No change\.";
            await Wait.UntilAsync(
                async () => Regex.IsMatch((await bench.RunAsync("monitor")).Ended(0).Output, atRest),
                () => "the probe is shown at rest"
            );
            await service.KillAsync();
        }

        Assert.Contains("NOT ALIVE", (await bench.RunAsync("monitor")).Ended(0).Output, StringComparison.Ordinal);
        await using (var again = await RunningService.StartAsync(bench))
        {
            await again.UntilStatusAsync("ok");
            (await again.StopAsync()).Ended(0);
        }

        Assert.Matches(@"Service: +stopped at ", (await bench.RunAsync("monitor")).Ended(0).Output);
        var ended = (await bench.RunJsonAsync(0, "monitor")).GetProperty("service");
        Assert.False(ended.GetProperty("isAlive").GetBoolean());
        Assert.Equal(JsonValueKind.String, ended.GetProperty("endedAt").ValueKind);
    }

    [Fact]
    public async Task APause_IsShown()
    {
        await using var bench = await StartAsync();
        (await bench.RunAsync("run")).Ended(0);
        (await bench.RunAsync("pause")).Ended(0);

        Assert.Matches(@"NOT RUNNING: +paused by ", (await bench.RunAsync("monitor")).Ended(0).Output);
        Assert.Equal("paused", (await bench.RunJsonAsync(0, "monitor")).GetProperty("pause").GetProperty("state").GetString());
        (await bench.RunAsync("stop")).Ended(0);
        Assert.Equal("stopped", (await bench.RunJsonAsync(0, "monitor")).GetProperty("pause").GetProperty("state").GetString());
        (await bench.RunAsync("resume")).Ended(0);
        Assert.Equal(JsonValueKind.Null, (await bench.RunJsonAsync(0, "monitor")).GetProperty("pause").ValueKind);
    }

    [Fact]
    public async Task WatchAtAPipe_PrintsALineForEachStartAndEndsWell()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows cannot be sent a Ctrl-C.");
        await using var bench = await StartAsync();
        await using var watching = bench.Start("monitor", "--watch");
        (await bench.RunAsync("run")).Ended(0);

        await Wait.UntilAsync(() => watching.OutputSoFar.Contains("run 1 synced", StringComparison.Ordinal), "the run is shown");
        await watching.InterruptAsync();
        var ran = (await bench.EndAsync(watching)).Ended(0);

        Assert.Matches(@"\] run 1 synced: updated 5, errors 0, requests \d+; Never synced before\n", ran.Output);
    }

    [Theory]
    [InlineData("--last-hours", "0")]
    [InlineData("--last-hours", "x")]
    public async Task BadHours_AreAUsageError(string option, string value)
    {
        await using var bench = await StartAsync();

        Assert.Contains(option, (await bench.RunAsync("monitor", option, value)).Ended(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WatchForAMachine_IsAUsageError()
    {
        await using var bench = await StartAsync();

        Assert.Equal("--watch", (await bench.RunJsonAsync(2, "monitor", "--watch")).GetProperty("subject").GetString());
    }

    private static Task<TillBench> StartAsync() => TillBench.StartAsync(Article.Numbered(5, number => 10 * number, _ => 0));
}
