using System.Text.Json;
using Tillsync.Core;
using Tillsync.Core.Applying;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Testing.Faults;
using static Tillsync.Testing.Contracts.ShopSamples;

namespace Tillsync.Tests.WooCommerce;

/// <summary>What one request to write becomes, answer by answer.</summary>
public sealed class BatchWriteTests
{
    private const string Html = "text/html; charset=UTF-8";

    private static readonly WriteBatch Two = Products(Write(new ListingId(11), 5, 7), Write(new ListingId(12), 5, 3));

    [Fact]
    public async Task TheRequest_HoldsTheQuantityAndNothingElse()
    {
        var handler = new ScriptedHandler().Then(200, """{"update":[]}""");
        using var fixture = new ShopFixture(handler);

        await fixture.Writer.WriteAsync(
            Products(
                Write(new ListingId(11), from: 10, to: 7),
                Write(new ListingId(12), from: null, to: 4),
                Write(new ListingId(13), from: null, to: 5, takesOver: true),
                Write(new ListingId(14), from: 9, to: 6, takesOver: true),
                Write(new ListingId(15), from: 2.5m, to: 4.0000m),
                Write(new ListingId(16), from: 2.0000m, to: 4.0m)
            ),
            CancellationToken.None
        );

        var request = Assert.Single(handler.Requests);
        Assert.Equal((HttpMethod.Post, "https://shop.test/wp-json/wc/v3/products/batch"), (request.Method, request.Uri.AbsoluteUri));
        Assert.Equal("application/json", request.ContentType);
        const string fields = "\"_fields\":\"id,manage_stock,stock_quantity\"";
        Assert.Equal(
            $"{{\"update\":[{{\"id\":11,\"inventory_delta\":-3,{fields}}},{{\"id\":12,\"stock_quantity\":4,{fields}}},"
                + $"{{\"id\":13,\"manage_stock\":true,\"stock_quantity\":5,{fields}}},{{\"id\":14,\"manage_stock\":true,\"stock_quantity\":6,{fields}}},"
                + $"{{\"id\":15,\"inventory_delta\":1.5,{fields}}},{{\"id\":16,\"inventory_delta\":2,{fields}}}]}}",
            request.Body
        );
    }

