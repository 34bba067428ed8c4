using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using Quartz;
using Tillsync.Configuration;
using Tillsync.Webhooks;

namespace Tillsync.Service;

/// <summary>The process around the workers: Quartz places their jobs, Kestrel answers for their health.</summary>
internal sealed class ServiceHost : IAsyncDisposable
{
    private const int ConnectionsMax = 200;

    private readonly WebApplication _host;
    private readonly MeterProvider? _telemetry;

    private ServiceHost(WebApplication host, MeterProvider? telemetry)
    {
        _host = host;
        _telemetry = telemetry;
    }

    /// <summary>Where it listens, once it has been started.</summary>
    public string Address =>
        _host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";

    public static ServiceHost Build(ServiceSettings settings, ServiceWorkers workers, ILoggerFactory loggers)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddSingleton(workers);
        builder.Services.AddQuartz(quartz =>
        {
            quartz.UseInMemoryStore();
            // Jobs of one storefront wait for each other, so each needs a place of its own to wait in.
            quartz.UseDefaultThreadPool(workers.All.Count * Enum.GetValues<JobKind>().Length);
            quartz.UseTimeProvider(workers.Time);
        });
        builder.Services.AddHostedService<JobPlacement>();
        builder.Services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        // How long a stop may take is the second signal's business.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            // Whoever opens connections and says nothing must not shut the shop out.
            server.Limits.MaxConcurrentConnections = ConnectionsMax;
            server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            server.Limits.MaxRequestBodySize = WebhookReceiver.BodyMax;
            server.Listen(settings.Listen.ToEndPoint(), listen => listen.Protocols = HttpProtocols.Http1);
        });
        var host = builder.Build();
        WebhookReceiver.Map(host, workers);
        HealthEndpoint.Map(host, workers, workers.Time.GetUtcNow());
        return new ServiceHost(host, Telemetry(settings));
    }

    /// <exception cref="ConfigurationException">The address cannot be listened on.</exception>
    public async Task StartAsync(ServiceSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            await _host.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            throw new ConfigurationException(
                $"Service:Listen {settings.Listen}",
                $"It cannot be listened on: {exception.Message}",
                "Another `tillsync serve` may be running; stop it, or name another port."
            );
        }
    }

    /// <summary>Takes no more work, waits for what is under way, and ends at once when the token is cancelled.</summary>
    public async Task StopAsync(CancellationToken hardStop) => await _host.StopAsync(hardStop);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _telemetry?.Dispose();
    }

    private static MeterProvider? Telemetry(ServiceSettings settings) =>
        settings.OtlpEndpoint is not { } endpoint
            ? null
            : Sdk.CreateMeterProviderBuilder()
                .AddMeter(ServiceMetrics.MeterName)
                .AddOtlpExporter(
                    (OtlpExporterOptions options) =>
                    {
                        options.Endpoint = endpoint;
                        options.Protocol = OtlpExportProtocol.Grpc;
                    }
                )
                .Build();

    /// <summary>Signals are the command line's.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
