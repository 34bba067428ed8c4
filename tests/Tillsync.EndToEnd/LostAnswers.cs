using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>One write whose answer is lost, broken or a refusal of everything: nothing is written twice, and in the end all is right.</summary>
public sealed class LostAnswers
{
    [Theory]
    [InlineData("504 and done")]
    [InlineData("504 and not done")]
    [InlineData("500 and done")]
    [InlineData("500 and not done")]
    [InlineData("502")]
    [InlineData("connection lost, done")]
    [InlineData("connection lost, not done")]
    [InlineData("half an answer")]
    [InlineData("no answer at all")]
    [InlineData("a page, done")]
    [InlineData("noise before the JSON")]
    [InlineData("dies in the middle")]
    [InlineData("429")]
    [InlineData("maintenance")]
    public async Task NothingIsWrittenTwice(string fault)
    {
        await using var bench = await TillBench.StartAsync(Article.Numbered(150, _ => 50, _ => 50));
        await bench.SyncAsync();
        await bench.Till.SellAsync(Enumerable.Range(1, 150).Select(number => (Article.SkuOf(number), 7m)));
        bench.Shop.Faults.Next(FaultOf(fault), when: request => request.IsWrite);

        var first = await bench.RunAsync("sync", "--apply");

        Assert.True(first.ExitCode is 0 or 3 or 4, $"{first.ExitCode}: {first.Text}");
        Assert.All(bench.Shop.Model.Products, product => Assert.Contains(product.Quantity, new decimal?[] { 50, 43 }));
        Assert.NotNull(bench.Shop.Model.PlaceOrder(bench.IdOf(Article.SkuOf(3)), 5));
        (await bench.RunAsync("run")).Ended(0);
        await Truth.AssertRightAsync(bench, $"after {fault}");
        Assert.Equal(38, bench.ShownOf(Article.SkuOf(3)));
        Assert.Equal(0, bench.Journal.OpenIntents);
    }

    /// <summary>The run does not wait for a shop that has stopped answering, and the write may still be carried out after it gave up.</summary>
    [Fact]
    public async Task AnsweredTooLate_IsLookedAtBeforeAnythingIsSent()
    {
        await using var bench = await TillBench.StartAsync(Article.Numbered(20, _ => 50, _ => 50));
        await bench.SyncAsync();
        await bench.Till.SellAsync(Enumerable.Range(1, 20).Select(number => (Article.SkuOf(number), 7m)));
        bench.Configure(storefront => storefront["Shop"]!["WriteTimeoutSeconds"] = 1);
        bench.Shop.Faults.Next(Fault.Slow(after: TimeSpan.FromSeconds(6)), when: request => request.IsWrite);

        (await bench.RunAsync("sync", "--apply")).Ended(0);

        Assert.Single(bench.Writes);
        await Truth.AssertRightAsync(bench, "after a late answer");
    }

    private static Fault FaultOf(string name) =>
        name switch
        {
            "504 and done" => Fault.GatewayTimeout(isApplied: true),
            "504 and not done" => Fault.GatewayTimeout(isApplied: false),
            "500 and done" => Fault.InternalError(isApplied: true),
            "500 and not done" => Fault.InternalError(isApplied: false),
            "502" => Fault.BadGateway(isApplied: true),
            "connection lost, done" => Fault.Drop(isApplied: true),
            "connection lost, not done" => Fault.Drop(isApplied: false),
            "half an answer" => Fault.Truncate(500),
            "no answer at all" => Fault.Truncate(0),
            "a page, done" => Fault.HtmlPage(isApplied: true),
            "noise before the JSON" => Fault.Noise(),
            "dies in the middle" => Fault.BatchDies(40),
            "429" => Fault.TooManyRequests(TimeSpan.FromSeconds(1)),
            "maintenance" => Fault.Maintenance(),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such fault."),
        };
}
