using Tillsync.Adapters.WooCommerce;
using Tillsync.Core;
using Tillsync.Testing.Faults;

namespace Tillsync.Tests.WooCommerce;

public sealed class ObservationTests
{
    [Fact]
    public async Task EachAttempt_IsCountedAndTold()
    {
        var handler = new ScriptedHandler()
            .Then(502, "", "text/html")
            .Then(new HttpRequestException(HttpRequestError.ConnectionError, ""))
            .Then(200, "[]");
        using var fixture = new ShopFixture(handler);
        var before = fixture.Client.Requests.Counts;

        await fixture.Shop.ReadAllListingsAsync(null, CancellationToken.None);

        Assert.Equal(new RequestCounts(ListingReads: 3, 0, 0, 0), fixture.Client.Requests.Counts - before);
        Assert.Equal([502, null, 200], fixture.Exchanges.Select(exchange => exchange.Status));
        Assert.Equal([null, "NotConnected", null], fixture.Exchanges.Select(exchange => exchange.Failure));
        Assert.All(fixture.Exchanges, exchange => Assert.Equal(("GET", "wp-json/wc/v3/products"), (exchange.Method, exchange.Path)));
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(101, 100)]
    [InlineData(100, 0)]
    [InlineData(100, 101)]
    public void SizesTheShopWouldRefuse_AreRefusedAtOnce(int pageSize, int maxBatch)
    {
        using var handler = new ScriptedHandler();

        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new ShopFixture(handler, configure: options => options with { PageSize = pageSize, MaxBatch = maxBatch })
        );
    }

    [Fact]
    public void AUrlThatIsNone_IsRefusedAtOnce()
    {
        using var handler = new ScriptedHandler();

        Assert.Throws<ShopException>(() => new ShopFixture(handler, url: ""));
    }
}
