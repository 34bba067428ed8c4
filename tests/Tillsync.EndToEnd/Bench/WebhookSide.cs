using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd.Bench;

/// <summary>
/// The shop's side of webhooks, and everybody else's. Looks by the clock are switched off in its benches, so that only a hint can cause one.
/// </summary>
internal sealed class WebhookSide : IDisposable
{
    public static readonly Article[] Two = [new("A-1", 10, 0, 9), new("B-2", 4, 1, 3)];

    private readonly Recorder _recorder = new();
    private readonly HttpClient _shopsClient;

    public WebhookSide()
    {
        _shopsClient = new HttpClient(_recorder);
        var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        Client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(30) };
    }

    public HttpClient Client { get; }

    /// <summary>What the shop has sent and signed.</summary>
    public IReadOnlyList<(Uri Address, string Body, IReadOnlyDictionary<string, string> Headers)> Signed => _recorder.Signed;

    public void Dispose()
    {
        _shopsClient.Dispose();
        _recorder.Dispose();
        Client.Dispose();
    }

    public static async Task<TillBench> StartBenchAsync()
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

    public static async Task<RunningService> StartServiceAsync(TillBench bench)
    {
        var service = await RunningService.StartConfiguredAsync(bench);
        await service.UntilStatusAsync("ok");
        return service;
    }

    public Task<IReadOnlyList<WebhookDelivery>> DeliverAsync(TillBench bench) =>
        bench.Shop.DeliverWebhooksAsync(_shopsClient, CancellationToken.None);

    /// <summary>What the service asked the shop, but for the state of the webhooks, after which it asks by the clock.</summary>
    public static IReadOnlyList<LoggedRequest> Looks(TillBench bench) =>
        [.. bench.Shop.Requests.All.Where(request => !request.Target.Contains("/webhooks", StringComparison.Ordinal))];

    public static async Task<JsonElement> JobAsync(RunningService service, string name) =>
        (await service.StorefrontAsync()).GetProperty("jobs").EnumerateArray().Single(job => job.GetProperty("job").GetString() == name);

    public static Task<int> RunsThatGoOnAsync(TillBench bench) =>
        Task.FromResult(bench.Journal.Count("SELECT COUNT(*) FROM run WHERE result = 'running'"));

    public async Task<HttpStatusCode> SendAsync(Uri address, string body, IReadOnlyDictionary<string, string> headers)
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

        using var answer = await Client.SendAsync(message);
        return answer.StatusCode;
    }

    /// <summary>Promises a body of a thousand bytes and sends the beginning of it.</summary>
    public static async Task<TcpClient> PromiseAsync(Uri address, IReadOnlyDictionary<string, string> headers, string body = "")
    {
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var lines = string.Join("\r\n", headers.Select(header => $"{header.Key}: {header.Value}"));
        var text = $"POST {address.AbsolutePath} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Length: 1000\r\n{lines}\r\n\r\n{body}";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));
        return client;
    }

    public static int FreePort()
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