    [Fact]
    public async Task Variations_GoToTheirParent()
    {
        var handler = new ScriptedHandler().Then(200, """{"update":[{"id":"2013","stock_quantity":"31"}]}""");
        using var fixture = new ShopFixture(handler);
        var parent = new ListingId(2011);

        var outcomes = await fixture.Writer.WriteAsync(
            Variations(parent, Write(new ListingId(2011, 2013), 30, 31)),
            CancellationToken.None
        );

        Assert.Equal([new WriteOutcome.Accepted(new Quantity(31))], outcomes);
        Assert.Equal("/wp-json/wc/v3/products/2011/variations/batch", Assert.Single(handler.Requests).Uri.AbsolutePath);
        Assert.Equal(2013, JsonDocument.Parse(handler.Requests[0].Body).RootElement.GetProperty("update")[0].GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task Items_AreSettledOneByOne()
    {
        const string answer = """
            {"update":[
              {"id":11,"stock_quantity":7,"manage_stock":true,"_links":{}},
              {"id":12,"error":{"code":"woocommerce_rest_product_invalid_id","message":"Invalid ID.","data":{"status":400}}},
              {"id":13,"stock_quantity":null,"manage_stock":false},
              {"id":14,"stock_quantity":28,"manage_stock":"parent"},
              {"id":15,"stock_quantity":2.5,"manage_stock":true},
              {"id":16,"manage_stock":true},
              {"id":99,"stock_quantity":1,"manage_stock":true},
              {"id":null,"error":{"code":"woocommerce_rest_product_invalid_id","message":"Invalid ID."}}
            ]}
            """;
        using var fixture = new ShopFixture(new ScriptedHandler().Then(200, answer));
        var writes = Enumerable.Range(11, 9).Select(id => Write(new ListingId(id), 1, 2));

        var outcomes = await fixture.Writer.WriteAsync(Products(writes), CancellationToken.None);

        Assert.Equal(new WriteOutcome.Accepted(new Quantity(7)), outcomes[0]);
        Assert.Equal(new WriteOutcome.Refused("woocommerce_rest_product_invalid_id", "Invalid ID."), outcomes[1]);
        Assert.Equal(new WriteOutcome.Accepted(null), outcomes[2]);
        Assert.Equal(new WriteOutcome.Accepted(null), outcomes[3]);
        Assert.Equal(new WriteOutcome.Accepted(new Quantity(2.5m)), outcomes[4]);
        // Without a quantity, with another id, without any, or not answered at all: who knows.
        Assert.All(outcomes.Skip(5), outcome => Assert.IsType<WriteOutcome.Unknown>(outcome));
        Assert.Equal(9, outcomes.Count);
    }

    [Fact]
    public async Task AnEmptyList_MeansThatTheShopSawNoItems()
    {
        var outcomes = await SendAsync(new ScriptedHandler().Then(200, "[]"));

        Assert.All(outcomes, outcome => Assert.Equal("nothing_written", Assert.IsType<WriteOutcome.Refused>(outcome).Code));
    }

    [Fact]
    public async Task WarningsInFrontOfTheJson_DoNoHarm()
    {
        const string answer =
            "<br /><b>Warning</b>: …<br />{\"update\":[{\"id\":11,\"stock_quantity\":7},{\"id\":12,\"stock_quantity\":3}]}";

        var outcomes = await SendAsync(new ScriptedHandler().Then(200, answer));

        Assert.Equal([new WriteOutcome.Accepted(new Quantity(7)), new WriteOutcome.Accepted(new Quantity(3))], outcomes);
    }

    [Theory]
    [InlineData(500, """{"code":"internal_server_error","message":"<p>There has been a critical error on this website.</p>"}""")]
    [InlineData(502, "<html>502 Bad Gateway</html>")]
    [InlineData(503, """{"code":"wp_die","message":"Briefly unavailable for scheduled maintenance."}""")]
    [InlineData(504, "<html>504 Gateway Time-out</html>")]
    [InlineData(408, "")]
    [InlineData(403, "<html>Blocked by ModSecurity</html>")]
    [InlineData(400, "<html>Bad Request</html>")]
    [InlineData(403, """{"success":false,"errors":["Some proxy."]}""")]
    [InlineData(303, "")]
    [InlineData(200, "")]
    [InlineData(200, "<html>Log in</html>")]
    [InlineData(200, "{\"update\":[{\"id\":11,\"stock_quantity\":7},{\"id\":12")]
    [InlineData(200, "{\"update\":[]")]
    [InlineData(200, "{\"create\":[]}")]
    [InlineData(200, "[1,2]")]
    [InlineData(200, """{"code":"odd","message":"An error with status 200."}""")]
    public async Task WhateverLeavesDoubt_IsUnknownForEveryItemAndNeverSentAgain(int status, string body)
    {
        var handler = new ScriptedHandler().Then(status, body, Html);

        var outcomes = await SendAsync(handler);

        Assert.Equal(2, outcomes.Count);
        Assert.All(outcomes, outcome => Assert.NotEmpty(Assert.IsType<WriteOutcome.Unknown>(outcome).Cause));
        Assert.Single(handler.Requests);
    }

    [Theory]
    [InlineData(HttpRequestError.ResponseEnded)]
    [InlineData(HttpRequestError.Unknown)]
    [InlineData(HttpRequestError.InvalidResponse)]
    [InlineData(HttpRequestError.ConfigurationLimitExceeded)]
    public async Task ALostConnection_IsUnknown(HttpRequestError problem)
    {
        var handler = new ScriptedHandler().Then(new HttpRequestException(problem, ""));

        Assert.All(await SendAsync(handler), outcome => Assert.IsType<WriteOutcome.Unknown>(outcome));

        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task ADamagedAnswer_IsUnknown()
    {
        var handler = new ScriptedHandler().Then(new InvalidDataException("Damaged gzip."));

        Assert.All(await SendAsync(handler), outcome => Assert.IsType<WriteOutcome.Unknown>(outcome));

        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task ATimeOut_IsUnknown()
    {
        var handler = new ScriptedHandler();
        using var fixture = new ShopFixture(handler);
        handler.ThenNothing(() => fixture.Time.Advance(TimeSpan.FromSeconds(91)));

        Assert.All(await fixture.Writer.WriteAsync(Two, CancellationToken.None), outcome => Assert.IsType<WriteOutcome.Unknown>(outcome));

        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task CancelledOnTheWay_IsUnknown()
    {
        using var source = new CancellationTokenSource();
        using var fixture = new ShopFixture(new ScriptedHandler().ThenNothing(source.Cancel));

        Assert.All(await fixture.Writer.WriteAsync(Two, source.Token), outcome => Assert.IsType<WriteOutcome.Unknown>(outcome));
    }

    [Fact]
    public async Task CancelledBeforehand_NothingIsSent()
    {
        var handler = new ScriptedHandler().Then(200, "[]");
        using var fixture = new ShopFixture(handler);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            fixture.Writer.WriteAsync(Two, new CancellationToken(canceled: true))
        );

        Assert.Empty(handler.Requests);
    }

    [Theory]
    [InlineData(401, "woocommerce_rest_authentication_error", "The API key provided does not have write permissions.", "Read/Write")]
    [InlineData(401, "woocommerce_rest_cannot_edit", "Sorry, you are not allowed to edit this resource.", "consumer key")]
    [InlineData(403, "rest_forbidden", "Sorry, you are not allowed to do that.", "shop manager")]
    [InlineData(404, "rest_no_route", "No route was found matching the URL and request method.", "WooCommerce")]
    [InlineData(400, "rest_invalid_json", "Invalid JSON body passed.", "Invalid JSON")]
    public async Task WhatTheShopRefusesBeforeItReadsTheItems_IsAnError(int status, string code, string message, string says)
    {
        var handler = new ScriptedHandler().Then(status, $$"""{"code":"{{code}}","message":"{{message}}"}""");

        var error = await Assert.ThrowsAsync<ShopException>(() => SendAsync(handler));

        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Equal("POST https://shop.test/wp-json/wc/v3/products/batch", error.Subject);
        Assert.Single(handler.Requests);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(308)]
    public async Task ARedirect_IsAnError(int status)
    {
        var handler = new ScriptedHandler().Then(status, "", Html, ("Location", "https://www.shop.test/wp-json/wc/v3/products/batch"));

        var error = await Assert.ThrowsAsync<ShopException>(() => SendAsync(handler));

        Assert.Contains("https://www.shop.test/", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABatchOfTheWrongKind_IsAMistakeOfTheCaller()
    {
        using var fixture = new ShopFixture(new ScriptedHandler().Then(200, "[]"));
        var variation = Write(new ListingId(2011, 2013), 1, 2);
        WriteBatch[] wrong =
        [
            Products(variation),
            Variations(new ListingId(2017), variation),
            Variations(new ListingId(2011), Write(new ListingId(2011), 1, 2)),
            Products(Enumerable.Range(1, 101).Select(id => Write(new ListingId(id), 1, 2))),
        ];

        foreach (var batch in wrong)
        {
            await Assert.ThrowsAsync<ArgumentException>(() => fixture.Writer.WriteAsync(batch, CancellationToken.None));
        }
    }

    [Fact]
    public async Task NoWrites_AreNoRequest()
    {
        var handler = new ScriptedHandler().Then(200, "[]");
        using var fixture = new ShopFixture(handler);

        Assert.Empty(await fixture.Writer.WriteAsync(Products(), CancellationToken.None));

        Assert.Empty(handler.Requests);
    }

    private static async Task<IReadOnlyList<WriteOutcome>> SendAsync(ScriptedHandler handler)
    {
        using var fixture = new ShopFixture(handler);
        return await fixture.Writer.WriteAsync(Two, CancellationToken.None);
    }
}
