using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tillsync.Sandbox.Tests.Recordings;

namespace Tillsync.Sandbox.Tests.Hosting;

public sealed class HostTests
{
    [Fact]
    public async Task Https_AnswersWithAKeyInTheHeader()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxOptions(), default);
        var id = shop.Model.AddSimple(new NewProduct("A-1", 5));
        using var client = Trusting(shop);

        var product = await client.GetFromJsonAsync<JsonObject>(
            new Uri(shop.Url, $"/wp-json/wc/v3/products/{id}?_fields=id,stock_quantity")
        );

        Assert.Equal("https", shop.Url.Scheme);
        Assert.Equal(5, (int)product!["stock_quantity"]!);
        Assert.Equal($"/wp-json/wc/v3/products/{id}?_fields=id,stock_quantity", shop.Requests.All.Single().Target);
    }

    [Fact]
    public async Task Http_RefusesAKeyInTheClear_AndTakesASignature()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxOptions { Https = false }, default);
        shop.Model.AddSimple(new NewProduct("A-1", 5));
        var address = new Uri(shop.Url, "/wp-json/wc/v3/products?sku=A-1%2CA-2&_fields=id");
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = ShopClient.Basic();

        using var refused = await client.GetAsync(address);
        client.DefaultRequestHeaders.Authorization = null;
        var signed = OAuthSigner.Sign("GET", address, "ck_sandbox", "cs_sandbox");
        var rows = await client.GetFromJsonAsync<JsonArray>(new Uri($"{address.GetLeftPart(UriPartial.Path)}?{signed}"));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Single(rows!);
    }

    [Fact]
    public async Task Drop_ClosesTheConnection()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxOptions(), default);
        shop.Faults.Next(Fault.Drop(isApplied: false));
        using var client = Trusting(shop);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri(shop.Url, "/wp-json/")));
    }

    [Fact]
    public async Task AClientThatGivesUp_DoesNotStopItsWrite()
    {
        var clock = new RungClock();
        await using var shop = await SandboxShop.StartAsync(new SandboxOptions { TimeProvider = clock }, default);
        var id = shop.Model.AddSimple(new NewProduct("A-1", 5));
        shop.Faults.Next(Fault.Slow(before: TimeSpan.FromSeconds(6), after: TimeSpan.FromSeconds(1)));
        using var client = Trusting(shop);
        using var giveUp = new CancellationTokenSource();
        using var body = new StringContent("""{"stock_quantity":9}""", System.Text.Encoding.UTF8, "application/json");

        var write = client.PutAsync(new Uri(shop.Url, $"/wp-json/wc/v3/products/{id}"), body, giveUp.Token);
        var ring = await clock.NextAsync();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        // By these answers the server has noticed that its first client is gone.
        for (var times = 0; times < 10; times++)
        {
            using var other = await client.GetAsync(new Uri(shop.Url, "/wp-json/"));
        }

        Assert.Equal(5, shop.Model.Get(id).Quantity);
        ring();
        await clock.NextAsync();

        Assert.Equal(9, shop.Model.Get(id).Quantity);
    }

    [Fact]
    public async Task AHostThatStops_EndsWhatIsUnderWay()
    {
        var clock = new RungClock();
        var shop = await SandboxShop.StartAsync(new SandboxOptions { TimeProvider = clock }, default);
        shop.Faults.Next(Fault.Slow(before: TimeSpan.FromSeconds(6)));
        using var client = Trusting(shop);

        var read = client.GetAsync(new Uri(shop.Url, "/wp-json/"));
        await clock.NextAsync();
        await shop.DisposeAsync();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => read);
        Assert.Equal(0, shop.Requests.Count);
    }

    [Fact]
    public async Task LongAddressAndLargeBody_GetTheWebServersPages()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxOptions(), default);
        using var client = Trusting(shop);

        using var tooLong = await client.GetAsync(new Uri(shop.Url, "/wp-json/wc/v3/products?sku=" + new string('A', 9000)));
        using var body = new ByteArrayContent(new byte[1_200_000]);
        using var tooLarge = await client.PostAsync(new Uri(shop.Url, "/wp-json/wc/v3/products/batch"), body);

        Assert.Equal((414, 413), ((int)tooLong.StatusCode, (int)tooLarge.StatusCode));
        Assert.Equal("text/html", tooLarge.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Head_SendsTotalsWithoutABody()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxOptions(), default);
        shop.Model.AddNumbered(3, "SIM-", number => number);
        using var client = Trusting(shop);
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(shop.Url, "/wp-json/wc/v3/products?per_page=1"));

        using var response = await client.SendAsync(request);

        Assert.Equal("3", response.Headers.GetValues("X-WP-Total").Single());
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Orders_FromManyClientsAtOnce_LoseNothing()
    {
        await using var shop = await SandboxShop.StartAsync(new SandboxOptions(), default);
        var id = shop.Model.AddSimple(new NewProduct("A-1", 1000));
        using var client = Trusting(shop);
        var body = new JsonObject { ["status"] = "processing", ["line_items"] = new JsonArray(new JsonObject { ["product_id"] = id }) };

        await Parallel.ForAsync(
            0,
            40,
            async (_, token) =>
            {
                using var content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
                using var response = await client.PostAsync(new Uri(shop.Url, "/wp-json/wc/v3/orders"), content, token);
                response.EnsureSuccessStatusCode();
            }
        );

        Assert.Equal(960, shop.Model.Get(id).Quantity);
    }

    private static HttpClient Trusting(SandboxShop shop)
    {
        var thumbprint = shop.Certificate!.Thumbprint;
        var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate?.Thumbprint == thumbprint,
        };
        var client = new HttpClient(handler);
        client.DefaultRequestHeaders.Authorization = ShopClient.Basic();
        return client;
    }
}
