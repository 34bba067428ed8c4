using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tillsync.EndToEnd.Bench;

namespace Tillsync.EndToEnd;

/// <summary>Measurements reach a collector over OTLP (gRPC): what arrives is read as bytes, in which names and tags stand as they are.</summary>
public sealed class Telemetry
{
    private static readonly string[] Texts =
    [
        "tillsync.change.lag",
        "tillsync.till.probes",
        "tillsync.shop.requests",
        "tillsync.items",
        "tillsync.parked",
        "tillsync.verification.age",
        "tillsync.healthy",
        // Tags of theirs.
        "e2e",
        "unchanged",
    ];

    private const int SalesMax = 10;

    [Fact]
    public async Task EveryInstrument_ArrivesAtTheCollector_WithItsStorefront()
    {
        await using var collector = await Collector.StartAsync();
        await using var bench = await TillBench.StartAsync(new Article("A-1", 10, 0, 9));
        // The exporter's own variable; by default it sends once a minute.
        bench.Variables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
        RunningService.Configure(bench, probeSeconds: 1);
        bench.ConfigureRoot(root => root["Service"]!["OtlpEndpoint"] = collector.Address);
        await using var service = await RunningService.StartConfiguredAsync(bench);
        await service.UntilStatusAsync("ok");

        // A change that the job for orders comes upon first has no lag to tell, so there are several; between them the till is at rest, which is told too.
        for (var sale = 0; sale < SalesMax && !Texts.All(collector.HasSeen); sale++)
        {
            await bench.Till.SellAsync("A-1", -1);
            await service.UntilRightAsync("after the receipt");
            await Task.Delay(TimeSpan.FromSeconds(4));
        }

        Assert.DoesNotContain(Texts, text => !collector.HasSeen(text));
        (await service.StopAsync()).Ended(0);
    }

    [Fact]
    public async Task ACollectorThatIsGone_CostsNothing()
    {
        await using var bench = await TillBench.StartAsync(new Article("A-1", 10, 0, 9));
        bench.Variables["OTEL_METRIC_EXPORT_INTERVAL"] = "500";
        RunningService.Configure(bench, probeSeconds: 1);
        bench.ConfigureRoot(root => root["Service"]!["OtlpEndpoint"] = "http://127.0.0.1:1");
        await using var service = await RunningService.StartConfiguredAsync(bench);
        await service.UntilStatusAsync("ok");

        await bench.Till.SellAsync("A-1", 3);

        await service.UntilRightAsync("without a collector");
        (await service.StopAsync()).Ended(0);
    }

    /// <summary>Takes what an exporter sends and answers that it was taken.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private const string Export = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";

        /// <summary>A message of gRPC: not compressed, of no bytes.</summary>
        private static readonly byte[] Empty = [0, 0, 0, 0, 0];

        private readonly WebApplication _host;
        private readonly ConcurrentQueue<string> _bodies;

        private Collector(WebApplication host, ConcurrentQueue<string> bodies)
        {
            _host = host;
            _bodies = bodies;
        }

        public string Address => _host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(server =>
                server.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2)
            );
            var host = builder.Build();
            var bodies = new ConcurrentQueue<string>();
            host.MapPost(Export, context => TakeAsync(context, bodies));
            await host.StartAsync();
            return new Collector(host, bodies);
        }

        public bool HasSeen(string text) => _bodies.Any(body => body.Contains(text, StringComparison.Ordinal));

        public ValueTask DisposeAsync() => _host.DisposeAsync();

        private static async Task TakeAsync(HttpContext context, ConcurrentQueue<string> bodies)
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            bodies.Enqueue(Encoding.Latin1.GetString(body.ToArray()));
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(Empty);
            context.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers["grpc-status"] = "0";
        }
    }
}
