using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>The commands by which somebody lets a held plan through, puts it away, or takes a run back.</summary>
public sealed class HeldPlans
{
    [Fact]
    public async Task Approved_IsCarriedOutByTheScheduledRun_Once()
    {
        await using var bench = await StartSyncedAsync();
        await bench.Till.ExecuteAsync("UPDATE IM_INV SET QTY_ON_HND = 0");
        (await bench.RunAsync("run")).Ended(5);
        (await bench.RunAsync("run")).Ended(5);
        var plan = Assert.Single((await bench.RunJsonAsync(0, "plans", "list")).GetProperty("plans").EnumerateArray());
        var name = plan.GetProperty("checksum").GetString()!;
        Assert.Equal(("held", 2, 5), (Text(plan, "state"), plan.GetProperty("seen").GetInt32(), plan.GetProperty("writeCount").GetInt32()));

        var shown = (await bench.RunAsync("plans", "show")).Ended(0);
        Assert.Contains($"tillsync plans approve {name}", shown.Output, StringComparison.Ordinal);
        Assert.Contains(Article.SkuOf(5), shown.Output, StringComparison.Ordinal);
        var approved = await bench.RunJsonAsync(0, "plans", "approve", name[..6]);
        Assert.EndsWith($"@{Environment.MachineName}", Text(approved.GetProperty("plan"), "decidedBy"), StringComparison.Ordinal);
        Assert.Contains("APPROVED", (await bench.RunAsync("status")).Ended(0).Output, StringComparison.Ordinal);
        Assert.Empty(bench.Writes);

        (await bench.RunAsync("run")).Ended(0);

        Assert.All(bench.Shop.Model.Products, product => Assert.Equal(0, product.Quantity));
        Manners.CheckError((await bench.RunAsync("plans", "approve", name)).Ended(5));
    }

    [Fact]
    public async Task Rejected_StaysHeld_AndStatusSaysSo()
    {
        await using var bench = await StartSyncedAsync();
        await bench.Till.ExecuteAsync("UPDATE IM_INV SET QTY_ON_HND = 0");
        (await bench.RunAsync("run")).Ended(5);
        var held = Text(await bench.RunJsonAsync(5, "sync", "--apply"), "plan");

        (await bench.RunAsync("plans", "reject", held)).Ended(0);
        var again = (await bench.RunAsync("sync", "--apply")).Ended(5);

        Assert.Contains("rejected by", again.Output, StringComparison.Ordinal);
        Assert.Contains("REJECTED", (await bench.RunAsync("status")).Ended(0).Output, StringComparison.Ordinal);
        Assert.Single((await bench.RunJsonAsync(0, "plans", "list")).GetProperty("plans").EnumerateArray());
        Assert.Empty(bench.Writes);
    }

    [Fact]
    public async Task EmptyRead_CannotBeApproved()
    {
        await using var bench = await StartSyncedAsync();
        await bench.Till.ExecuteAsync("DELETE FROM IM_INV");
        (await bench.RunAsync("run")).Ended(5);
        var plan = Assert.Single((await bench.RunJsonAsync(0, "plans", "list")).GetProperty("plans").EnumerateArray());

        var refused = (await bench.RunAsync("plans", "approve", Text(plan, "checksum"))).Ended(5);

        Manners.CheckError(refused);
        (await bench.RunAsync("run")).Ended(5);
        Assert.Empty(bench.Writes);
    }

    [Fact]
    public async Task Undo_ShowsFirst_ThenRestores_AndTheNextSyncFollowsTheTillAgain()
    {
        await using var bench = await StartSyncedAsync();
        await bench.Till.SellAsync(Article.SkuOf(1), 4);
        await bench.Till.SellAsync(Article.SkuOf(2), 1);
        (await bench.RunAsync("run")).Ended(0);
        bench.Shop.Model.SetStock(bench.IdOf(Article.SkuOf(2)), 500);
        bench.Shop.Requests.Clear();

        var dry = await bench.RunJsonAsync(4, "undo", "2");
        Assert.Empty(bench.Writes);
        Assert.Equal("shows_other", Text(Assert.Single(dry.GetProperty("leftAlone").EnumerateArray()), "code"));
        (await bench.RunAsync("undo", "2", "--apply", "--plan", Text(dry, "plan"))).Ended(4);

        Assert.Equal((10, 500), (bench.ShownOf(Article.SkuOf(1)), bench.ShownOf(Article.SkuOf(2))));
        Assert.Single(bench.Writes);
        (await bench.RunAsync("run")).Ended(0);
        Assert.Equal(6, bench.ShownOf(Article.SkuOf(1)));
    }

