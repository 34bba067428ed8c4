using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Sandbox;
using Tillsync.Testing.Fakes;
using Tillsync.Testing.Faults;

namespace Tillsync.Tests.WooCommerce;

public sealed class IdentificationTests
{
    private const string Index =
        """{"name":"Woo Lab","url":"http://shop.test/","home":"http://Shop.Test/shop/","namespaces":["wp/v2","wc/v3"]}""";

    [Fact]
    public async Task AShop_TellsNameVersionAndThreshold()
    {
        await using var stand = new SandboxStand(new SandboxOptions { SiteName = "Paper & Pen", NoStockAmount = 2 });

        var profile = await stand.Shop.DescribeAsync(CancellationToken.None);

        Assert.Equal(("Paper & Pen", "11.0.1", 2m), (profile.Identity.Name, profile.WooCommerceVersion, profile.OutOfStockThreshold));
        Assert.Equal(new Uri("https://shop.test/"), profile.Identity.Url);
        Assert.Equal((5, 0), (stand.Requests.OtherReads, stand.Requests.Writes));
    }

    [Fact]
    public async Task TheKey_IsTheHomeOfTheSiteWithoutItsScheme()
    {
        using var fixture = new ShopFixture(new ScriptedHandler().Then(200, Index).Then(200, "[]").Then(404, "{}"));

        var identity = await fixture.Shop.IdentifyAsync(CancellationToken.None);

        Assert.Equal("shop.test/shop", identity.Key);
    }

    [Fact]
    public async Task WhatTheKeysMayNotRead_IsNull()
    {
        const string refusal =
            """{"code":"woocommerce_rest_cannot_view","message":"Sorry, you cannot list resources.","data":{"status":403}}""";
        using var fixture = new ShopFixture(
            new ScriptedHandler().Then(200, Index).Then(200, "[{\"id\":1}]").Then(200, "[]").Then(403, refusal)
        );

        var identity = await fixture.Shop.DescribeAsync(CancellationToken.None);

        Assert.Null(identity.WooCommerceVersion);
        Assert.Null(identity.OutOfStockThreshold);
    }

    [Fact]
    public async Task WhatIsNotNeeded_IsAskedForOnce()
    {
        var handler = new ScriptedHandler().Then(200, Index).Then(200, "[]").Then(200, "[]").Then(502, "").Then(504, "");
        using var fixture = new ShopFixture(handler);

        Assert.Null((await fixture.Shop.DescribeAsync(CancellationToken.None)).WooCommerceVersion);

        Assert.Equal(5, handler.Requests.Count);
        Assert.Empty(fixture.Time.Waits);
    }

    [Theory]
    [InlineData(502, "<html><title>502 Bad Gateway</title></html>")]
    [InlineData(403, "<html><title>Blocked by the firewall</title></html>")]
    [InlineData(429, "")]
    [InlineData(200, "<html><title>My shop</title></html>")]
    public async Task WhetherKeysMayWrite_IsUnknown_WhereTheShopItselfDoesNotSay(int status, string body)
    {
        var handler = new ScriptedHandler().Then(200, Index).Then(200, "[]").Then(status, body).Then(404, "{}");
        using var fixture = new ShopFixture(handler);

        var profile = await fixture.Shop.DescribeAsync(CancellationToken.None);

        Assert.NotEmpty(Assert.IsType<WriteAccess.Unknown>(profile.Writing).Cause);
        Assert.Empty(fixture.Time.Waits);
    }

    [Fact]
    public async Task KeysOfAUserWhoMayNotEditProducts_MayNotWrite()
    {
        const string refusal =
            """{"code":"woocommerce_rest_cannot_batch","message":"Sorry, you are not allowed to batch manipulate this resource.","data":{"status":403}}""";
        var handler = new ScriptedHandler().Then(200, Index).Then(200, "[]").Then(403, refusal).Then(404, "{}");
        using var fixture = new ShopFixture(handler);

        var profile = await fixture.Shop.DescribeAsync(CancellationToken.None);

        Assert.Contains("shop manager", Assert.IsType<WriteAccess.Refused>(profile.Writing).Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnIndexThatIsClosedToStrangers_DoesNotStopTheKeys()
    {
        const string closed =
            """{"code":"rest_login_required","message":"REST API restricted to authenticated users.","data":{"status":401}}""";
        using var fixture = new ShopFixture(
            new ScriptedHandler().Then(401, closed).Then(200, "[]").Then(404, "{}"),
            "https://shop.test/shop"
        );

        Assert.Equal("shop.test/shop", (await fixture.Shop.DescribeAsync(CancellationToken.None)).Identity.Key);
    }

    [Theory]
    [InlineData("""{"name":"Blog","home":"https://shop.test","namespaces":["wp/v2"]}""", "WooCommerce is not active")]
    [InlineData("""{"hello":"world"}""", "not a WordPress REST API")]
    [InlineData("<html><title>My shop</title></html>", "page came in place of the API “My shop”")]
    [InlineData("[]", "not of the expected shape")]
    public async Task WhatIsNoShop_IsToldApart(string body, string cause)
    {
        var handler = new ScriptedHandler().Then(200, body);
        using var fixture = new ShopFixture(handler);

        var error = await Assert.ThrowsAsync<ShopException>(() => fixture.Shop.IdentifyAsync(CancellationToken.None));

        Assert.Contains(cause, error.Cause, StringComparison.Ordinal);
        Assert.Equal("GET https://shop.test/wp-json/", error.Subject);
        Assert.Single(handler.Requests);
    }

    [Theory]
    [InlineData("ck_unknown", "cs_sandbox", "no key that it knows")]
    [InlineData("ck_sandbox", "cs_wrong", "consumer secret is wrong")]
    [InlineData("ck_writer", "cs_writer", "may write but not read")]
    public async Task KeysThatDoNotFit_AreTold(string key, string secret, string cause)
    {
        var options = new SandboxOptions { ExtraKeys = [new SandboxKey("ck_writer", "cs_writer", KeyAccess.Write)] };
        await using var stand = new SandboxStand(options, shop => shop with { ConsumerKey = key, ConsumerSecret = secret });

        var error = await Assert.ThrowsAsync<ShopException>(() => stand.Shop.DescribeAsync(CancellationToken.None));

        Assert.Contains(cause, error.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ck_unknown", "cs_sandbox", "consumer key is wrong")]
    [InlineData("ck_sandbox", "cs_wrong", "refuses the signature")]
    public async Task OverPlainHttp_KeysThatDoNotFit_AreTold(string key, string secret, string cause)
    {
        await using var stand = new SandboxStand(
            new SandboxOptions { Https = false },
            shop => shop with { ConsumerKey = key, ConsumerSecret = secret }
        );

        var error = await Assert.ThrowsAsync<ShopException>(() => stand.Shop.DescribeAsync(CancellationToken.None));

        Assert.Contains(cause, error.Cause, StringComparison.Ordinal);
    }
}
