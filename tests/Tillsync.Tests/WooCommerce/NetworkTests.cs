using System.Net;
using System.Net.Sockets;
using Tillsync.Adapters.WooCommerce;
using Tillsync.Core;
using Tillsync.Core.Applying;
using Tillsync.Core.Stock;
using Tillsync.Sandbox;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;
using static Tillsync.Testing.Contracts.ShopSamples;

namespace Tillsync.Tests.WooCommerce;

/// <summary>The adapter over real connections on loopback.</summary>
public sealed class NetworkTests
{
    [Fact]
    public async Task OverHttps_AShopIsReadAndWritten()
    {
        await using var host = await SandboxShop.StartAsync(new SandboxOptions(), CancellationToken.None);

        await ReadAndWriteAsync(host);
    }

    [Fact]
    public async Task OverPlainHttp_TheSignatureHolds()
    {
        await using var host = await SandboxShop.StartAsync(new SandboxOptions { Https = false }, CancellationToken.None);

        await ReadAndWriteAsync(host);
    }

    [Fact]
    public async Task ACertificateThatIsNotTrusted_EndsBeforeTheKeysAreSent()
    {
        await using var host = await SandboxShop.StartAsync(new SandboxOptions(), CancellationToken.None);
        using var client = Client(host.Url, trusts: false);

        var error = await Assert.ThrowsAsync<ShopException>(() => new WooCommerceShop(client).IdentifyAsync(CancellationToken.None));

        Assert.Contains("AllowUntrustedCertificate", error.Advice, StringComparison.Ordinal);
        Assert.Equal(0, host.Requests.Count);
    }

    [Fact]
    public async Task HttpsAtAPlainPort_IsTold()
    {
        await using var host = await SandboxShop.StartAsync(new SandboxOptions { Https = false }, CancellationToken.None);
        using var client = Client(new UriBuilder(host.Url) { Scheme = "https" }.Uri);

        var error = await Assert.ThrowsAsync<ShopException>(() => new WooCommerceShop(client).IdentifyAsync(CancellationToken.None));

        Assert.Contains("No secure connection", error.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AClosedPort_IsToldForReadsAndWrites()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var client = Client(new Uri($"http://127.0.0.1:{port}"));

        var read = await Assert.ThrowsAsync<ShopException>(() => new WooCommerceShop(client).IdentifyAsync(CancellationToken.None));
        var write = await Assert.ThrowsAsync<ShopException>(() =>
            new WooCommerceListingWriter(client).WriteAsync(Products(Write(new ListingId(11), 1, 2)), CancellationToken.None)
        );

        Assert.Contains("No connection", read.Cause, StringComparison.Ordinal);
        Assert.Contains("No connection", write.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AWriteWhoseConnectionDies_IsUnknownAndSentOnce(bool isApplied)
    {
        await using var host = await SandboxShop.StartAsync(new SandboxOptions(), CancellationToken.None);
        var id = host.Model.AddSimple(new NewProduct("A", 10));
        using var client = Client(host.Url);
        await new WooCommerceShop(client).IdentifyAsync(CancellationToken.None);
        host.Faults.Next(Fault.Drop(isApplied), when: request => request.IsWrite);

        var outcomes = await new WooCommerceListingWriter(client).WriteAsync(
            Products(Write(new ListingId(id), 10, 7)),
            CancellationToken.None
        );

        Assert.IsType<WriteOutcome.Unknown>(Assert.Single(outcomes));
        Assert.Equal(1, client.Requests.Counts.Writes);
        Assert.Single(host.Requests.All, request => request.Method == "POST");
        Assert.Equal(isApplied ? 7 : 10, host.Model.Get(id).Quantity);
    }

    private static async Task ReadAndWriteAsync(SandboxShop host)
    {
        var id = new ListingId(host.Model.AddSimple(new NewProduct("Ä/1, 50%", 10)));
        using var client = Client(host.Url);
        var shop = new WooCommerceShop(client);

        await shop.IdentifyAsync(CancellationToken.None);
        var found = Assert.Single(await shop.FindListingsAsync([new Sku("Ä/1, 50%")], CancellationToken.None));
        var outcomes = await new WooCommerceListingWriter(client).WriteAsync(Products(Write(id, 10, 7)), CancellationToken.None);
        var orders = await shop.ReadOpenOrdersAsync(CancellationToken.None);

        Assert.Equal(id, found.Id);
        Assert.Equal([new WriteOutcome.Accepted(new Quantity(7))], outcomes);
        Assert.InRange(orders.ReadAt, TimeProvider.System.GetUtcNow().AddMinutes(-1), TimeProvider.System.GetUtcNow().AddSeconds(1));
    }

    private static WooCommerceClient Client(Uri url, bool trusts = true) =>
        new(
            new ShopOptions
            {
                Url = url.ToString(),
                ConsumerKey = "ck_sandbox",
                ConsumerSecret = "cs_sandbox",
                AllowUntrustedCertificate = trusts,
                TimeoutSeconds = 90, // Longer than the clock's patience: a time-out is not a wait.
            },
            new ShopEnvironment { Time = new ImpatientTime() }
        );
}
