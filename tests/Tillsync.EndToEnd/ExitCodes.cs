using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>How every outcome ends the process, and that an error names object, cause and next move.</summary>
public sealed partial class ExitCodes
{
    private static readonly string[] NeedingBoth =
    [
        "sync",
        "sync --apply",
        "sync --apply --sku E2E-0006",
        "run",
        "verify",
        "why E2E-0006",
        "status",
    ];

    [Theory]
    [InlineData("sync", "--aply")]
    [InlineData("snyc")]
    [InlineData("why")]
    [InlineData("check", "--hours-threshold", "many")]
    [InlineData("check", "--hours-threshold", "0")]
    [InlineData("sync", "--plan", "abc")]
    [InlineData("sync", "--sku", " ")]
    [InlineData("sync", "--storefront", "other")]
    [InlineData("history", "--last", "0")]
    [InlineData("history", "--last", "some")]
    [InlineData("history", "--rows", "-1")]
    [InlineData("sync", "--apply", "--plan", "")]
    [InlineData("config")]
    [InlineData("history", "--run", "7")]
    [InlineData("why", "NO-SUCH-SKU")]
    [InlineData("sync", "--apply", "--sku", "NO-SUCH-SKU")]
    [InlineData("plans", "show")]
    [InlineData("plans", "show", "abc")]
    [InlineData("plans", "approve", "abcdef012345")]
    [InlineData("plans", "reject")]
    [InlineData("parked", "retry", "NO-SUCH-SKU")]
    [InlineData("parked", "drop")]
    [InlineData("undo", "77")]
    [InlineData("undo", "77", "--apply")]
    [InlineData("undo", "1", "--plan", "abcdef012345")]
    [InlineData("sync", "--config", "elsewhere.json")]
    [InlineData("db", "script", "--dialect", "oracle")]
    [InlineData("map", "list", "--state", "bogus")]
    [InlineData("map", "list", "--state", "1")]
    public async Task Usage_EndsWithTwo(params string[] arguments)
    {
        await using var bench = await StartAsync();

        var ran = (await bench.RunAsync(arguments)).Ended(2);

        Manners.CheckError(ran);
        Assert.Empty(bench.Writes);
    }

    [Theory]
    [InlineData("{ \"Storefronts\": [ ", "tillsync.json")]
    [InlineData("", "tillsync.json")]
    [InlineData("[]", "tillsync.json")]
    [InlineData("{ \"Storefronts\": [] }", "Storefronts")]
    [InlineData("{ \"Storefront\": [] }", "Storefronts")]
    public async Task BrokenConfiguration_EndsWithTwo(string text, string named)
    {
        await using var bench = await StartAsync();
        await File.WriteAllTextAsync(bench.ConfigurationPath, text);

        foreach (var command in new[] { "check", "sync", "run", "status" })
        {
            var ran = (await bench.RunAsync(command)).Ended(2);
            Manners.CheckError(ran);
            Assert.Contains(named, ran.Error, StringComparison.Ordinal);
        }

        Assert.Empty(bench.Shop.Requests.All);
    }

