using System.Net;

namespace Tillsync.Sandbox.Tests.Faults;

public sealed class FaultTests : IDisposable
{
    private const string Batch = """{"update":[{"id":11,"stock_quantity":1},{"id":12,"stock_quantity":1},{"id":13,"stock_quantity":1}]}""";

    private readonly ShopClient _client = new();

    public FaultTests() => _client.Model.AddNumbered(3, "SIM-", _ => 10);

    private decimal? Quantity(long id) => _client.Model.Get(id).Quantity;

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task WhereInventoryDeltaIsDropped_TheAnswerIsGood_AndOnlyTheNumberItselfMoves()
    {
        using var client = new ShopClient(new SandboxOptions { IgnoresInventoryDelta = true });
        var id = client.Model.AddSimple(new NewProduct("A", 5));

        var (status, relative) = await client.SendAsync("PUT", $"products/{id}", """{"inventory_delta":-2}""");
        var (_, absolute) = await client.SendAsync("PUT", $"products/{id}", """{"stock_quantity":3}""");

        Assert.Equal((200, 5), (status, (int)relative!["stock_quantity"]!));
        Assert.Equal(3, (int)absolute!["stock_quantity"]!);
    }

    [Fact]
    public async Task Next_AppliesToMatchingRequestsOnly_AndOnlyAsOftenAsAsked()
    {
        _client.Shop.Faults.Next(Fault.BadGateway(), times: 2, when: request => request.IsWrite);

        var read = await _client.SendAsync("GET", "products/11");
        var first = await _client.SendAsync("PUT", "products/11", """{"stock_quantity":5}""");
        var second = await _client.SendAsync("PUT", "products/11", """{"stock_quantity":5}""");
        var third = await _client.SendAsync("PUT", "products/11", """{"stock_quantity":5}""");

        Assert.Equal((200, 502, 502, 200), (read.Status, first.Status, second.Status, third.Status));
        Assert.Equal(0, _client.Shop.Faults.Pending);
    }

    [Fact]
    public async Task BadGateway_BeforeTheWrite_LeavesTheStock()
    {
        _client.Shop.Faults.Next(Fault.BadGateway());

        await _client.SendAsync("PUT", "products/11", """{"stock_quantity":5}""");

        Assert.Equal(10, Quantity(11));
    }

    [Fact]
    public async Task GatewayTimeout_AfterTheWrite_HasWritten()
    {
        _client.Shop.Faults.Next(Fault.GatewayTimeout());

        var (status, _) = await _client.SendAsync("PUT", "products/11", """{"inventory_delta":-1}""");

        Assert.Equal(504, status);
        Assert.Equal(9, Quantity(11));
    }

    [Theory]
    [InlineData(false, 10)]
    [InlineData(true, 5)]
    public async Task Drop_EndsWithoutAnAnswer(bool isApplied, int expected)
    {
        _client.Shop.Faults.Next(Fault.Drop(isApplied));

        await Assert.ThrowsAsync<HttpRequestException>(() => _client.SendAsync("PUT", "products/11", """{"stock_quantity":5}"""));

        Assert.Equal(expected, Quantity(11));
        Assert.Equal(0, _client.Shop.Requests.All[^1].Status);
    }

    [Fact]
    public async Task TooManyRequests_CarriesRetryAfter()
    {
        _client.Shop.Faults.Next(Fault.TooManyRequests(TimeSpan.FromSeconds(7)));

        using var response = await _client.Http.GetAsync(new Uri("products", UriKind.Relative));

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task BatchDies_LeavesEarlierItemsWritten()
    {
        _client.Shop.Faults.Next(Fault.BatchDies(2));

        var (status, body) = await _client.SendAsync("POST", "products/batch", Batch);

        Assert.Equal((500, "internal_server_error"), (status, (string)body!["code"]!));
        Assert.Equal((1, 1, 10), (Quantity(11), Quantity(12), Quantity(13)));
    }

    [Fact]
    public async Task RefuseItems_RefusesThoseAndWritesTheOthers()
    {
        _client.Shop.Faults.Next(Fault.RefuseItems(12));

        var (status, body) = await _client.SendAsync("POST", "products/batch", Batch);

        Assert.Equal(200, status);
        Assert.Equal(12, (long)body!["update"]![1]!["id"]!);
        Assert.NotNull(body["update"]![1]!["error"]);
        Assert.Equal((1, 10, 1), (Quantity(11), Quantity(12), Quantity(13)));
    }

    [Fact]
    public async Task Truncate_CutsTheAnswer()
    {
        _client.Shop.Faults.Next(Fault.Truncate(20));

        using var response = await _client.Http.GetAsync(new Uri("products/11", UriKind.Relative));

        Assert.Equal(20, (await response.Content.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task Noise_StandsBeforeTheJson()
    {
        _client.Shop.Faults.Next(Fault.Noise());

        var (status, body) = await _client.SendAsync("GET", "products/11");

        Assert.Equal(200, status);
        Assert.Contains("Undefined variable", body!.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"stock_quantity\":10", body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HtmlPage_AnswersInPlaceOfTheShop()
    {
        _client.Shop.Faults.Next(Fault.HtmlPage());

        using var response = await _client.Http.GetAsync(new Uri("products/11", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Redirect_PointsElsewhere()
    {
        _client.Shop.Faults.Next(Fault.Redirect(new Uri("https://www.shop.test/")));

        using var response = await _client.Http.GetAsync(new Uri("products/11", UriKind.Relative));

        Assert.Equal(HttpStatusCode.MovedPermanently, response.StatusCode);
        Assert.Equal("https://www.shop.test/", response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task BeforeItem_LetsAShopperInBetweenItems()
    {
        _client.Shop.Faults.Next(Fault.BeforeItem(1, shop => shop.PlaceOrder(12, 4)));

        await _client.SendAsync("POST", "products/batch", """{"update":[{"id":11,"inventory_delta":-1},{"id":12,"inventory_delta":-1}]}""");

        Assert.Equal((9, 5), (Quantity(11), Quantity(12)));
    }

    [Fact]
    public async Task WhileSaving_LosesTheSaleThatCameInBetween()
    {
        _client.Shop.Faults.Next(Fault.WhileSaving(shop => shop.PlaceOrder(11, 3)));

        await _client.SendAsync("PUT", "products/11", """{"inventory_delta":-1}""");

        // Read 10, sold 3, saved 9: the store's lost update (recording 11).
        Assert.Equal(9, Quantity(11));
    }

    [Fact]
    public async Task WhileSaving_KeepsTheSale_WhenTheWriteHasNoStockField()
    {
        _client.Shop.Faults.Next(Fault.WhileSaving(shop => shop.PlaceOrder(11, 3)));

        await _client.SendAsync("PUT", "products/11", """{"regular_price":"12"}""");

        Assert.Equal(7, Quantity(11));
    }

    [Fact]
    public async Task Sometimes_IsTheSameForTheSameSeed()
    {
        var first = await StatusesAsync();
        var second = await StatusesAsync();

        Assert.Equal(first, second);
        Assert.Contains(502, first);
        Assert.Contains(200, first);
    }

    private async Task<List<int>> StatusesAsync()
    {
        _client.Shop.Faults.Clear();
        _client.Shop.Faults.Reseed(42);
        _client.Shop.Faults.Sometimes(0.5, Fault.BadGateway());
        var statuses = new List<int>();
        for (var index = 0; index < 20; index++)
        {
            statuses.Add((await _client.SendAsync("GET", "products/11")).Status);
        }

        return statuses;
    }
}
