using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>The shop tells the service of orders and changes. Looks by the clock are switched off here, so that only a hint can cause one.</summary>
public sealed class Webhooks : IDisposable
{
    private readonly WebhookSide _side = new();

    public void Dispose() => _side.Dispose();

    [Fact]
    public async Task Installed_TheShopPings_AndTellsOfAnOrder_WhichIsReadAtOnce()
    {
        await using var bench = await WebhookSide.StartBenchAsync();
        await using var service = await WebhookSide.StartServiceAsync(bench);
        (await bench.RunAsync("webhooks", "install")).Ended(0);
        Assert.All(await _side.DeliverAsync(bench), delivery => Assert.Equal(200, delivery.Status));

        bench.Shop.Model.PlaceOrder([new OrderItem(bench.IdOf("B-2"), 2)]);
        Assert.All(await _side.DeliverAsync(bench), delivery => Assert.Equal(200, delivery.Status));

        await Wait.UntilAsync(() => bench.Journal.Count("SELECT COUNT(*) FROM web_order") == 1, "the order is in the journal");
        await service.UntilSaidAsync("webhooks tell of orders");
        (await service.StopAsync()).Ended(0);
    }

    [Fact]
    public async Task AListingThatSomebodyChangesByHand_IsPutRight()
    {
        await using var bench = await WebhookSide.StartBenchAsync();
        await using var service = await WebhookSide.StartServiceAsync(bench);
        (await bench.RunAsync("webhooks", "install")).Ended(0);
        await _side.DeliverAsync(bench);

        bench.Shop.Model.SetStock(bench.IdOf("A-1"), 99);
        await _side.DeliverAsync(bench);

        await service.UntilRightAsync("after the change by hand");
    }

    [Fact]
    public async Task TheEchoOfOurOwnWrites_CausesNoLook()
    {
        await using var bench = await WebhookSide.StartBenchAsync();
        await using var service = await WebhookSide.StartServiceAsync(bench);
        (await bench.RunAsync("webhooks", "install")).Ended(0);
        await _side.DeliverAsync(bench);
        await bench.Till.SellAsync([("A-1", 3), ("B-2", 1)]);
        await service.UntilRightAsync("after the sale");
        await Wait.UntilAsync(async () => await WebhookSide.RunsThatGoOnAsync(bench) == 0, () => "no run goes on");
        bench.Shop.Requests.Clear();

        Assert.Equal(2, (await _side.DeliverAsync(bench)).Count);

        await Wait.UntilAsync(
            async () =>
                (await WebhookSide.JobAsync(service, "hints")).GetProperty("text").GetString() == "The shop told of our own writes only.",
            () => "the hints were looked through"
        );
        Assert.Empty(WebhookSide.Looks(bench));
    }

    [Fact]
    public async Task TheSameDeliveryOnceMore_IsAnswered_AndCausesNoLook()
    {
        await using var bench = await WebhookSide.StartBenchAsync();
        await using var service = await WebhookSide.StartServiceAsync(bench);
        (await bench.RunAsync("webhooks", "install")).Ended(0);
        await _side.DeliverAsync(bench);
        bench.Shop.Model.PlaceOrder([new OrderItem(bench.IdOf("B-2"), 2)]);
        await _side.DeliverAsync(bench);
        await Wait.UntilAsync(() => bench.Journal.Count("SELECT COUNT(*) FROM web_order") == 1, "the order is in the journal");
        // The run is over a moment before the job that made it counts it.
        await Wait.UntilAsync(async () => HasLooked(await WebhookSide.JobAsync(service, "hints")), () => "the hints were looked through");
        var runs = (await WebhookSide.JobAsync(service, "hints")).GetProperty("runs").GetInt64();

        foreach (var again in _side.Signed)
        {
            Assert.Equal(HttpStatusCode.OK, await _side.SendAsync(again.Address, again.Body, again.Headers));
        }

        Assert.Equal(runs, (await WebhookSide.JobAsync(service, "hints")).GetProperty("runs").GetInt64());
    }

    private static bool HasLooked(JsonElement job) =>
        job.GetProperty("runs").GetInt64() > 0
        && (!job.TryGetProperty("runningSince", out var since) || since.ValueKind == JsonValueKind.Null);

    [Fact]
    public async Task Doctor_SeesThemAsInstallMadeThem()
    {
        await using var bench = await WebhookSide.StartBenchAsync();
        var before = await DoctorsWordAsync(bench);
        (await bench.RunAsync("webhooks", "install")).Ended(0);

        Assert.Contains("does not tell of order.updated", before, StringComparison.Ordinal);
        Assert.Equal("5 are active.", await DoctorsWordAsync(bench));
    }