    [Fact]
    public async Task Parked_IsListedTriedAgainAndForgotten()
    {
        await using var bench = await StartSyncedAsync();
        var listing = bench.IdOf(Article.SkuOf(1));
        bench.Shop.Model.Trash(listing);
        await bench.Till.SellAsync(Article.SkuOf(1), 1);
        (await bench.RunAsync("sync", "--apply")).Ended(4);

        var parked = Assert.Single((await bench.RunJsonAsync(0, "parked", "list")).GetProperty("parked").EnumerateArray());
        Assert.Equal((Article.SkuOf(1), "listing_trashed"), (Text(parked, "sku"), Text(parked, "code")));
        (await bench.RunAsync("run")).Ended(0);
        (await bench.RunAsync("parked", "retry", Article.SkuOf(1).ToLowerInvariant())).Ended(0);
        (await bench.RunAsync("run")).Ended(4);
        Assert.Equal(2, bench.Journal.Count("SELECT attempts FROM parked"));
        (await bench.RunAsync("parked", "drop", Article.SkuOf(1))).Ended(0);
        Assert.Contains("Nothing is parked", (await bench.RunAsync("parked", "list")).Ended(0).Output, StringComparison.Ordinal);
        Manners.CheckError((await bench.RunAsync("parked", "drop", Article.SkuOf(1))).Ended(2));
    }

    [Fact]
    public async Task WritesOfUnknownOutcome_AreListedAsParked()
    {
        await using var bench = await StartSyncedAsync();
        await bench.Till.SellAsync(Article.SkuOf(1), 1);
        bench.Shop.Faults.Always(Fault.Drop(isApplied: false), request => request.IsWrite);
        await bench.RunAsync("sync", "--apply");

        var shown = (await bench.RunAsync("parked", "list")).Ended(0);

        Assert.Contains("outcome_unknown", shown.Output, StringComparison.Ordinal);
        Assert.Single((await bench.RunJsonAsync(0, "parked", "list")).GetProperty("inDoubt").EnumerateArray());
    }

    [Fact]
    public async Task WhileARunIsAtWork_AnUndoEndsWithSix_AndADecisionWaitsForItsEnd()
    {
        await using var bench = await StartSyncedAsync();
        await bench.Till.ExecuteAsync("UPDATE IM_INV SET QTY_ON_HND = 0");
        var held = Text(await bench.RunJsonAsync(5, "sync", "--apply"), "plan");
        await bench.Till.ExecuteAsync("UPDATE IM_INV SET QTY_ON_HND = 3");
        var hold = new Gate();
        // Long enough for the other program to start and end on a machine that has much else to do, and less than a decision waits.
        bench.Shop.Faults.Always(Fault.Slow(before: TimeSpan.FromSeconds(12)), hold.IsWrite);
        await using var run = bench.Start("sync", "--apply");
        await Wait.UntilAsync(() => hold.Seen > 0, "the run writes");

        Manners.CheckError((await bench.RunAsync("undo", "1", "--apply")).Ended(6));
        var decided = (await bench.RunAsync("plans", "approve", held)).Ended(5);
        Manners.CheckError(decided);
        Assert.Contains("A later sync went through without being held.", decided.Error, StringComparison.Ordinal);
        (await bench.EndAsync(run)).Ended(0);
    }

    private static string Text(System.Text.Json.JsonElement document, string name) => document.GetProperty(name).GetString() ?? "";

    /// <summary>Five articles of 10, 20, … units, all shown as they are.</summary>
    private static async Task<TillBench> StartSyncedAsync()
    {
        var bench = await TillBench.StartAsync(Article.Numbered(5, number => 10 * number, number => 10 * number));
        await bench.SyncAsync();
        return bench;
    }
}
