using System.Text.Json.Nodes;

namespace Tillsync.Sandbox.Tests.Versions;

/// <summary>The rows of recording 14 that differ between versions, and a few that must not.</summary>
public sealed class VersionMatrixTests
{
    [Theory]
    [InlineData("8.9.3", 404, 404, false)]
    [InlineData("9.9.5", 404, 200, true)]
    [InlineData("10.2.0", 404, 200, true)]
    [InlineData("10.4.3", 200, 200, true)]
    [InlineData("11.0.1", 200, 200, true)]
    public async Task RoutesAndFields(string version, int variations, int refunds, bool showsType)
    {
        using var client = new ShopClient(new SandboxOptions { WooCommerceVersion = version });
        var parent = client.Model.AddVariable(new NewProduct("V"));
        var variation = client.Model.AddVariation(parent, new NewProduct("V-1", 5));

        var shown = (await client.GetAsync($"products/{parent}/variations/{variation}")).AsObject();

        Assert.Equal(variations, (await client.SendAsync("GET", "variations")).Status);
        Assert.Equal(refunds, (await client.SendAsync("GET", "refunds")).Status);
        Assert.Equal(showsType, shown.ContainsKey("type"));
    }

    [Theory]
    [InlineData("8.9.3", 47, 47)]
    [InlineData("9.9.5", 47, 45)]
    [InlineData("10.4.3", 47, 45)]
    [InlineData("11.0.1", 50, 45)]
    public async Task StockOfOrders(string version, int afterFailed, int afterLineEdit)
    {
        using var client = new ShopClient(new SandboxOptions { WooCommerceVersion = version });
        var id = client.Model.AddSimple(new NewProduct("A", 50));
        var other = client.Model.AddSimple(new NewProduct("B", 50));

        var order = await OrderAsync(client, id, "on-hold");
        await client.SendAsync("PUT", $"orders/{order["id"]}", """{"status":"failed"}""");
        var edited = await OrderAsync(client, other, "processing");
        var line = edited["line_items"]![0]!["id"];
        await client.SendAsync("PUT", $"orders/{edited["id"]}", $$"""{"line_items":[{"id":{{line}},"quantity":5}]}""");

        Assert.Equal((afterFailed, afterLineEdit), ((int)client.Model.Get(id).Quantity!, (int)client.Model.Get(other).Quantity!));
    }

    [Theory]
    [InlineData("8.9.3", "id,stock_quantity,_links")]
    [InlineData("9.9.5", "id,stock_quantity,brands,_links")]
    [InlineData("10.4.3", "id,stock_quantity,brands,_links")]
    [InlineData("11.0.1", "id,stock_quantity,brands,_links")]
    public async Task FieldsInsideABatchItem(string version, string expected)
    {
        using var client = new ShopClient(new SandboxOptions { WooCommerceVersion = version });
        var id = client.Model.AddSimple(new NewProduct("A", 50));

        var (_, body) = await client.SendAsync(
            "POST",
            "products/batch",
            $$"""{"update":[{"id":{{id}},"stock_quantity":4,"_fields":"id,stock_quantity"}]}"""
        );

        Assert.Equal(expected, string.Join(',', body!["update"]![0]!.AsObject().Select(field => field.Key)));
    }

    [Theory]
    [InlineData("8.9.3")]
    [InlineData("9.9.5")]
    [InlineData("10.4.3")]
    [InlineData("11.0.1")]
    public async Task SameOnAll(string version)
    {
        using var client = new ShopClient(
            new SandboxOptions { WooCommerceVersion = version, ExtraKeys = [new("ck_read", "cs_read", KeyAccess.Read)] }
        );
        var id = client.Model.AddSimple(new NewProduct("A", 20));
        var items = string.Join(',', Enumerable.Repeat($$"""{"id":{{id}},"stock_quantity":1}""", 101));

        Assert.Equal(400, (await client.SendAsync("PUT", $"products/{id}", """{"stock_quantity":2.5}""")).Status);
        Assert.Equal(17, (int)(await client.SendAsync("PUT", $"products/{id}", """{"inventory_delta":-3}""")).Body!["stock_quantity"]!);
        Assert.Equal(17, await BatchAsync(client, id, "null"));
        Assert.Equal(2, await BatchAsync(client, id, "2.9"));
        Assert.Equal(0, await BatchAsync(client, id, "\"abc\""));
        Assert.Equal(413, (await client.SendAsync("POST", "products/batch", $$"""{"update":[{{items}}]}""")).Status);
        Assert.Equal(400, (await client.SendAsync("PUT", "products/999999", """{"stock_quantity":1}""")).Status);
        Assert.Equal("product_invalid_sku", (string)(await client.SendAsync("POST", "products", """{"sku":"a"}""")).Body!["code"]!);
        Assert.Equal(0, (int)(await client.SendAsync("PUT", $"products/{id}", """{"stock_quantity":null}""")).Body!["stock_quantity"]!);

        client.Http.DefaultRequestHeaders.Authorization = ShopClient.Basic("ck_read", "cs_read");
        var (status, body) = await client.SendAsync("PUT", $"products/{id}", """{"stock_quantity":1}""");
        Assert.Equal((401, "woocommerce_rest_authentication_error"), (status, (string)body!["code"]!));
    }

    private static async Task<int> BatchAsync(ShopClient client, long id, string quantity)
    {
        var (_, body) = await client.SendAsync("POST", "products/batch", $$"""{"update":[{"id":{{id}},"stock_quantity":{{quantity}}}]}""");
        return (int)body!["update"]![0]!["stock_quantity"]!;
    }

    private static async Task<JsonNode> OrderAsync(ShopClient client, long id, string status) =>
        (await client.SendAsync("POST", "orders", $$"""{"status":"{{status}}","line_items":[{"product_id":{{id}},"quantity":3}]}""")).Body!;
}
