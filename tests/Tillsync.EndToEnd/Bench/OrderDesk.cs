using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tillsync.EndToEnd.Bench;

/// <summary>Somebody who enters and edits orders in the shop over its API, with customers and addresses.</summary>
internal sealed class OrderDesk : IDisposable
{
    /// <summary>Marks what belongs to a customer and must be seen nowhere but in the till's table.</summary>
    public const string Private = "Zaphodia";

    private readonly TillBench _bench;
    private readonly HttpClient _client;

    public OrderDesk(TillBench bench)
    {
        _bench = bench;
        var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        _client = new HttpClient(handler);
        var keys = $"{TillBench.ConsumerKey}:{TillBench.ConsumerSecret}";
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.ASCII.GetBytes(keys))
        );
    }

    /// <summary>An order of some units of one article.</summary>
    public async Task<long> PlaceAsync(string sku, int units, string status = "processing", string city = "Miami")
    {
        var order = new JsonObject
        {
            ["status"] = status,
            ["line_items"] = new JsonArray(new JsonObject { ["product_id"] = _bench.IdOf(sku), ["quantity"] = units }),
            ["billing"] = Address(city),
            ["payment_method"] = "bacs",
        };
        return (await SendAsync(HttpMethod.Post, "orders", order)).GetProperty("id").GetInt64();
    }

    /// <summary>The customer moves; no stock does.</summary>
    public Task MoveAsync(long order, string city) =>
        SendAsync(HttpMethod.Put, $"orders/{order}", new JsonObject { ["billing"] = Address(city) });

    public void Dispose() => _client.Dispose();

    private static JsonObject Address(string city) =>
        new()
        {
            ["first_name"] = Private,
            ["last_name"] = $"{Private}-Miller",
            ["address_1"] = $"1 {Private} Street",
            ["city"] = city,
            ["state"] = "FL",
            ["postcode"] = "33101",
            ["country"] = "US",
            ["email"] = $"{Private}@example.test",
            ["phone"] = "555 0100",
        };

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, JsonObject body)
    {
        using var request = new HttpRequestMessage(method, new Uri(_bench.Shop.Url, $"/wp-json/wc/v3/{path}"))
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        using var answer = await _client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
