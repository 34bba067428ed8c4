using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Tillsync.Sandbox.Tests.Webhooks;

public sealed class WebhookTests : IDisposable
{
    private readonly ShopClient _client = new();
    private readonly Receiver _receiver = new();

    public void Dispose()
    {
        _client.Dispose();
        _receiver.Dispose();
    }

    [Fact]
    public async Task Create_SendsAPingWithoutSignature()
    {
        await RegisterAsync("product.updated");

        var sent = await DeliverAsync();

        Assert.Equal("webhook_id=11", sent.Single().Body);
        Assert.False(_receiver.Requests.Single().Headers.ContainsKey("X-WC-Webhook-Signature"));
        Assert.Equal("application/x-www-form-urlencoded", _receiver.Requests.Single().ContentType);
    }

    [Fact]
    public async Task Delivery_IsSignedOverTheRawBody()
    {
        await RegisterAsync("product.updated");
        await DeliverAsync();
        var id = _client.Model.AddSimple(new NewProduct("A", 5));

        await _client.SendAsync("PUT", $"products/{id}", """{"stock_quantity":4}""");
        await DeliverAsync();

        var (headers, _, body) = _receiver.Requests[^1];
        var expected = Convert.ToBase64String(HMACSHA256.HashData("secret"u8, Encoding.UTF8.GetBytes(body)));
        Assert.Equal(expected, headers["X-WC-Webhook-Signature"]);
        Assert.Equal(
            ("product.updated", "product", "updated"),
            (headers["X-WC-Webhook-Topic"], headers["X-WC-Webhook-Resource"], headers["X-WC-Webhook-Event"])
        );
        Assert.Equal(4, (int)JsonNode.Parse(body)!["stock_quantity"]!);
    }

    [Fact]
    public async Task ThreeWritesBeforeTheRun_AreOneDeliveryWithTheLastValue()
    {
        await RegisterAsync("product.updated");
        await DeliverAsync();
        var id = _client.Model.AddSimple(new NewProduct("A", 5));

        foreach (var quantity in new[] { 1, 2, 3 })
        {
            await _client.SendAsync("PUT", $"products/{id}", $$"""{"stock_quantity":{{quantity}}}""");
        }

        var sent = await DeliverAsync();

        Assert.Equal(3, (int)JsonNode.Parse(sent.Single().Body)!["stock_quantity"]!);
    }

    [Fact]
    public async Task Order_RaisesOrderCreatedOrderUpdatedAndProductUpdated()
    {
        foreach (var topic in new[] { "order.created", "order.updated", "product.updated" })
        {
            await RegisterAsync(topic);
        }

        await DeliverAsync();
        var id = _client.Model.AddSimple(new NewProduct("A", 5));

        await _client.SendAsync("POST", "orders", $$"""{"status":"processing","line_items":[{"product_id":{{id}},"quantity":1}]}""");
        var sent = await DeliverAsync();

        Assert.Equal(["order.created", "order.updated", "product.updated"], sent.Select(delivery => delivery.Topic).Order());
    }

    [Fact]
    public async Task VariationWrite_IsOneDeliveryWithTheVariation()
    {
        await RegisterAsync("product.updated");
        await DeliverAsync();
        var parent = _client.Model.AddVariable(new NewProduct("V"));
        var variation = _client.Model.AddVariation(parent, new NewProduct("V-1", 5));
        await DeliverAsync();

        await _client.SendAsync("PUT", $"products/{parent}/variations/{variation}", """{"stock_quantity":4}""");
        var sent = await DeliverAsync();

        var body = JsonNode.Parse(sent.Single().Body)!;
        Assert.Equal((variation, parent), ((long)body["id"]!, (long)body["parent_id"]!));
    }

    [Fact]
    public async Task SeventhFailureInARow_Disables_AndReactivatingKeepsTheCount()
    {
        await RegisterAsync("product.updated");
        await DeliverAsync();
        var id = _client.Model.AddSimple(new NewProduct("A", 5));
        _receiver.Status = HttpStatusCode.InternalServerError;

        for (var failure = 1; failure <= 7; failure++)
        {
            await _client.SendAsync("PUT", $"products/{id}", """{"stock_quantity":4}""");
            await DeliverAsync();
        }

        var disabled = await _client.GetAsync("webhooks/11");
        await _client.SendAsync("PUT", "webhooks/11", """{"status":"active"}""");
        await _client.SendAsync("PUT", $"products/{id}", """{"stock_quantity":4}""");
        await DeliverAsync();

        Assert.Equal("disabled", (string)disabled["status"]!);
        Assert.Equal("disabled", (string)(await _client.GetAsync("webhooks/11"))["status"]!);
    }

    private async Task RegisterAsync(string topic) =>
        await _client.SendAsync(
            "POST",
            "webhooks",
            $$"""{"topic":"{{topic}}","delivery_url":"https://till.test/hook","secret":"secret"}"""
        );

    private async Task<IReadOnlyList<WebhookDelivery>> DeliverAsync()
    {
        using var http = new HttpClient(_receiver, disposeHandler: false);
        return await _client.Model.DeliverWebhooksAsync(http, "https://shop.test", default);
    }

    private sealed class Receiver : HttpMessageHandler
    {
        public List<(Dictionary<string, string> Headers, string? ContentType, string Body)> Requests { get; } = [];

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var headers = request.Headers.ToDictionary(header => header.Key, header => string.Join(' ', header.Value));
            Requests.Add(
                (headers, request.Content!.Headers.ContentType?.ToString(), await request.Content.ReadAsStringAsync(cancellationToken))
            );
            return new HttpResponseMessage(Status);
        }
    }
}
