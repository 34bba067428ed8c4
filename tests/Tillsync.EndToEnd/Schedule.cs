using System.Text.Json.Nodes;
using Tillsync.EndToEnd.Bench;

namespace Tillsync.EndToEnd;

/// <summary>`schedule` with a crontab of its own: a program of that name that keeps the table in a file.</summary>
public sealed class Schedule
{
    private const string Others = "MAILTO=ops@example.com\n30 2 * * * /usr/bin/backup\n";

    [Fact]
    public async Task Install_KeepsOtherLinesAndIsReadBack()
    {
        await using var bench = await StartAsync();
        await File.WriteAllTextAsync(TableOf(bench), Others);

        var installed = await CronAsync(bench, 0, "install", "--interval-hours", "6");
        (await bench.RunAsync("schedule", "install", "--scheduler", "cron")).Ended(0);

        Assert.Contains("0 */6 * * *", installed.Output, StringComparison.Ordinal);
        var table = await File.ReadAllTextAsync(TableOf(bench));
        Assert.StartsWith(Others + "# BEGIN Tillsync: WooCommerce Inventory Sync\n0 */12 * * * ", table, StringComparison.Ordinal);
        Assert.EndsWith(
            $"run --config {bench.ConfigurationPath} >/dev/null\n# END Tillsync: WooCommerce Inventory Sync\n",
            table,
            StringComparison.Ordinal
        );
        Assert.Contains("every 12 hours; enabled", (await CronAsync(bench, 0, "show")).Output, StringComparison.Ordinal);

        await CronAsync(bench, 0, "remove");
        Assert.Equal(Others, await File.ReadAllTextAsync(TableOf(bench)));
        await CronAsync(bench, 4, "show");
        Assert.Contains("nothing to do", (await CronAsync(bench, 0, "remove")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DryRun_ChangesNothing()
    {
        await using var bench = await StartAsync();

        var ran = await CronAsync(bench, 0, "install", "--dry-run");

        Assert.Contains("Nothing has been done", ran.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(TableOf(bench)));
    }

    [Fact]
    public async Task AMovedConfiguration_IsShown()
    {
        await using var bench = await StartAsync();
        await CronAsync(bench, 0, "install");
        var table = await File.ReadAllTextAsync(TableOf(bench));
        await File.WriteAllTextAsync(
            TableOf(bench),
            table.Replace(bench.ConfigurationPath, "/old/tillsync.json", StringComparison.Ordinal)
        );

        var json = await bench.RunJsonAsync(4, "schedule", "show", "--scheduler", "cron");

        Assert.False(json.GetProperty("isRight").GetBoolean());
        Assert.Contains("/old/tillsync.json", json.GetProperty("problems").ToString(), StringComparison.Ordinal);
        Assert.Equal(12, json.GetProperty("installed").GetProperty("intervalHours").GetDecimal());
    }

    [Fact]
    public async Task ACrontabThatRefuses_IsFailureWithItsWords()
    {
        await using var bench = await StartAsync("echo 'You are not allowed to use this program' >&2; exit 1");

        var ran = await CronAsync(bench, 3, "install");

        Assert.Contains("You are not allowed", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--interval-hours", "0")]
    [InlineData("--interval-hours", "7")]
    [InlineData("--task-name", "a/b")]
    [InlineData("--user", "")]
    [InlineData("--scheduler", "launchd")]
    public async Task BadInput_IsAUsageError(string option, string value)
    {
        await using var bench = await StartAsync();
        string[] scheduler = option == "--scheduler" ? [] : ["--scheduler", "cron"];

        var ran = (await bench.RunAsync(["schedule", "install", "--dry-run", .. scheduler, option, value])).Ended(2);

        Assert.Contains(option, ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SeveralStorefronts_EachHasATaskOfItsOwn()
    {
        await using var bench = await StartAsync();
        bench.ConfigureRoot(root =>
        {
            var second = root["Storefronts"]![0]!.DeepClone();
            second["Name"] = "outlet";
            ((JsonArray)root["Storefronts"]!).Add(second);
        });

        await CronAsync(bench, 2, "install");
        await CronAsync(bench, 0, "install", "--storefront", "e2e");
        await CronAsync(bench, 0, "install", "--storefront", "outlet");

        var table = await File.ReadAllTextAsync(TableOf(bench));
        Assert.Contains("# BEGIN Tillsync: WooCommerce Inventory Sync - e2e\n", table, StringComparison.Ordinal);
        Assert.Contains("--storefront outlet >", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheService_TakesThePlaceOfTheRuns_AndIsReadBack_AndRemoved()
    {
        await using var bench = await StartAsync();
        await CronAsync(bench, 0, "install");

        var installed = await CronAsync(bench, 0, "install", "--serve");

        Assert.Contains("Start it now with: tillsync serve", installed.Error, StringComparison.Ordinal);
        var table = await File.ReadAllTextAsync(TableOf(bench));
        Assert.Matches(@"^# BEGIN Tillsync: WooCommerce Inventory Sync\n@reboot \S.* serve --config .*\n# END [^\n]*\n$", table);
        Assert.Contains(
            "started with the machine, stays on; enabled",
            (await CronAsync(bench, 0, "show")).Output,
            StringComparison.Ordinal
        );
        var json = await bench.RunJsonAsync(0, "schedule", "show", "--serve", "--scheduler", "cron");
        Assert.True(json.GetProperty("staysOn").GetBoolean());
        Assert.Equal("serve", json.GetProperty("arguments")[0].GetString());

        await File.WriteAllTextAsync(TableOf(bench), table.Replace(" serve ", " run ", StringComparison.Ordinal));
        Assert.Contains("not expected: @reboot", (await CronAsync(bench, 4, "show")).Output, StringComparison.Ordinal);
        await CronAsync(bench, 0, "remove", "--serve");
        Assert.Equal("", await File.ReadAllTextAsync(TableOf(bench)));
    }

    [Fact]
    public async Task TheService_IsOneForAllStorefronts_OrOfOne()
    {
        await using var bench = await StartAsync();
        bench.ConfigureRoot(root =>
        {
            var second = root["Storefronts"]![0]!.DeepClone();
            second["Name"] = "outlet";
            ((JsonArray)root["Storefronts"]!).Add(second);
        });

        Assert.Contains("of all storefronts", (await CronAsync(bench, 0, "install", "--serve")).Output, StringComparison.Ordinal);

        var table = await File.ReadAllTextAsync(TableOf(bench));
        Assert.Contains($"serve --config {bench.ConfigurationPath} >", table, StringComparison.Ordinal);
        // What looks after a storefront of it sees the service of all.
        var monitor = await bench.RunJsonAsync(0, "monitor", "--storefront", "outlet");
        Assert.Contains("stays on", monitor.GetProperty("schedule").GetString(), StringComparison.Ordinal);
        await CronAsync(bench, 0, "install", "--serve", "--storefront", "outlet");
        Assert.Contains(
            "# BEGIN Tillsync: WooCommerce Inventory Sync - outlet\n@reboot",
            await File.ReadAllTextAsync(TableOf(bench)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task TheService_HasNoInterval()
    {
        await using var bench = await StartAsync();

        var ran = await CronAsync(bench, 2, "install", "--serve", "--interval-hours", "12");

        Manners.CheckError(ran);
    }

    [Fact]
    public async Task VariablesOfTheSession_AreNamedBecauseTheScheduleWillNotHaveThem()
    {
        await using var bench = await StartAsync();
        bench.Variables["TILLSYNC__Storefronts__0__Schedule__ThresholdHours"] = "24";

        var ran = await CronAsync(bench, 0, "install", "--dry-run");

        Assert.Contains("TILLSYNC__Storefronts__0__Schedule__ThresholdHours", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("windows", "<LogonType>Password</LogonType>")]
    [InlineData("windows", "<BootTrigger>", "--serve")]
    [InlineData("systemd", "OnUnitActiveSec=43200s")]
    [InlineData("systemd", "Restart=always", "--serve")]
    public async Task DryRun_ShowsAnotherMachinesScheduleToo(string scheduler, string shown, params string[] options)
    {
        await using var bench = await StartAsync();

        var json = await bench.RunJsonAsync(0, ["schedule", "install", "--dry-run", "--scheduler", scheduler, .. options]);

        Assert.Contains(
            json.GetProperty("steps").EnumerateArray(),
            step => step.GetProperty("text").GetString()?.Contains(shown, StringComparison.Ordinal) == true
        );
    }

    private static async Task<Ran> CronAsync(TillBench bench, int code, string verb, params string[] arguments) =>
        (await bench.RunAsync(["schedule", verb, "--scheduler", "cron", .. arguments])).Ended(code);

    private static string TableOf(TillBench bench) => FakeCrontab.TableOf(bench);

    private static async Task<TillBench> StartAsync(string? script = null)
    {
        var bench = await TillBench.StartAsync();
        await FakeCrontab.PlaceAsync(bench, script);
        return bench;
    }
}
