using System.Text.Json;
using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>`doctor` over real faults: each is made, named with its cause and next move, and hides no other.</summary>
public sealed class Doctor
{
    [Fact]
    public async Task AllIsWell_EndsWith0()
    {
        Assert.SkipWhen(Directory.Exists("/run/systemd/system"), "This machine's own scheduler would be asked.");
        await using var bench = await StartAsync();
        (await bench.RunAsync("schedule", "install")).Ended(0);
        (await bench.RunAsync("run")).Ended(0);

        var json = await bench.RunJsonAsync(0, "doctor");

        Assert.All(json.GetProperty("checks").EnumerateArray(), check => Assert.Equal("pass", check.GetProperty("verdict").GetString()));
        Assert.Equal("pass", json.GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task TillAndShopAreGone_BothFail_AndTheRestIsLookedAt()
    {
        await using var bench = await StartAsync();
        File.Delete(bench.Till.FilePath);
        await bench.StopShopAsync();

        var ran = (await bench.RunAsync("doctor")).Ended(3);

        Assert.Matches(@"FAIL +Till connection +.*till\.db.*does not exist", ran.Output);
        Assert.Matches(@"FAIL +Shop reachable +.*No connection", ran.Output);
        Assert.Matches(@"pass +Log folder", ran.Output);
        Assert.Matches(@"- +Stock numbers +Not looked at, because of", ran.Output);
    }

    [Fact]
    public async Task ItAlwaysRuns_BecauseNoSyncEverEndedWell()
    {
        await using var bench = await StartAsync();
        await bench.Till.ExecuteAsync("ALTER TABLE IM_INV RENAME TO IM_INV_OLD");
        for (var i = 0; i < 4; i++)
        {
            (await bench.RunAsync("run")).Ended(3);
        }

        await bench.Till.ExecuteAsync("ALTER TABLE IM_INV_OLD RENAME TO IM_INV");
        var check = await CheckAsync(bench, 3, "It always runs");

        Assert.Equal("fail", check.GetProperty("verdict").GetString());
        Assert.Contains("No full sync has ever ended well", check.GetProperty("advice").GetString(), StringComparison.Ordinal);
        Assert.Contains("IM_INV", check.GetProperty("details").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItNeverRuns_BecauseNothingStartsItAnyMore()
    {
        await using var bench = await StartAsync();
        (await bench.RunAsync("run")).Ended(0);
        bench.Journal.Execute("UPDATE run SET started_at = '2026-01-01T00:00:00.0000000Z'");

        var check = await CheckAsync(bench, 3, "It never runs");

        Assert.Equal("fail", check.GetProperty("verdict").GetString());
        Assert.Contains("no schedule is installed", check.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("schedule install", check.GetProperty("advice").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EventsAreNotDetected_BecauseAViewIsBroken()
    {
        await using var bench = await StartAsync();
        await bench.Till.ExecuteAsync("DROP TABLE USER_ORDER_STAGING");
        await bench.Till.ExecuteAsync(
            "CREATE VIEW USER_ORDER_STAGING AS SELECT STAGING_ID, WOO_ORDER_ID, IS_APPLIED, CP_DOC_ID, CREATED_DT FROM STAGING_THAT_IS_GONE"
        );

        var check = await CheckAsync(bench, 3, "Events are seen");

        Assert.Equal("fail", check.GetProperty("verdict").GetString());
        Assert.Contains("USER_ORDER_STAGING", check.GetProperty("details").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EventsAreNotDetected_BecauseItIsAPracticeCopy()
    {
        await using var bench = await StartAsync();
        await bench.Till.ExecuteAsync("UPDATE IM_INV SET LST_MAINT_DT = '2025-06-01 08:00:00.000'");
        await bench.Till.ExecuteAsync("UPDATE IM_ITEM SET LST_MAINT_DT = '2025-06-01 08:00:00.000'");

        var check = await CheckAsync(bench, 4, "Events are seen");

        Assert.Equal("warn", check.GetProperty("verdict").GetString());
        Assert.Contains("practice copy", check.GetProperty("advice").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUpgradedTill_ShowsWhatChanged_UntilSomebodyAcceptsIt()
    {
        await using var bench = await StartAsync();
        await CheckAsync(bench, 4, "Till columns");
        await bench.Till.ExecuteAsync("ALTER TABLE IM_ITEM ADD COLUMN NEW_IN_V9 TEXT");

        var changed = await CheckAsync(bench, 4, "Till columns");
        var again = await CheckAsync(bench, 4, "Till columns");
        await CheckAsync(bench, 4, "Till columns", "--accept-columns");
        var accepted = await CheckAsync(bench, 4, "Till columns");

        Assert.Contains("new: IM_ITEM.NEW_IN_V9 (TEXT)", changed.GetProperty("details").ToString(), StringComparison.Ordinal);
        Assert.Equal("warn", again.GetProperty("verdict").GetString());
        Assert.Equal("pass", accepted.GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task ANumberThatSomebodyTyped_IsAForeignWriters()
    {
        await using var bench = await StartAsync();
        (await bench.RunAsync("run")).Ended(0);
        bench.Shop.Model.SetStock(bench.IdOf(Article.SkuOf(2)), 77);

        var check = await CheckAsync(bench, 4, "Foreign writers");

        Assert.Contains("20 -> 77", check.GetProperty("details")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALoginPageInPlaceOfTheApi_IsNamed()
    {
        await using var bench = await StartAsync();
        bench.Shop.Faults.Always(Fault.HtmlPage(), _ => true);

        var check = await CheckAsync(bench, 3, "Shop reachable");

        Assert.Contains("Log In", check.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADamagedJournal_FailsAlone()
    {
        await using var bench = await StartAsync();
        await File.WriteAllTextAsync(bench.PathOf("tillsync.db"), "this is no database, and never was one");

        var json = await bench.RunJsonAsync(3, "doctor");

        Assert.Equal("fail", Verdict(json, "Journal"));
        Assert.Equal("pass", Verdict(json, "Till connection"));
        Assert.Equal("pass", Verdict(json, "Shop keys"));
        Assert.Equal("skip", Verdict(json, "Mapping"));
    }

    private static string? Verdict(JsonElement json, string name) =>
        json.GetProperty("checks")
            .EnumerateArray()
            .Single(check => check.GetProperty("name").GetString() == name)
            .GetProperty("verdict")
            .GetString();

    private static async Task<JsonElement> CheckAsync(TillBench bench, int code, string name, params string[] options)
    {
        var json = await bench.RunJsonAsync(code, ["doctor", .. options]);
        return json.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == name).Clone();
    }

    private static async Task<TillBench> StartAsync()
    {
        var bench = await TillBench.StartAsync(new SandboxOptions { Https = false }, Article.Numbered(5, number => 10 * number, _ => 0));
        await FakeCrontab.PlaceAsync(bench);
        await bench.Till.ExecuteAsync("UPDATE IM_INV SET LST_MAINT_DT = strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(bench.ConfigurationPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return bench;
    }
}
