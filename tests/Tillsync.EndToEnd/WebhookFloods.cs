using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>What anybody on the network may send to the receiver of webhooks costs little and causes next to nothing.</summary>
public sealed class WebhookFloods : IDisposable
{
    private static readonly Dictionary<string, string> NoHeaders = [];

    private readonly WebhookSide _side = new();

    public void Dispose() => _side.Dispose();

    [Fact]
    public async Task ForgedGiantBrokenAndUnknownDeliveries_AreAnsweredCheaply_AndCauseNothing()
    {
        await using var bench = await WebhookSide.StartBenchAsync();
        await using var service = await WebhookSide.StartServiceAsync(bench);
        (await bench.RunAsync("webhooks", "install")).Ended(0);
        await _side.DeliverAsync(bench);
        bench.Shop.Model.PlaceOrder([new OrderItem(bench.IdOf("B-2"), 2)]);
        await _side.DeliverAsync(bench);
        await Wait.UntilAsync(() => bench.Journal.Count("SELECT COUNT(*) FROM web_order") == 1, "the order is in the journal");
        var (address, body, headers) = _side.Signed[0];
        var shortSignature = new Dictionary<string, string>(headers) { ["X-WC-Webhook-Signature"] = "AAAA" };
        var unsigned = headers.Where(header => header.Key != "X-WC-Webhook-Signature").ToDictionary();
        var unknown = new Dictionary<string, string>(headers) { ["X-WC-Webhook-Topic"] = "coupon.created" };
        await Wait.UntilAsync(async () => await WebhookSide.RunsThatGoOnAsync(bench) == 0, () => "no run goes on");
        bench.Shop.Requests.Clear();

        Assert.Equal(HttpStatusCode.Unauthorized, await _side.SendAsync(address, body + " ", headers));
        Assert.Equal(HttpStatusCode.Unauthorized, await _side.SendAsync(address, body, shortSignature));
        Assert.Equal(HttpStatusCode.Unauthorized, await _side.SendAsync(address, body, unsigned));
        Assert.Equal(HttpStatusCode.Unauthorized, await _side.SendAsync(address, "webhook_id=x", NoHeaders));
        Assert.Equal(HttpStatusCode.Unauthorized, await _side.SendAsync(address, "", NoHeaders));
        Assert.Equal(HttpStatusCode.OK, await _side.SendAsync(address, "webhook_id=4", NoHeaders));
        Assert.Equal(HttpStatusCode.OK, await _side.SendAsync(address, body, unknown));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await _side.SendAsync(address, new string(' ', 1024 * 1024 + 1), headers));
        Assert.Equal(HttpStatusCode.NotFound, await _side.SendAsync(new Uri(address, "/webhooks/nobody"), body, headers));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _side.Client.GetAsync(address)).StatusCode);
        await CutOffAsync(address, headers);
        var flood = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => _side.SendAsync(address, $"{body}{number}", headers)));
        Assert.All(flood, code => Assert.Contains(code, (HttpStatusCode[])[HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests]));

        Assert.Empty(WebhookSide.Looks(bench));
        Assert.Equal(HttpStatusCode.OK, (await service.HealthAsync()).Code);
        // A flood is a line a minute.
        Assert.Single(service.Program.OutputSoFar.Split('\n'), line => line.Contains("were not signed", StringComparison.Ordinal));
        (await service.StopAsync()).Ended(0);
    }

    [Fact]
    public async Task AFloodOfGoodDeliveries_IsAHandfulOfLooks()
    {
        const int Waves = 12;
        const int OrdersEach = 20;
        await using var bench = await WebhookSide.StartBenchAsync();
        bench.Shop.Model.SetStock(bench.IdOf("A-1"), 10);
        await using var service = await WebhookSide.StartServiceAsync(bench);
        (await bench.RunAsync("webhooks", "install")).Ended(0);
        await _side.DeliverAsync(bench);
        var runs = (await WebhookSide.JobAsync(service, "hints")).GetProperty("runs").GetInt64();
        var watch = Stopwatch.StartNew();
        for (var wave = 0; wave < Waves; wave++)
        {
            for (var order = 0; order < OrdersEach; order++)
            {
                bench.Shop.Model.CancelOrder(bench.Shop.Model.PlaceOrder(bench.IdOf("A-1"), 1)!.Value);
            }

            var deliveries = await _side.DeliverAsync(bench);
            Assert.True(deliveries.Count >= OrdersEach, $"{deliveries.Count} deliveries");
            Assert.All(deliveries, delivery => Assert.Equal(200, delivery.Status));
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }

        await Wait.UntilAsync(
            () => bench.Journal.Count("SELECT COUNT(*) FROM web_order") >= Waves * OrdersEach,
            "the orders are in the journal"
        );
        await service.UntilRightAsync("after the flood");
        var looks = 0L;
        await Wait.UntilAsync(
            async () => (looks = (await WebhookSide.JobAsync(service, "hints")).GetProperty("runs").GetInt64() - runs) > 0,
            () => "the hints were looked at"
        );
        Assert.InRange(looks, 1, 2 + (long)(watch.Elapsed / TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task ConnectionsThatPromiseABodyAndSayNothing_ShutTheShopOutForMomentsOnly()
    {
        await using var bench = await WebhookSide.StartBenchAsync();
        await using var service = await WebhookSide.StartServiceAsync(bench);
        (await bench.RunAsync("webhooks", "install")).Ended(0);
        await _side.DeliverAsync(bench);
        bench.Shop.Model.PlaceOrder([new OrderItem(bench.IdOf("B-2"), 1)]);
        await _side.DeliverAsync(bench);
        var (address, body, headers) = _side.Signed[0];
        List<TcpClient> silent = [];
        try
        {
            for (var connection = 0; connection < 20; connection++)
            {
                silent.Add(await WebhookSide.PromiseAsync(address, headers));
            }

            Assert.Equal(HttpStatusCode.OK, (await service.HealthAsync()).Code);
            await Wait.UntilAsync(
                async () => await _side.SendAsync(address, body, headers) == HttpStatusCode.OK,
                () => "a good delivery is taken again, though nobody has hung up"
            );
        }
        finally
        {
            silent.ForEach(client => client.Dispose());
        }
    }

    /// <summary>Promises a body, sends half of it and hangs up.</summary>
    private static async Task CutOffAsync(Uri address, IReadOnlyDictionary<string, string> headers) =>
        (await WebhookSide.PromiseAsync(address, headers, "{\"id\":")).Dispose();
}
