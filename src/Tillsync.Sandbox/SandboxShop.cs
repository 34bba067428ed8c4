using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tillsync.Sandbox.Hosting;

namespace Tillsync.Sandbox;

// The public API in short:
//   await using var shop = await SandboxShop.StartAsync(new SandboxOptions { ... }, cancellationToken);   a real host on loopback
//   shop.Url, shop.Model, shop.Faults, shop.Requests, shop.Certificate, shop.DeliverWebhooksAsync(client, cancellationToken)
//   var handler = new SandboxHandler(options);   no sockets: handler.Handle(request), .HandleAsync, .Model, .Faults, .Requests
//   new HttpClient(new SandboxHttpHandler(handler))   the same through HttpClient
//   shop.Model.AddSimple/AddVariable/AddVariation/AddGrouped/AddExternal/AddMany, SetStock, Get, FindBySku, PlaceOrder, CancelOrder, Trash, Delete, ...
//   shop.Faults.Next(Fault.GatewayTimeout(), times: 1, when: request => request.IsWrite), .Sometimes(probability, ...), .Always(...), .Clear()

/// <summary>A WooCommerce-compatible shop on loopback, for tests and the demo.</summary>
public sealed class SandboxShop : IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly SandboxHandler _handler;
    private readonly CancellationTokenSource _stopping;

    private SandboxShop(WebApplication host, SandboxHandler handler, X509Certificate2? certificate, CancellationTokenSource stopping)
    {
        _host = host;
        _handler = handler;
        _stopping = stopping;
        Certificate = certificate;
        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        Url = new Uri(addresses!.Addresses.Single()); // Kestrel always offers the feature, and one endpoint was bound.
    }

    /// <summary>The shop's address, without /wp-json.</summary>
    public Uri Url { get; }

    /// <summary>The self-signed certificate; null over http.</summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>The shop behind the answers.</summary>
    public ShopModel Model => _handler.Model;

    /// <summary>What goes wrong, and when.</summary>
    public FaultInjector Faults => _handler.Faults;

    /// <summary>Every request that was handled.</summary>
    public RequestLog Requests => _handler.Requests;

    /// <summary>Starts a shop of its own, or a host for a given one.</summary>
    public static async Task<SandboxShop> StartAsync(
        SandboxOptions options,
        CancellationToken cancellationToken,
        SandboxHandler? handler = null
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        var answers = handler ?? new SandboxHandler(options);
        var certificate = options.Https ? LoopbackCertificate.Make(TimeProvider.System.GetUtcNow()) : null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, GuestLifetime>();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(server => Configure(server, options.Port, certificate));
        var host = builder.Build();
        var stopping = new CancellationTokenSource();
        host.Run(context => HttpBridge.AnswerAsync(context, answers, stopping.Token));
        await host.StartAsync(cancellationToken);
        return new SandboxShop(host, answers, certificate, stopping);
    }

    /// <summary>Sends queued pings and webhook deliveries, as one run of the store's queue does.</summary>
    public Task<IReadOnlyList<WebhookDelivery>> DeliverWebhooksAsync(HttpClient client, CancellationToken cancellationToken) =>
        Model.DeliverWebhooksAsync(client, Url.ToString().TrimEnd('/'), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        await _stopping.CancelAsync();
        await _host.DisposeAsync();
        _stopping.Dispose();
        Certificate?.Dispose();
    }

    private static void Configure(KestrelServerOptions server, int port, X509Certificate2? certificate)
    {
        server.AddServerHeader = false;
        // The handler gives nginx' own answers to what is too long.
        server.Limits.MaxRequestLineSize = 1024 * 1024;
        server.Limits.MaxRequestBufferSize = 2 * 1024 * 1024;
        server.Limits.MaxRequestBodySize = null;
        server.Listen(
            IPAddress.Loopback,
            port,
            listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            }
        );
    }
}
