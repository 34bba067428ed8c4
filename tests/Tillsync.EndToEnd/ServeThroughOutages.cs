using System.Net;
using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>What the service does while a till, a shop or the journal is not there, and once it is back.</summary>
public sealed class ServeThroughOutages
{
    private static readonly Article[] Two = [new("A-1", 10, 0, 9), new("B-2", 4, 1, 3)];

    [Fact]
    public async Task ATillThatHangs_IsAFailure_AndWhatItSoldIsListedOnceItAnswers()
    {
        await using var bench = await TillBench.StartAsync(Two);
        await using var service = await RunningService.StartAsync(bench);
        await service.UntilStatusAsync("ok");

        using (bench.Till.Hang())
        {
            await service.UntilStatusAsync("failing");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await service.HealthAsync()).Code);
            await service.UntilSaidAsync("the till does not answer");
        }

        await bench.Till.SellAsync("A-1", 3);
        await service.UntilSaidAsync("the till answers again");
        await service.UntilRightAsync("after the hang");
        await service.UntilStatusAsync("ok");
        (await service.StopAsync()).Ended(0);
    }

    [Fact]
    public async Task ATillThatGoesAway_AndComesBackWithOtherNumbers_IsCaughtUpWith()
    {
        await using var bench = await TillBench.StartAsync(Two);
        await using var service = await RunningService.StartAsync(bench);
        await service.UntilStatusAsync("ok");
        var away = bench.Till.FilePath + ".away";

        File.Move(bench.Till.FilePath, away);
        await service.UntilStatusAsync("failing");
        Assert.Equal(10, bench.ShownOf("A-1"));
        File.Move(away, bench.Till.FilePath);
        await bench.Till.SellAsync([("A-1", 2), ("B-2", -7)]);

        await service.UntilRightAsync("after the till was away");
        await service.UntilStatusAsync("ok");
    }

    [Fact]
    public async Task AtTheStart_ATillThatIsDownIsNoReasonToEnd()
    {
        await using var bench = await TillBench.StartAsync(Two);
        var away = bench.Till.FilePath + ".away";
        File.Move(bench.Till.FilePath, away);

        await using var service = await RunningService.StartAsync(bench);
        await service.UntilStatusAsync("failing");
        File.Move(away, bench.Till.FilePath);

        await service.UntilRightAsync("once the till is there");
    }

    [Fact]
    public async Task AShopThatIsDown_IsTriedAgain_AndCaughtUpWith()
    {
        await using var bench = await TillBench.StartAsync(Two);
        await using var service = await RunningService.StartAsync(bench);
        await service.UntilStatusAsync("ok");
        bench.Shop.Faults.Always(Fault.Maintenance(), _ => true);

        await bench.Till.SellAsync("A-1", 3);
        await service.UntilStatusAsync("failing");
        bench.Shop.Faults.Clear();

        await service.UntilRightAsync("after the shop was down");
        await service.UntilSaidAsync("the failure is over");
        await service.UntilStatusAsync("ok");
    }

    [Fact]
    public async Task AJournalThatIsRestoredFromAnOlderCopy_IsOpenedAnew_AndTheShopStaysRight()
    {
        await using var bench = await TillBench.StartAsync(Two);
        await bench.SyncAsync();
        var copy = bench.PathOf("older.copy");
        File.Copy(bench.Journal.FilePath, copy);
        await using var service = await RunningService.StartAsync(bench);
        await service.UntilStatusAsync("ok");
        await bench.Till.SellAsync("A-1", 3);
        await service.UntilRightAsync("before the restore");

        foreach (var path in Directory.EnumerateFiles(bench.Folder, "tillsync.db*"))
        {
            File.Delete(path);
        }

        File.Move(copy, bench.Journal.FilePath);
        await bench.Till.SellAsync([("A-1", 1), ("B-2", 1)]);

        await service.UntilRightAsync("after the restore");
        await service.UntilStatusAsync("ok");
        Assert.True(bench.Journal.Count("SELECT COUNT(*) FROM run") >= 2);
    }

    [Fact]
    public async Task AnAnswerThatIsLost_IsLookedAtAfterTheQuietPeriod()
    {
        await using var bench = await TillBench.StartAsync(Two);
        await using var service = await RunningService.StartAsync(bench);
        await service.UntilStatusAsync("ok");
        bench.Shop.Faults.Next(Fault.Drop(isApplied: true), 1, request => request.IsWrite);

        await bench.Till.SellAsync("A-1", 3);

        await service.UntilRightAsync("after the lost answer");
        await Wait.UntilAsync(() => bench.Journal.OpenIntents == 0, "nothing is in doubt");
        (await service.StopAsync()).Ended(0);
    }

    [Fact]
    public async Task AShopThatSendsEverybodyToItsLoginPage_IsAFailureThatSaysSo_AndCaughtUpWith()
    {
        await using var bench = await TillBench.StartAsync(Two);
        await using var service = await RunningService.StartAsync(bench);
        await service.UntilStatusAsync("ok");
        bench.Shop.Requests.Clear();
        bench.Shop.Faults.Always(Fault.Redirect(new Uri(bench.Shop.Url, "/wp-login.php"), 302));

        await bench.Till.SellAsync("A-1", 3);
        await service.UntilStatusAsync("failing");
        Assert.Contains(
            "redirects to its login page",
            (await service.StorefrontAsync()).GetProperty("text").GetString(),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(bench.Shop.Requests.All, request => request.Target.StartsWith("/wp-login", StringComparison.Ordinal));
        bench.Shop.Faults.Clear();

        await service.UntilRightAsync("after the login page");
        await service.UntilStatusAsync("ok");
    }

    [Fact]
    public async Task ADatabaseThatTakesTheConnectionAndNeverAnswers_IsGivenUp_AndKeepsNoStopWaiting()
    {
        await using var silent = new SilentServer();
        await using var bench = await TillBench.StartAsync(Two);
        bench.Configure(storefront =>
        {
            storefront["Till"]!["Provider"] = "SqlServer";
            storefront["Till"]!["ConnectionString"] =
                $"Server=tcp:127.0.0.1,{silent.Port};Database=shop;User Id=u;Password=p;Encrypt=false";
            storefront["Till"]!["ConnectTimeoutSeconds"] = 3;
        });

        var run = (await bench.RunAsync("run")).Ended(3);
        Assert.InRange(run.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Manners.CheckError(run);

        await using var service = await RunningService.StartAsync(bench);
        await service.UntilStatusAsync("failing");
        Assert.Contains("127.0.0.1", (await service.StorefrontAsync()).GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.InRange((await service.StopAsync()).Ended(0).Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(60));
        Assert.Empty(bench.Writes);
    }
}