    [Fact]
    public async Task AWebhookThatTheShopHasDisabled_IsSwitchedOnAgain_AndTold()
    {
        await using var bench = await WebhookSide.StartBenchAsync();
        (await bench.RunAsync("webhooks", "install", "--orders-only")).Ended(0);
        for (var failure = 0; failure < 8; failure++)
        {
            bench.Shop.Model.PlaceOrder([new OrderItem(bench.IdOf("A-1"), 1)]);
            await _side.DeliverAsync(bench);
        }

        var before = await bench.RunJsonAsync(4, "webhooks", "status");
        Assert.Contains(
            before.GetProperty("webhooks").EnumerateArray(),
            webhook => webhook.GetProperty("status").GetString() == "disabled"
        );

        await using var receiver = new AlertReceiver();
        bench.ConfigureRoot(root => root["Alerts"] = new JsonObject { ["WebhookUrl"] = new Uri(receiver.Url, "hook").ToString() });
        await using var service = await WebhookSide.StartServiceAsync(bench);
        await service.UntilSaidAsync("switched on again");

        await bench.RunJsonAsync(0, "webhooks", "status");
        await Wait.UntilAsync(() => receiver.Bodies.Count == 1, "it is told");
        Assert.Contains("webhooks are switched off", receiver.Bodies[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Install_CanBeRepeated_FollowsTheAddress_AndLeavesOthersAlone_AndRemoveTakesOursAway()
    {
        await using var bench = await WebhookSide.StartBenchAsync();
        var first = await bench.RunJsonAsync(0, "webhooks", "install");
        Assert.Equal(5, first.GetProperty("webhooks").GetArrayLength());
        await AddForeignWebhookAsync(bench);

        bench.Configure(storefront => storefront["Shop"]!["WebhookUrl"] = "http://127.0.0.1:8080/elsewhere");
        var second = await bench.RunJsonAsync(0, "webhooks", "install", "--orders-only");

        var webhooks = second.GetProperty("webhooks").EnumerateArray().ToList();
        Assert.Equal(
            ["order.updated", "order.deleted", "order.restored"],
            webhooks.Select(webhook => webhook.GetProperty("topic").GetString())
        );
        Assert.All(webhooks, webhook => Assert.Equal("http://127.0.0.1:8080/elsewhere", webhook.GetProperty("deliveryUrl").GetString()));
        Assert.Equal(3, (await bench.RunJsonAsync(0, "webhooks", "remove")).GetProperty("removed").GetInt32());
        var after = await bench.RunJsonAsync(4, "webhooks", "status");
        Assert.Equal(3, after.GetProperty("missing").GetArrayLength());
        Assert.Equal(1, await CountWebhooksAsync(bench));
    }

    [Fact]
    public async Task WithoutAnAddress_EachCommandSaysWhatToSet()
    {
        await using var bench = await TillBench.StartAsync(WebhookSide.Two);

        foreach (var verb in (string[])["install", "status", "remove"])
        {
            var ran = (await bench.RunAsync("webhooks", verb)).Ended(2);
            Manners.CheckError(ran);
            Assert.Contains("Shop:WebhookUrl", ran.Error, StringComparison.Ordinal);
        }
    }

    private static async Task<string> DoctorsWordAsync(TillBench bench)
    {
        using var document = JsonDocument.Parse((await bench.RunAsync("doctor", "--json")).Output);
        return document
            .RootElement.GetProperty("checks")
            .EnumerateArray()
            .Single(check => check.GetProperty("name").GetString() == "Webhooks")
            .GetProperty("text")
            .GetString()!;
    }

    private async Task AddForeignWebhookAsync(TillBench bench) =>
        await AskAsync(
            bench,
            HttpMethod.Post,
            """{"name":"Somebody else's","topic":"order.created","delivery_url":"https://other.example/","secret":"x"}"""
        );

    private async Task<int> CountWebhooksAsync(TillBench bench)
    {
        using var document = JsonDocument.Parse(await AskAsync(bench, HttpMethod.Get, null));
        return document.RootElement.GetArrayLength();
    }

    private async Task<string> AskAsync(TillBench bench, HttpMethod method, string? body)
    {
        using var message = new HttpRequestMessage(method, new Uri(bench.Shop.Url, "/wp-json/wc/v3/webhooks"));
        message.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        message.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.ASCII.GetBytes($"{TillBench.ConsumerKey}:{TillBench.ConsumerSecret}"))
        );
        using var answer = await _side.Client.SendAsync(message);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return text;
    }
}
