using System.Text.Json.Nodes;
using Tillsync.EndToEnd.Bench;

namespace Tillsync.EndToEnd;

/// <summary>Alerts of `run`, to a receiver on loopback: one outage is one message over many processes, and no receiver fails a sync.</summary>
public sealed class Alerts
{
    [Fact]
    public async Task AnOutageOverThreeRuns_IsOneMessage_ItsEndAnother_AndEachRunPings()
    {
        await using var receiver = new AlertReceiver();
        await using var bench = await StartAsync(receiver.Url);
        await bench.Till.ExecuteAsync("ALTER TABLE IM_INV RENAME TO IM_INV_OLD");
        for (var i = 0; i < 3; i++)
        {
            (await bench.RunAsync("run")).Ended(3);
        }

        await bench.Till.ExecuteAsync("ALTER TABLE IM_INV_OLD RENAME TO IM_INV");
        (await bench.RunAsync("run")).Ended(0);

        Assert.Equal(2, receiver.Bodies.Count);
        Assert.Contains("IM_INV", receiver.Bodies[0], StringComparison.Ordinal);
        Assert.Contains("recovered", receiver.Bodies[1], StringComparison.Ordinal);
        Assert.Equal(
            ["/ping/start", "/ping/fail", "/ping/start", "/ping/fail", "/ping/start", "/ping/fail", "/ping/start", "/ping"],
            receiver.Pings
        );
    }

    [Fact]
    public async Task AHeldPlan_IsTold()
    {
        await using var receiver = new AlertReceiver();
        await using var bench = await StartAsync(receiver.Url);
        await bench.SyncAsync();
        await bench.Till.ExecuteAsync("UPDATE IM_INV SET QTY_ON_HND = 0");

        (await bench.RunAsync("run")).Ended(5);

        Assert.Contains("plans approve", Assert.Single(receiver.Bodies), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReceiversThatAreGone_FailNoSync()
    {
        await using var bench = await StartAsync(new Uri("http://127.0.0.1:1/"));
        bench.ConfigureRoot(root =>
            root["Alerts"]!["Email"] = new JsonObject
            {
                ["Host"] = "127.0.0.1",
                ["Port"] = 1,
                ["From"] = "tillsync@example.com",
                ["To"] = "ops@example.com",
            }
        );

        (await bench.RunAsync("run")).Ended(0);

        var test = (await bench.RunAsync("alerts", "test")).Ended(3);
        Assert.Contains("FAILED  mail by 127.0.0.1:1 to ops@example.com", test.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_SendsEveryWay_AndShowsNoAddress()
    {
        await using var receiver = new AlertReceiver();
        await using var bench = await StartAsync(receiver.Url);

        var json = await bench.RunJsonAsync(0, "alerts", "test");

        Assert.Equal(2, json.GetProperty("channels").GetArrayLength());
        Assert.Contains("test", Assert.Single(receiver.Bodies), StringComparison.Ordinal);
        Assert.DoesNotContain("hook-secret", json.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hook-secret", (await bench.RunAsync("config", "show")).Ended(0).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_WithNobodyToBeTold_IsAUsageError()
    {
        await using var bench = await TillBench.StartAsync();

        (await bench.RunAsync("alerts", "test")).Ended(2);
    }

    [Theory]
    [InlineData("Host", "mail.example.com")]
    [InlineData("To", "ops@example.com")]
    public async Task HalfOfAMailServer_IsWarnedOf(string key, string value)
    {
        await using var bench = await TillBench.StartAsync();
        bench.ConfigureRoot(root => root["Alerts"] = new JsonObject { ["Email"] = new JsonObject { [key] = value } });

        Assert.Contains("Alerts:Email:", (await bench.RunAsync("config", "show")).Ended(0).Error, StringComparison.Ordinal);
    }

    private static async Task<TillBench> StartAsync(Uri receiver)
    {
        var bench = await TillBench.StartAsync(Article.Numbered(5, number => 10 * number, _ => 0));
        bench.ConfigureRoot(root =>
            root["Alerts"] = new JsonObject
            {
                ["WebhookUrl"] = new Uri(receiver, "hook-secret").ToString(),
                ["PingUrl"] = new Uri(receiver, "ping").ToString(),
                ["MinutesBetween"] = 0,
            }
        );
        return bench;
    }
}
