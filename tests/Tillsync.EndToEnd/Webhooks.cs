using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>The shop tells the service of orders and changes. Looks by the clock are switched off here, so that only a hint can cause one.</summary>
public sealed class Webhooks : IDisposable
{
    private static readonly Article[] Two = [new("A-1", 10, 0, 9), new("B-2", 4, 1, 3)];

    private static readonly Dictionary<string, string> NoHeaders = [];

    private readonly Recorder _recorder = new();
    private readonly HttpClient _shopsClient;
    private readonly HttpClient _client;

    public Webhooks()
    {
        _shopsClient = new HttpClient(_recorder);
        var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        _client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(30) };
    }

    public void Dispose()
    {
        _shopsClient.Dispose();
        _recorder.Dispose();
        _client.Dispose();
    }

    [Fact]
    public async Task Installed_TheShopPings_AndTellsOfAnOrder_WhichIsReadAtOnce()
    {
        await using var bench = await StartBenchAsync();
        await using var service = await StartServiceAsync(bench);
        (await bench.RunAsync("webhooks", "install")).Ended(0);
        Assert.All(await DeliverAsync(bench), delivery => Assert.Equal(200, delivery.Status));

        bench.Shop.Model.PlaceOrder([new OrderItem(bench.IdOf("B-2"), 2)]);
        Assert.All(await DeliverAsync(bench), delivery => Assert.Equal(200, delivery.Status));

        await Wait.UntilAsync(() => bench.Journal.Count("SELECT COUNT(*) FROM web_order") == 1, "the order is in the journal");
        await service.UntilSaidAsync("webhooks tell of orders");
        (await service.StopAsync()).Ended(0);
    }

    [Fact]
    public async Task AListingThatSomebodyChangesByHand_IsPutRight()
    {
        await using var bench = await StartBenchAsync();
        await using var service = await StartServiceAsync(bench);
        (await bench.RunAsync("webhooks", "install")).Ended(0);
        await DeliverAsync(bench);

        bench.Shop.Model.SetStock(bench.IdOf("A-1"), 99);
        await DeliverAsync(bench);

        await service.UntilRightAsync("after the change by hand");
    }

    [Fact]
    public async Task TheEchoOfOurOwnWrites_CausesNoLook()
    {
        await using var bench = await StartBenchAsync();
        await using var service = await StartServiceAsync(bench);
        (await bench.RunAsync("webhooks", "install")).Ended(0);
        await DeliverAsync(bench);
        await bench.Till.SellAsync([("A-1", 3), ("B-2", 1)]);
        await service.UntilRightAsync("after the sale");
        await Wait.UntilAsync(async () => await RunsThatGoOnAsync(bench) == 0, () => "no run goes on");
        bench.Shop.Requests.Clear();

        Assert.Equal(2, (await DeliverAsync(bench)).Count);

        await Wait.UntilAsync(
            async () => (await JobAsync(service, "hints")).GetProperty("text").GetString() == "The shop told of our own writes only.",
            () => "the hints were looked through"
        );
        Assert.Empty(Looks(bench));
    }

    [Fact]
    public async Task TheSameDeliveryOnceMore_IsAnswered_AndCausesNoLook()
    {
        await using var bench = await StartBenchAsync();
        await using var service = await StartServiceAsync(bench);
        (await bench.RunAsync("webhooks", "install")).Ended(0);
        await DeliverAsync(bench);
        bench.Shop.Model.PlaceOrder([new OrderItem(bench.IdOf("B-2"), 2)]);
        await DeliverAsync(bench);
        await Wait.UntilAsync(() => bench.Journal.Count("SELECT COUNT(*) FROM web_order") == 1, "the order is in the journal");
        await Wait.UntilAsync(async () => await RunsThatGoOnAsync(bench) == 0, () => "no run goes on");
        var runs = (await JobAsync(service, "hints")).GetProperty("runs").GetInt64();

        foreach (var again in _recorder.Signed)
        {
            Assert.Equal(HttpStatusCode.OK, await SendAsync(again.Address, again.Body, again.Headers));
        }

        Assert.Equal(runs, (await JobAsync(service, "hints")).GetProperty("runs").GetInt64());
    }

    [Fact]
    public async Task ForgedGiantBrokenAndUnknownDeliveries_AreAnsweredCheaply_AndCauseNothing()
    {
        await using var bench = await StartBenchAsync();
        await using var service = await StartServiceAsync(bench);
        (await bench.RunAsync("webhooks", "install")).Ended(0);
        await DeliverAsync(bench);
        bench.Shop.Model.PlaceOrder([new OrderItem(bench.IdOf("B-2"), 2)]);
        await DeliverAsync(bench);
        await Wait.UntilAsync(() => bench.Journal.Count("SELECT COUNT(*) FROM web_order") == 1, "the order is in the journal");
        var (address, body, headers) = _recorder.Signed[0];
        var shortSignature = new Dictionary<string, string>(headers) { ["X-WC-Webhook-Signature"] = "AAAA" };
        var unsigned = headers.Where(header => header.Key != "X-WC-Webhook-Signature").ToDictionary();
        var unknown = new Dictionary<string, string>(headers) { ["X-WC-Webhook-Topic"] = "coupon.created" };
        await Wait.UntilAsync(async () => await RunsThatGoOnAsync(bench) == 0, () => "no run goes on");
        bench.Shop.Requests.Clear();

        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(address, body + " ", headers));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(address, body, shortSignature));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(address, body, unsigned));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(address, "webhook_id=x", NoHeaders));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(address, "", NoHeaders));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(address, "webhook_id=4", NoHeaders));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(address, body, unknown));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(address, new string(' ', 1024 * 1024 + 1), headers));
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(new Uri(address, "/webhooks/nobody"), body, headers));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _client.GetAsync(address)).StatusCode);
        await CutOffAsync(address, headers);
        var flood = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => SendAsync(address, $"{body}{number}", headers)));
        Assert.All(flood, code => Assert.Contains(code, (HttpStatusCode[])[HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests]));

        Assert.Empty(Looks(bench));
        Assert.Equal(HttpStatusCode.OK, (await service.HealthAsync()).Code);
        // A flood is a line a minute.
        Assert.Single(service.Program.OutputSoFar.Split('\n'), line => line.Contains("were not signed", StringComparison.Ordinal));
        (await service.StopAsync()).Ended(0);
    }

    [Fact]
    public async Task AWebhookThatTheShopHasDisabled_IsSwitchedOnAgain_AndTold()
    {
        await using var bench = await StartBenchAsync();
        (await bench.RunAsync("webhooks", "install", "--orders-only")).Ended(0);
        for (var failure = 0; failure < 8; failure++)
        {
            bench.Shop.Model.PlaceOrder([new OrderItem(bench.IdOf("A-1"), 1)]);
            await DeliverAsync(bench);
        }

        var before = await bench.RunJsonAsync(4, "webhooks", "status");
        Assert.Contains(
            before.GetProperty("webhooks").EnumerateArray(),
            webhook => webhook.GetProperty("status").GetString() == "disabled"
        );

        await using var receiver = new AlertReceiver();
        bench.ConfigureRoot(root => root["Alerts"] = new JsonObject { ["WebhookUrl"] = new Uri(receiver.Url, "hook").ToString() });
        await using var service = await StartServiceAsync(bench);
        await service.UntilSaidAsync("switched on again");

        await bench.RunJsonAsync(0, "webhooks", "status");
        await Wait.UntilAsync(() => receiver.Bodies.Count == 1, "it is told");
        Assert.Contains("webhooks are switched off", receiver.Bodies[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Install_CanBeRepeated_FollowsTheAddress_AndLeavesOthersAlone_AndRemoveTakesOursAway()
    {
        await using var bench = await StartBenchAsync();
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
        await using var bench = await TillBench.StartAsync(Two);

        foreach (var verb in (string[])["install", "status", "remove"])
        {
            var ran = (await bench.RunAsync("webhooks", verb)).Ended(2);
            Manners.CheckError(ran);
            Assert.Contains("Shop:WebhookUrl", ran.Error, StringComparison.Ordinal);
        }
    }

    private static async Task<TillBench> StartBenchAsync()
    {
        var bench = await TillBench.StartAsync(new SandboxOptions { Https = true }, Two);
        await bench.SyncAsync();
        var port = FreePort();
        bench.ConfigureRoot(root => root["Service"] = new JsonObject { ["Listen"] = $"127.0.0.1:{port}" });
        bench.Configure(storefront =>
        {
            storefront["Schedule"] = new JsonObject { ["ProbeSeconds"] = 1, ["OrderSeconds"] = 86400 };
            storefront["Shop"]!["WebhookUrl"] = $"http://127.0.0.1:{port}/webhooks/e2e";
        });
        return bench;
    }

    private static async Task<RunningService> StartServiceAsync(TillBench bench)
    {
        var service = await RunningService.StartConfiguredAsync(bench);
        await service.UntilStatusAsync("ok");
        return service;
    }

    private Task<IReadOnlyList<WebhookDelivery>> DeliverAsync(TillBench bench) =>
        bench.Shop.DeliverWebhooksAsync(_shopsClient, CancellationToken.None);

    /// <summary>What the service asked the shop, but for the state of the webhooks, after which it asks by the clock.</summary>
    private static IEnumerable<LoggedRequest> Looks(TillBench bench) =>
        bench.Shop.Requests.All.Where(request => !request.Target.Contains("/webhooks", StringComparison.Ordinal));

    private static async Task<JsonElement> JobAsync(RunningService service, string name) =>
        (await service.StorefrontAsync()).GetProperty("jobs").EnumerateArray().Single(job => job.GetProperty("job").GetString() == name);

    private static Task<int> RunsThatGoOnAsync(TillBench bench) =>
        Task.FromResult(bench.Journal.Count("SELECT COUNT(*) FROM run WHERE result = 'running'"));

    private async Task<HttpStatusCode> SendAsync(Uri address, string body, IReadOnlyDictionary<string, string> headers)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue(
            headers.Count > 0 ? "application/json" : "application/x-www-form-urlencoded"
        );
        foreach (var (name, value) in headers)
        {
            message.Headers.Add(name, value);
        }

        // The answer to a body that is too large comes before the body is sent.
        message.Headers.ExpectContinue = body.Length > 1024 * 1024;

        using var answer = await _client.SendAsync(message);
        return answer.StatusCode;
    }

    /// <summary>Promises a body, sends half of it and hangs up.</summary>
    private static async Task CutOffAsync(Uri address, IReadOnlyDictionary<string, string> headers)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var lines = string.Join("\r\n", headers.Select(header => $"{header.Key}: {header.Value}"));
        var text = $"POST {address.AbsolutePath} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Length: 1000\r\n{lines}\r\n\r\n{{\"id\":";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));
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
        using var answer = await _client.SendAsync(message);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return text;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Keeps what the shop sends, so that it can be sent again.</summary>
    private sealed class Recorder : DelegatingHandler
    {
        public Recorder()
            : base(new HttpClientHandler()) { }

        public List<(Uri Address, string Body, IReadOnlyDictionary<string, string> Headers)> Signed { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Headers.Contains("X-WC-Webhook-Signature"))
            {
                var headers = request
                    .Headers.Where(header => header.Key.StartsWith("X-WC-", StringComparison.OrdinalIgnoreCase))
                    .ToDictionary(header => header.Key, header => header.Value.Single());
                Signed.Add((request.RequestUri!, await request.Content!.ReadAsStringAsync(cancellationToken), headers));
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
