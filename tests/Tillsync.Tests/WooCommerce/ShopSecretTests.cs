using Tillsync.Adapters.WooCommerce;
using Tillsync.Core;
using Tillsync.Testing.Faults;

namespace Tillsync.Tests.WooCommerce;

public sealed class ShopSecretTests
{
    [Theory]
    [InlineData("https://shop.test/?consumer_key=ck_1&consumer_secret=cs_fedcba")]
    [InlineData("https://ck_1:cs_fedcba@shop.test/")]
    [InlineData("cs_fedcba is not an address")]
    public void TheOptionsText_ShowsNoKeys(string url)
    {
        var options = new ShopOptions
        {
            Url = url,
            ConsumerKey = ShopFixture.Key,
            ConsumerSecret = ShopFixture.Secret,
        };

        AssertClean(options.ToString());
        Assert.DoesNotContain("fedcba", options.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AShopThatRepeatsTheKeys_IsNotQuoted()
    {
        var page = $"<html><title>Blocked: {ShopFixture.Secret} &amp; {ShopFixture.Key}</title></html>";

        using var fixture = new ShopFixture(new ScriptedHandler().Then(403, page, "text/html"));
        var error = await Assert.ThrowsAsync<ShopException>(() => fixture.Shop.DescribeAsync(CancellationToken.None));

        Assert.Contains("Blocked: *** & ***", error.Message, StringComparison.Ordinal);
        AssertClean(error.ToString());
    }

    [Fact]
    public async Task OverHttps_TheKeysAreInTheHeaderOnly()
    {
        var handler = new ScriptedHandler().Then(200, "[]");
        using var fixture = new ShopFixture(handler);

        await fixture.Shop.ReadAllListingsAsync(null, CancellationToken.None);

        var request = Assert.Single(handler.Requests);
        AssertClean(request.Uri.ToString());
        Assert.StartsWith("Basic ", request.Authorization, StringComparison.Ordinal);
        AssertClean(string.Join(' ', fixture.Exchanges));
    }

    [Fact]
    public async Task OverPlainHttp_TheSecretDoesNotTravel()
    {
        var handler = new ScriptedHandler().Then(502, "").Then(200, "[]");
        using var fixture = new ShopFixture(handler, "http://shop.test");

        await fixture.Shop.ReadAllListingsAsync(null, CancellationToken.None);

        Assert.Equal(2, handler.Requests.Count);
        Assert.All(
            handler.Requests,
            request =>
            {
                Assert.DoesNotContain(ShopFixture.Secret, request.Uri.ToString(), StringComparison.Ordinal);
                Assert.Equal("", request.Authorization);
                Assert.Equal("HMAC-SHA256", request.Parameter("oauth_signature_method"));
            }
        );
        // A nonce is good for one attempt.
        Assert.NotEqual(handler.Requests[0].Parameter("oauth_nonce"), handler.Requests[1].Parameter("oauth_nonce"));
    }

    [Fact]
    public async Task TheIndex_IsAskedWithoutKeys()
    {
        var handler = new ScriptedHandler().Then(200, """{"name":"Shop","home":"https://shop.test","namespaces":[]}""");
        using var fixture = new ShopFixture(handler);

        await Assert.ThrowsAsync<ShopException>(() => fixture.Shop.DescribeAsync(CancellationToken.None));

        Assert.Equal("", Assert.Single(handler.Requests).Authorization);
    }

    private static void AssertClean(string text)
    {
        Assert.DoesNotContain(ShopFixture.Key, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(ShopFixture.Secret, text, StringComparison.OrdinalIgnoreCase);
    }
}
