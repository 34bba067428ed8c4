using Tillsync.Core;
using Tillsync.Testing.Faults;

namespace Tillsync.Tests.WooCommerce;

public sealed class ReadRepeatTests
{
    private const string Html = "text/html";

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(408)]
    [InlineData(521)]
    public async Task AFaultThatPasses_CostsOnlyTime(int status)
    {
        var handler = new ScriptedHandler().Then(status, "<html></html>", Html).Then(status, "<html></html>", Html).Then(200, "[]");
        using var fixture = new ShopFixture(handler);

        Assert.Empty(await fixture.Shop.ReadAllListingsAsync(null, CancellationToken.None));

        Assert.Equal(3, handler.Requests.Count);
        Assert.Equal(2, fixture.Time.Waits.Count);
        Assert.True(fixture.Time.Waits[1] > fixture.Time.Waits[0], "The second wait is the longer one.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[{\"id\":1")]
    public async Task AnAnswerThatBreaksOff_IsAskedForAgain(string body)
    {
        using var fixture = new ShopFixture(new ScriptedHandler().Then(200, body).Then(200, "[]"));

        Assert.Empty(await fixture.Shop.ReadAllListingsAsync(null, CancellationToken.None));
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.ResponseEnded)]
    [InlineData(HttpRequestError.Unknown)]
    public async Task ABrokenConnection_IsMadeAgain(HttpRequestError problem)
    {
        using var fixture = new ShopFixture(new ScriptedHandler().Then(new HttpRequestException(problem, "")).Then(200, "[]"));

        Assert.Empty(await fixture.Shop.ReadAllListingsAsync(null, CancellationToken.None));
    }

    [Fact]
    public async Task ADamagedOrSlowConnection_IsMadeAgain()
    {
        var handler = new ScriptedHandler()
            .Then(new InvalidDataException("Damaged gzip."))
            .Then(new TaskCanceledException("", new TimeoutException()))
            .Then(200, "[]");
        using var fixture = new ShopFixture(handler);

        Assert.Empty(await fixture.Shop.ReadAllListingsAsync(null, CancellationToken.None));
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("Sun, 22 Nov 2026 08:00:45 GMT", 45)]
    [InlineData("0", 0)]
    [InlineData("Sun, 22 Nov 2026 07:00:00 GMT", 0)]
    public async Task RetryAfter_IsWaitedFor(string retryAfter, int seconds)
    {
        var handler = new ScriptedHandler()
            .Then(429, "", Html, ("Retry-After", retryAfter), ("Date", "Sun, 22 Nov 2026 08:00:00 GMT"))
            .Then(200, "[]");
        using var fixture = new ShopFixture(handler);

        await fixture.Shop.ReadAllListingsAsync(null, CancellationToken.None);

        Assert.InRange(Assert.Single(fixture.Time.Waits), TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds + 1));
    }

    [Fact]
    public async Task RetryAfterBeyondPatience_IsLeftToTheNextRun()
    {
        var handler = new ScriptedHandler().Then(503, """{"code":"wp_die","message":"maintenance"}""", headers: ("Retry-After", "600"));
        using var fixture = new ShopFixture(handler);

        var error = await Assert.ThrowsAsync<ShopException>(() => fixture.Shop.ReadAllListingsAsync(null, CancellationToken.None));

        Assert.Contains("600 s", error.Cause, StringComparison.Ordinal);
        Assert.Single(handler.Requests);
        Assert.Empty(fixture.Time.Waits);
    }

    [Fact]
    public async Task Repeats_AreBounded()
    {
        var handler = new ScriptedHandler().Then(502, "", Html);
        using var fixture = new ShopFixture(handler);

        await Assert.ThrowsAsync<ShopException>(() => fixture.Shop.ReadAllListingsAsync(null, CancellationToken.None));

        Assert.Equal(4, handler.Requests.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task WhatWillNotPass_IsNotRepeated(int status)
    {
        var handler = new ScriptedHandler().Then(status, """{"code":"no","message":"No."}""");
        using var fixture = new ShopFixture(handler);

        await Assert.ThrowsAsync<ShopException>(() => fixture.Shop.ReadAllListingsAsync(null, CancellationToken.None));

        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task WarningsInFrontOfTheJson_DoNoHarm()
    {
        const string noisy = "<br />\n<b>Warning</b>: Undefined variable in plugin.php on line 1<br />\n[]";
        var handler = new ScriptedHandler().Then(200, noisy);
        using var fixture = new ShopFixture(handler);

        Assert.Empty(await fixture.Shop.ReadAllListingsAsync(null, CancellationToken.None));

        Assert.Single(handler.Requests);
    }
}
