using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tillsync.Adapters.WooCommerce;
using Tillsync.Core;
using Tillsync.Sandbox;
using Tillsync.Testing.Faults;

namespace Tillsync.Tests.WooCommerce;

public sealed class ShopInspectorTests
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    [Fact]
    public async Task StockSettings_AreThoseOfTheShop()
    {
        await using var shop = await SandboxShop.StartAsync(
            new SandboxOptions
            {
                Https = false,
                NoStockAmount = 3,
                ManagesStock = false,
            },
            None
        );
        using var client = Client(shop);

        var settings = await new ShopInspector(client).ReadStockSettingsAsync(None);

        Assert.Equal(new ShopStockSettings(false, 3, 60, false), settings);
    }

    [Fact]
    public async Task Front_HasTheShopsClock_AndTheSystemItsVersion()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxOptions { Https = false }, None);
        using var client = Client(shop);
        var inspector = new ShopInspector(client);

        Assert.NotNull((await inspector.LookAsync(None)).Now);
        Assert.Equal("11.0.1", (await inspector.ReadSystemAsync(None)).WooCommerce);
    }

    [Fact]
    public async Task System_HasTheActivePlugins_EvenWhereAPluginMadeTheListAnObject()
    {
        const string body =
            """{"environment":{"version":"10.4.3"},"active_plugins":{"0":{"plugin":"atum/atum.php","name":"ATUM"},"2":{"plugin":"x/x.php"}}}""";
        using var fixture = new ShopFixture(new ScriptedHandler().Then(200, body, "application/json"));

        var system = await new ShopInspector(fixture.Client).ReadSystemAsync(None);

        Assert.Equal(["ATUM", "x/x.php"], system.Plugins);
        Assert.Contains("_fields=environment%2Cactive_plugins", fixture.Handler.Requests[0].Uri.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatTheKeysMayNotRead_IsTheShopsError()
    {
        const string body =
            """{"code":"woocommerce_rest_cannot_view","message":"Sorry, you cannot list resources.","data":{"status":403}}""";
        using var fixture = new ShopFixture(new ScriptedHandler().Then(403, body, "application/json"));

        await Assert.ThrowsAsync<ShopException>(() => new ShopInspector(fixture.Client).ReadStockSettingsAsync(None));

        Assert.Single(fixture.Handler.Requests);
    }

    [Fact]
    public async Task Certificate_IsReadThoughNobodyTrustsIt()
    {
        using var own = SelfSigned();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var served = ServeOneHandshakeAsync(listener, own);

        var shop = new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        var certificate = await ShopCertificate.ReadAsync(shop, None);
        await served;

        Assert.Equal(own.NotAfter.ToUniversalTime(), certificate.ValidUntil.UtcDateTime);
        Assert.NotNull(certificate.Problem);
    }

    [Fact]
    public async Task Certificate_OfWhatSpeaksNoTls_IsAnError()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxOptions { Https = false }, None);

        await Assert.ThrowsAsync<ShopException>(() => ShopCertificate.ReadAsync(shop.Url, None));
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=shop.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(9));
        // Windows' TLS wants a key that was imported.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private static async Task ServeOneHandshakeAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using var client = await listener.AcceptTcpClientAsync(None);
        await using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsServerAsync(certificate);
        await tls.CopyToAsync(Stream.Null, None);
    }

    private static WooCommerceClient Client(SandboxShop shop) =>
        new(
            new ShopOptions
            {
                Url = shop.Url.ToString(),
                ConsumerKey = "ck_sandbox",
                ConsumerSecret = "cs_sandbox",
            },
            new ShopEnvironment()
        );
}
