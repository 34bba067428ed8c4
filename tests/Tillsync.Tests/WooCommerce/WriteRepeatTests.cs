using Tillsync.Core;
using Tillsync.Core.Applying;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Testing.Faults;
using static Tillsync.Testing.Contracts.ShopSamples;

namespace Tillsync.Tests.WooCommerce;

/// <summary>A write is sent again only when the shop has certainly not taken it.</summary>
public sealed class WriteRepeatTests
{
    private const string Done = """{"update":[{"id":11,"stock_quantity":7}]}""";
    private const string Html = "text/html";

    private static readonly WriteBatch One = Products(Write(new ListingId(11), 5, 7));
    private static readonly WriteOutcome Accepted = new WriteOutcome.Accepted(new Quantity(7));

    [Fact]
    public async Task TooManyRequests_AreWaitedFor()
    {
        var handler = new ScriptedHandler().Then(429, "", Html, ("Retry-After", "7")).Then(429, "", Html).Then(200, Done);
        using var fixture = new ShopFixture(handler);

        Assert.Equal([Accepted], await fixture.Writer.WriteAsync(One, CancellationToken.None));

        Assert.Equal(3, handler.Requests.Count);
        Assert.Equal(TimeSpan.FromSeconds(7), fixture.Time.Waits[0]);
        Assert.Equal(3, fixture.Client.Requests.Counts.Writes);
    }

    [Fact]
    public async Task EachAttempt_AsksThePermitFirst()
    {
        var handler = new ScriptedHandler()
            .Then(429, "", Html)
            .Then(new HttpRequestException(HttpRequestError.ConnectionError, ""))
            .Then(200, Done);
        using var fixture = new ShopFixture(handler);
        var permit = new FreePermit();

        await fixture.Writer.WriteAsync(One, permit, CancellationToken.None);

        Assert.Equal(3, permit.Asked);
    }

    [Fact]
    public async Task PermitThatIsRefusedWhileTheShopAsksToWait_EndsTheCall()
    {
        var handler = new ScriptedHandler().Then(429, "", Html, ("Retry-After", "7")).Then(200, Done);
        using var fixture = new ShopFixture(handler);
        var permit = new ScarcePermit(times: 1, new LeaseLostException("lease", "Somebody has taken it.", "Stop."));

        await Assert.ThrowsAsync<LeaseLostException>(() => fixture.Writer.WriteAsync(One, permit, CancellationToken.None));

        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task TooManyRequestsForGood_AreAnErrorWithNothingWritten()
    {
        var handler = new ScriptedHandler().Then(429, "", Html);
        using var fixture = new ShopFixture(handler);

        await Assert.ThrowsAsync<ShopException>(() => fixture.Writer.WriteAsync(One, CancellationToken.None));

        Assert.Equal(4, handler.Requests.Count);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.NameResolutionError)]
    public async Task AConnectionThatWasNeverMade_IsTriedAgain(HttpRequestError problem)
    {
        var handler = new ScriptedHandler().Then(new HttpRequestException(problem, "")).Then(200, Done);
        using var fixture = new ShopFixture(handler);

        Assert.Equal([Accepted], await fixture.Writer.WriteAsync(One, CancellationToken.None));
    }

    [Fact]
    public async Task AConnectionThatTookTooLong_IsTriedAgain()
    {
        var handler = new ScriptedHandler().Then(new TaskCanceledException("", new TimeoutException())).Then(200, Done);
        using var fixture = new ShopFixture(handler);

        Assert.Equal([Accepted], await fixture.Writer.WriteAsync(One, CancellationToken.None));
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, 4)]
    [InlineData(HttpRequestError.SecureConnectionError, 1)]
    public async Task AConnectionThatCannotBeMade_IsAnErrorWithNothingWritten(HttpRequestError problem, int requests)
    {
        var handler = new ScriptedHandler().Then(new HttpRequestException(problem, ""));
        using var fixture = new ShopFixture(handler);

        await Assert.ThrowsAsync<ShopException>(() => fixture.Writer.WriteAsync(One, CancellationToken.None));

        Assert.Equal(requests, handler.Requests.Count);
    }

    [Fact]
    public async Task CancelledWhileWaitingToRepeat_NothingWasSent()
    {
        using var source = new CancellationTokenSource();
        var handler = new ScriptedHandler().Then(_ =>
        {
            source.Cancel();
            return ScriptedHandler.Answer(429, "", Html);
        });
        using var fixture = new ShopFixture(handler);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fixture.Writer.WriteAsync(One, source.Token));

        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task AnOverloadedShop_IsGivenTimeBeforeTheNextWrite()
    {
        var handler = new ScriptedHandler().Then(503, "", Html, ("Retry-After", "20")).Then(200, Done);
        using var fixture = new ShopFixture(handler);

        Assert.IsType<WriteOutcome.Unknown>(Assert.Single(await fixture.Writer.WriteAsync(One, CancellationToken.None)));
        Assert.Empty(fixture.Time.Waits);
        Assert.Equal([Accepted], await fixture.Writer.WriteAsync(One, CancellationToken.None));
        Assert.Equal([TimeSpan.FromSeconds(20)], fixture.Time.Waits);

        // One good write, and the pace is back to none.
        await fixture.Writer.WriteAsync(One, CancellationToken.None);
        Assert.Single(fixture.Time.Waits);
    }

    [Fact]
    public async Task AShopInMaintenance_IsNotWrittenToUntilItsTimeIsOver()
    {
        var handler = new ScriptedHandler().Then(503, "", Html, ("Retry-After", "600")).Then(200, Done);
        using var fixture = new ShopFixture(handler);
        await fixture.Writer.WriteAsync(One, CancellationToken.None);

        var error = await Assert.ThrowsAsync<ShopException>(() => fixture.Writer.WriteAsync(One, CancellationToken.None));
        Assert.Contains("600 s", error.Cause, StringComparison.Ordinal);
        Assert.Single(handler.Requests);

        fixture.Time.Advance(TimeSpan.FromSeconds(600));
        Assert.Equal([Accepted], await fixture.Writer.WriteAsync(One, CancellationToken.None));
    }
}