    [Fact]
    public async Task UnknownKeys_EndWithTwoAndAreAllNamed()
    {
        await using var bench = await StartAsync();
        bench.Configure(storefront =>
        {
            storefront["Guard"] = new JsonObject { ["MaxZeroPercent"] = 10 };
            storefront["Schedule"] = new JsonObject { ["ThresholdHours"] = 0 };
        });

        var ran = (await bench.RunAsync("check")).Ended(2);

        Assert.Contains("MaxZeroPercent: unknown key. Did you mean MaxZeroedPercent?", ran.Error, StringComparison.Ordinal);
        Assert.Contains("ThresholdHours: 0 is out of range. Allowed: 0.1 to 744.", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TillFileMissing_EndsWithThree()
    {
        await using var bench = await StartSyncedAsync();
        File.Delete(bench.Till.FilePath);

        await AssertAllFailAsync(bench, "till.db", "does not exist");
    }

    [Fact]
    public async Task TillFileNotADatabase_EndsWithThree()
    {
        await using var bench = await StartSyncedAsync();
        await File.WriteAllTextAsync(bench.Till.FilePath, new string('x', 5000));

        await AssertAllFailAsync(bench, "till.db", "database");
    }

    [Fact]
    public async Task ShopDown_EndsWithThree()
    {
        await using var bench = await StartSyncedAsync();
        await bench.StopShopAsync();

        await AssertAllFailAsync(bench, bench.Shop.Url.Authority, "");
    }

    [Fact]
    public async Task WrongSecret_EndsWithThree()
    {
        await using var bench = await StartSyncedAsync();
        bench.Configure(storefront => storefront["Shop"]!["ConsumerSecret"] = "cs_wrong");

        await AssertAllFailAsync(bench, bench.Shop.Url.Authority, "consumer secret");
    }

    [Fact]
    public async Task PageInsteadOfApi_EndsWithThree()
    {
        await using var bench = await StartSyncedAsync();
        bench.Shop.Faults.Always(Fault.HtmlPage());

        await AssertAllFailAsync(bench, bench.Shop.Url.Authority, "");
    }

    [Fact]
    public async Task RedirectToAnotherHost_EndsWithThreeAndIsNotFollowed()
    {
        await using var bench = await StartSyncedAsync();
        await using var other = await SandboxShop.StartAsync(new SandboxOptions(), CancellationToken.None);
        var target = new UriBuilder(other.Url) { Host = "localhost", Path = "/wp-json/wc/v3/products" };
        bench.Shop.Faults.Always(Fault.Redirect(target.Uri));

        await AssertAllFailAsync(bench, bench.Shop.Url.Authority, "redirect");

        Assert.Empty(other.Requests.All);
    }

    [Fact]
    public async Task ListingInTrash_EndsWithFourAndTheOthersAreWritten()
    {
        await using var bench = await StartSyncedAsync();
        bench.Shop.Model.Trash(bench.IdOf(Article.SkuOf(1)));
        await bench.Till.SellAsync(Article.SkuOf(1), 1);

        var ran = (await bench.RunAsync("sync", "--apply")).Ended(4);

        Assert.Contains("listing_trashed", ran.Output, StringComparison.Ordinal);
        Assert.Equal(10, bench.Shop.Model.Products[0].Quantity);
        await Truth.AssertRightAsync(bench, "with a listing in the trash");
    }

    [Fact]
    public async Task RefusedByTheShop_EndsWithFourAndTheOthersAreWritten()
    {
        await using var bench = await StartAsync();
        var refused = bench.IdOf(Article.SkuOf(1));
        bench.Shop.Faults.Always(Fault.RefuseItems(refused), request => request.IsWrite);

        var ran = (await bench.RunAsync("sync", "--apply")).Ended(4);

        Assert.Contains("woocommerce_rest_cannot_edit", ran.Output, StringComparison.Ordinal);
        Assert.Equal(0, bench.ShownOf(Article.SkuOf(1)));
        Assert.Equal(20, bench.ShownOf(Article.SkuOf(2)));
    }

    [Fact]
    public async Task VerifyFindsAWrongListing_EndsWithFour()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        (await bench.RunAsync("verify")).Ended(0);
        bench.Shop.Model.SetStock(bench.IdOf(Article.SkuOf(2)), 500);

        (await bench.RunAsync("verify")).Ended(4);

        Assert.Empty(bench.Writes);
    }

    [Fact]
    public async Task MostWouldGoToZero_EndsWithFiveUntilThatPlanIsApproved()
    {
        await using var bench = await StartSyncedAsync();
        await bench.Till.ExecuteAsync("UPDATE IM_INV SET QTY_ON_HND = 0");
        var before = bench.Shop.Model.Products;

        var dry = (await bench.RunAsync("sync")).Ended(5);
        var held = (await bench.RunAsync("sync", "--apply")).Ended(5);
        (await bench.RunAsync("run")).Ended(5);
        var plan = PlanName().Match(held.Output).Groups[1].Value;
        var other = (await bench.RunAsync("sync", "--apply", "--plan", "000000000000")).Ended(5);

        Assert.Contains("HELD: nothing was written", held.Output, StringComparison.Ordinal);
        Assert.Contains("Guard:MaxZeroedPercent = 30", held.Output, StringComparison.Ordinal);
        Assert.Contains(plan, dry.Output, StringComparison.Ordinal);
        Manners.CheckError(other);
        Assert.Empty(bench.Writes);
        Assert.Equal(before, bench.Shop.Model.Products);

        (await bench.RunAsync("sync", "--apply", "--plan", plan)).Ended(0);

        Assert.All(bench.Shop.Model.Products, product => Assert.Equal(0, product.Quantity));
    }

    [Fact]
    public async Task ApprovedPlanThatChangedMeanwhile_EndsWithFive()
    {
        await using var bench = await StartSyncedAsync();
        await bench.Till.SellAsync(Article.SkuOf(1), 1);
        var plan = PlanName().Match((await bench.RunAsync("sync")).Ended(0).Output).Groups[1].Value;
        await bench.Till.SellAsync(Article.SkuOf(2), 1);

        Manners.CheckError((await bench.RunAsync("sync", "--apply", "--plan", plan)).Ended(5));

        Assert.Empty(bench.Writes);
    }

    [Fact]
    public async Task TwoRunsAtOnce_TheSecondEndsWithSixAndWritesNothing()
    {
        await using var bench = await StartAsync();
        var hold = new Gate();
        // Long enough for two more programs to start and end on a machine that has much else to do.
        bench.Shop.Faults.Always(Fault.Slow(before: TimeSpan.FromSeconds(20)), hold.IsWrite);
        await using var first = bench.Start("sync", "--apply");
        await Wait.UntilAsync(() => hold.Seen > 0, "the first run writes");

        var second = (await bench.RunAsync("sync", "--apply")).Ended(6);
        var scheduled = (await bench.RunAsync("run")).Ended(6);
        (await bench.RunAsync("check")).Ended(0);

        Manners.CheckError(second);
        Manners.CheckError(scheduled);
        (await bench.EndAsync(first)).Ended(0);
        Assert.Single(bench.Writes);
        await Truth.AssertRightAsync(bench, "after two runs at once");
    }

    [Fact]
    public async Task AParkedArticle_MakesEverySyncAboutItEndWith4_DryRunsIncluded()
    {
        await using var bench = await TillBench.StartAsync(Article.Numbered(2, number => 5 + number, _ => 0));
        bench.Shop.Faults.Always(Fault.RefuseItems(bench.IdOf(Article.SkuOf(1))), request => request.IsWrite);
        (await bench.RunAsync("sync", "--apply")).Ended(4);

        (await bench.RunAsync("sync")).Ended(4);
        (await bench.RunAsync("sync", "--sku", Article.SkuOf(1))).Ended(4);
        (await bench.RunAsync("sync", "--sku", Article.SkuOf(2))).Ended(0);
        var counts = (await bench.RunJsonAsync(4, "sync")).GetProperty("counts");

        Assert.Equal(1, counts.GetProperty("parked").GetInt32());
        bench.Shop.Faults.Clear();
        (await bench.RunAsync("sync", "--apply")).Ended(0);
        (await bench.RunAsync("sync")).Ended(0);
    }

    [Fact]
    public async Task VerifyOfATillWithoutStock_SaysThatNothingCanBeJudged()
    {
        await using var bench = await TillBench.StartAsync(Article.Numbered(2, number => 5 + number, _ => 0));
        await bench.SyncAsync();
        await bench.Till.ExecuteAsync("DELETE FROM IM_INV");

        var ran = (await bench.RunAsync("verify")).Ended(4);

        Assert.Contains("It cannot be judged", ran.Output, StringComparison.Ordinal);
        Assert.Contains("IM_INV", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OutputOnAFullDisk_IsAnError_AndTheSyncIsDone()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Needs a device that is always full.");
        await using var bench = await TillBench.StartAsync(Article.Numbered(2, number => 5 + number, _ => 0));

        var start = new System.Diagnostics.ProcessStartInfo("sh") { WorkingDirectory = bench.Folder };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"'{RunningProgram.Executable}' run > /dev/full 2> error.txt");
        using var shell = System.Diagnostics.Process.Start(start)!;
        await shell.WaitForExitAsync();

        Assert.Equal(3, shell.ExitCode);
        Assert.StartsWith("error: Output: ", await File.ReadAllTextAsync(bench.PathOf("error.txt")), StringComparison.Ordinal);
        await Truth.AssertRightAsync(bench, "after the run that could not print");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Interrupted_EndsWith130AndTheNextRunGoesOn(bool byCtrlC)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send to one process.");
        await using var bench = await TillBench.StartAsync(Article.Numbered(250, number => 5 + number, _ => 0));
        var hold = new Gate();
        bench.Shop.Faults.Always(Fault.Slow(after: TimeSpan.FromSeconds(2)), hold.IsWrite);
        await using var program = bench.Start("sync", "--apply");
        await Wait.UntilAsync(() => hold.Seen > 0, "the run writes");

        await (byCtrlC ? program.InterruptAsync() : program.TerminateAsync());
        var ran = (await bench.EndAsync(program)).Ended(130);

        Assert.Contains("Stopped.", ran.Error, StringComparison.Ordinal);
        Assert.Single(bench.Writes);
        Assert.Equal(0, bench.Journal.OpenIntents);
        bench.Shop.Faults.Clear();
        (await bench.RunAsync("sync", "--apply")).Ended(0);
        await Truth.AssertRightAsync(bench, "after the run that followed");
    }

    /// <summary>The second Ctrl-C ends the request that is under way: its outcome is in doubt, and the next run looks first.</summary>
    [Fact]
    public async Task InterruptedTwice_EndsAtOnceAndTheNextRunGoesOn()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send to one process.");
        await using var bench = await TillBench.StartAsync(Article.Numbered(250, number => 5 + number, _ => 0));
        var hold = new Gate();
        bench.Shop.Faults.Always(Fault.Slow(after: TimeSpan.FromSeconds(30)), hold.IsWrite);
        await using var program = bench.Start("sync", "--apply");
        await Wait.UntilAsync(() => hold.Seen > 0, "the run writes");

        await program.InterruptAsync();
        await Wait.UntilAsync(() => program.ErrorSoFar.Contains("Stopping", StringComparison.Ordinal), "the first Ctrl-C was heard");
        await program.InterruptAsync();
        var ran = (await bench.EndAsync(program)).Ended(130);

        Assert.True(ran.Elapsed < TimeSpan.FromSeconds(30), $"It took {ran.Elapsed}.");
        Assert.Equal(100, bench.Journal.OpenIntents);
        bench.Shop.Faults.Clear();
        (await bench.RunAsync("sync", "--apply")).Ended(0);
        await Truth.AssertRightAsync(bench, "after the run that followed");
    }

    private static Task<TillBench> StartAsync() => TillBench.StartAsync(Article.Numbered(6, number => 10 * number, _ => 0));

    /// <summary>Synced once; then something was sold, so that there is a write to be made.</summary>
    private static async Task<TillBench> StartSyncedAsync()
    {
        var bench = await StartAsync();
        await bench.SyncAsync();
        await bench.Till.SellAsync(Article.SkuOf(6), 1);
        return bench;
    }

    /// <summary>Every command that needs till and shop ends with 3, says why, and leaves the shop alone.</summary>
    private static async Task AssertAllFailAsync(TillBench bench, string subject, string cause)
    {
        var before = bench.Shop.Model.Products;
        foreach (var command in NeedingBoth)
        {
            var ran = (await bench.RunAsync(command.Split(' '))).Ended(3);

            if (command != "status")
            {
                Manners.CheckError(ran);
            }

            Assert.Contains(subject, ran.Text, StringComparison.Ordinal);
            Assert.Contains(cause, ran.Text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain(bench.Writes, request => request.Status is >= 200 and < 300);
        Assert.Equal(before, bench.Shop.Model.Products);
    }

    [GeneratedRegex("--plan ([0-9a-f]{12})")]
    private static partial Regex PlanName();
}
