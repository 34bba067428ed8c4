using System.Text.Json;
using Tillsync.Core.Applying;
using Tillsync.Core.Stock;
using Tillsync.Sandbox;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;
using Tillsync.Testing.Faults;
using static Tillsync.Testing.Contracts.ShopSamples;

namespace Tillsync.Tests.WooCommerce;

/// <summary>Batches that the shop does not take whole.</summary>
public sealed class BatchSplitTests
{
    [Fact]
    public async Task ASmallerLimit_IsLearnedFromTheRefusal()
    {
        await using var stand = new SandboxStand(new SandboxOptions { BatchItemsMax = 30 });
        var writes = stand.Model.AddNumbered(100, "SIM-", _ => 0).Select((id, number) => Write(new ListingId(id), 0, number)).ToList();

        var outcomes = await stand.Writer.WriteAsync(Products(writes), CancellationToken.None);

        Assert.Equal(writes.Select(write => new WriteOutcome.Accepted(write.To.Quantity)), outcomes);
        Assert.Equal([0, 30, 30, 30, 10], Sizes(stand).Select((size, index) => index == 0 ? 0 : size));

        await stand.Writer.WriteAsync(Products(writes.Take(60)), CancellationToken.None);
        Assert.Equal([30, 30], Sizes(stand).TakeLast(2));
    }

    [Fact]
    public async Task AServerThatTakesLess_GetsHalves()
    {
        var handler = Answering(ids => ids.Count > 30 ? null : 0);
        using var fixture = new ShopFixture(handler);

        var outcomes = await fixture.Writer.WriteAsync(Many(100), CancellationToken.None);

        Assert.All(outcomes, outcome => Assert.IsType<WriteOutcome.Accepted>(outcome));
        Assert.Equal([100, 50, 25, 25, 25, 25], handler.Requests.Select(request => IdsOf(request).Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(100)]
    public async Task ABatchRefusedForOneItem_IsHalvedUntilThatOneIsAlone(long bad)
    {
        var handler = Answering(ids => ids.Contains(bad) ? 400 : 0);
        using var fixture = new ShopFixture(handler);

        var outcomes = await fixture.Writer.WriteAsync(Many(100), CancellationToken.None);

        var refused = Assert.IsType<WriteOutcome.Refused>(outcomes[(int)bad - 1]);
        Assert.Equal("rest_invalid_param", refused.Code);
        Assert.Equal(99, outcomes.OfType<WriteOutcome.Accepted>().Count());
        // Nothing that was accepted was sent twice: two requests a level and the first.
        Assert.InRange(handler.Requests.Count, 8, 15);
    }

    [Fact]
    public async Task AShopThatRefusesEverything_IsNotAskedTwoHundredTimes()
    {
        var handler = Answering(_ => 400);
        using var fixture = new ShopFixture(handler);

        var outcomes = await fixture.Writer.WriteAsync(Many(100), CancellationToken.None);

        Assert.All(outcomes, outcome => Assert.IsType<WriteOutcome.Refused>(outcome));
        Assert.InRange(handler.Requests.Count, 1, 15);
    }

    [Fact]
    public async Task APartWhoseAnswerIsLost_IsUnknownAndItsNeighboursAreNot()
    {
        var handler = Answering(ids =>
            ids.Count > 30 ? null
            : ids.Contains(26) ? 504
            : 0
        );
        using var fixture = new ShopFixture(handler);

        var outcomes = await fixture.Writer.WriteAsync(Many(100), CancellationToken.None);

        Assert.Equal(Enumerable.Range(26, 25), Numbers(outcomes, outcome => outcome is WriteOutcome.Unknown));
        Assert.Equal(75, outcomes.OfType<WriteOutcome.Accepted>().Count());
    }

    [Fact]
    public async Task KeysThatFailHalfway_LeaveWhatIsDoneStanding()
    {
        var handler = Answering(ids =>
            ids.Count > 30 ? null
            : ids.Contains(26) ? 401
            : 0
        );
        using var fixture = new ShopFixture(handler);

        var outcomes = await fixture.Writer.WriteAsync(Many(100), CancellationToken.None);

        Assert.Equal(25, outcomes.OfType<WriteOutcome.Accepted>().Count());
        Assert.All(outcomes.Skip(25), outcome => Assert.Equal("not_sent", Assert.IsType<WriteOutcome.Refused>(outcome).Code));
        Assert.Equal(4, handler.Requests.Count);
    }

    [Fact]
    public async Task CancelledHalfway_SendsNoMore()
    {
        using var source = new CancellationTokenSource();
        var handler = Answering(ids =>
        {
            if (ids.Count <= 30)
            {
                source.Cancel();
            }

            return ids.Count > 30 ? null : 0;
        });
        using var fixture = new ShopFixture(handler);

        var outcomes = await fixture.Writer.WriteAsync(Many(100), source.Token);

        Assert.Equal(3, handler.Requests.Count);
        Assert.Equal(75, outcomes.OfType<WriteOutcome.Refused>().Count(refused => refused.Code == "not_sent"));
        // The request on the way was answered all the same, or is unknown; it is never called unsent.
        Assert.DoesNotContain(outcomes.Take(25), outcome => outcome is WriteOutcome.Refused);
    }

    [Fact]
    public async Task OneItemTooLarge_IsRefused()
    {
        using var fixture = new ShopFixture(Answering(_ => null));

        var outcome = Assert.Single(await fixture.Writer.WriteAsync(Many(1), CancellationToken.None));

        Assert.Equal("too_large", Assert.IsType<WriteOutcome.Refused>(outcome).Code);
    }

    private static WriteBatch Many(int count) => Products(Enumerable.Range(1, count).Select(id => Write(new ListingId(id), 0, id)));

    private static IEnumerable<int> Numbers(IReadOnlyList<WriteOutcome> outcomes, Func<WriteOutcome, bool> which) =>
        outcomes.Index().Where(item => which(item.Item)).Select(item => item.Index + 1);

    private static IEnumerable<int> Sizes(SandboxStand stand) => stand.Handler.Requests.All.Select(request => request.BatchItems);

    /// <param name="status">For the ids of a request: null for a server's 413, 0 for success, else the status of a refusal.</param>
    private static ScriptedHandler Answering(Func<IReadOnlyList<long>, int?> status) =>
        new ScriptedHandler().Then(request =>
        {
            var ids = IdsOf(request);
            return status(ids) switch
            {
                null => ScriptedHandler.Answer(413, "<html>413 Request Entity Too Large</html>", "text/html"),
                0 => ScriptedHandler.Answer(200, Accepting(ids), "application/json"),
                504 => ScriptedHandler.Answer(504, "<html>504 Gateway Time-out</html>", "text/html"),
                401 => ScriptedHandler.Answer(401, """{"code":"woocommerce_rest_cannot_edit","message":"No."}""", "application/json"),
                var other => ScriptedHandler.Answer(other.Value, """{"code":"rest_invalid_param","message":"No."}""", "application/json"),
            };
        });

    private static string Accepting(IReadOnlyList<long> ids) =>
        $"{{\"update\":[{string.Join(',', ids.Select(id => $"{{\"id\":{id},\"stock_quantity\":{id}}}"))}]}}";

    private static List<long> IdsOf(ScriptedRequest request)
    {
        using var body = JsonDocument.Parse(request.Body);
        return [.. body.RootElement.GetProperty("update").EnumerateArray().Select(item => item.GetProperty("id").GetInt64())];
    }
}
