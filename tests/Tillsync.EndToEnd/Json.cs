using System.Text.Json;
using System.Text.RegularExpressions;
using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>The shapes that machines read, against docs/commands.md.</summary>
public sealed partial class Json
{
    [Fact]
    public async Task EveryCommand_PrintsOneDocumentWithTheDocumentedMembers()
    {
        await using var bench = await StartAsync();
        await AssertShapeAsync(bench, 0, "check");
        await AssertShapeAsync(bench, 0, "sync");
        await AssertShapeAsync(bench, 0, "sync", "--apply");
        await AssertShapeAsync(bench, 1, "check");
        await AssertShapeAsync(bench, 0, "run");
        await bench.Till.SellAsync(Article.SkuOf(1), 1);
        await AssertShapeAsync(bench, 0, "run");
        await AssertShapeAsync(bench, 0, "verify");
        await AssertShapeAsync(bench, 0, "why", Article.SkuOf(1));
        await AssertShapeAsync(bench, 0, "status");
        await AssertShapeAsync(bench, 0, "history");
        await AssertShapeAsync(bench, 0, "history", "--run", "1");
        await AssertShapeAsync(bench, 0, "config", "show");
        await AssertShapeAsync(bench, 0, "undo", "2");
        await AssertShapeAsync(bench, 0, "parked", "list");
        await AssertShapeAsync(bench, 0, "parked", "retry");
        await AssertShapeAsync(bench, 0, "map", "list");
        await AssertShapeAsync(bench, 0, "map", "export", bench.PathOf("map.csv"));
        await AssertShapeAsync(bench, 0, "rules", "list", "--all");
        await AssertShapeAsync(bench, 0, "rules", "set", "--sku", Article.SkuOf(1), "--safety-stock", "0");
        await AssertShapeAsync(bench, 0, "rules", "drop", "--sku", Article.SkuOf(1));
        await AssertShapeAsync(bench, 0, "rules", "export", bench.PathOf("rules.csv"));
        await AssertShapeAsync(bench, 0, "rules", "import", bench.PathOf("rules.csv"));
        await AssertShapeAsync(bench, 0, "report", "products");
        await AssertShapeAsync(bench, 0, "report", "lint");
        await AssertShapeAsync(bench, 0, "db", "script");
        await AssertShapeAsync(bench, 0, [.. Init(bench, TillBench.ConsumerKey), "--config", bench.PathOf("other.json")]);
    }

    [Fact]
    public async Task KeysThatMayOnlyRead_EndInit_UnlessItIsNotToTest_AndShowInStatus()
    {
        const string reader = "ck_e2e7c0ffee7reader";
        var options = new SandboxOptions { ExtraKeys = [new SandboxKey(reader, TillBench.ConsumerSecret, KeyAccess.Read)] };
        await using var bench = await TillBench.StartAsync(options, Article.Numbered(1, number => number, _ => 0));
        string[] init = [.. Init(bench, reader), "--config", bench.PathOf("other.json")];

        var error = await bench.RunJsonAsync(3, init);

        AssertError(error, 3);
        Assert.Contains("not write", error.GetProperty("cause").GetString(), StringComparison.Ordinal);
        Assert.False(File.Exists(bench.PathOf("other.json")));
        await bench.RunJsonAsync(0, [.. init, "--no-test"]);
        var shop = (await bench.RunJsonAsync(3, "status", "--config", bench.PathOf("other.json"))).GetProperty("shop");
        Assert.False(shop.GetProperty("canWrite").GetBoolean());
        Assert.Equal(JsonValueKind.Null, shop.GetProperty("error").ValueKind);
        Assert.True((await bench.RunJsonAsync(0, "status")).GetProperty("shop").GetProperty("canWrite").GetBoolean());
    }

    [Theory]
    [InlineData("--run abc", "history")]
    [InlineData("--run 0", "history")]
    [InlineData("--last 1e3", "history")]
    [InlineData("--last 10001", "history")]
    [InlineData("--rows 0", "history")]
    [InlineData("--rows 1.5", "sync")]
    [InlineData("--rows x", "verify")]
    [InlineData("--hours-threshold 1,5", "check")]
    [InlineData("--hours-threshold 745", "check")]
    [InlineData("--port 70000", "sandbox")]
    [InlineData("--port abc", "sandbox")]
    public async Task ANumberThatIsNone_IsOneErrorThatNamesOptionValueAndRange(string typed, string command)
    {
        await using var bench = await StartAsync();

        var error = await bench.RunJsonAsync(2, [command, .. typed.Split(' ')]);

        AssertError(error, 2);
        Assert.Equal(typed, error.GetProperty("subject").GetString());
        Assert.StartsWith("It is not ", error.GetProperty("cause").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("System.", error.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASyncThatIsStopped_PrintsADocumentToo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send to one process.");
        await using var bench = await StartAsync();
        var hold = new Gate();
        bench.Shop.Faults.Always(Fault.Slow(after: TimeSpan.FromSeconds(2)), hold.IsWrite);
        // Two batches, for a run that is at its last one ends as if nothing had happened.
        await bench.AddAsync(Article.Numbered(150, number => number, _ => 0).Select(article => article with { Sku = "M" + article.Sku }));
        await using var program = bench.Start("sync", "--apply", "--json");
        await Wait.UntilAsync(() => hold.Seen > 0, "the run writes");

        await program.InterruptAsync();
        var ran = (await bench.EndAsync(program)).Ended(130);

        using var document = JsonDocument.Parse(ran.Output);
        AssertError(document.RootElement, 130);
    }

    [Fact]
    public async Task CommandsAboutHeldPlans_PrintOneDocumentWithTheDocumentedMembers()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        await bench.Till.ExecuteAsync("UPDATE IM_INV SET QTY_ON_HND = 0");
        var plan = (await bench.RunJsonAsync(5, "sync", "--apply")).GetProperty("plan").GetString()!;
        await AssertShapeAsync(bench, 0, "plans", "list");
        await AssertShapeAsync(bench, 0, "plans", "show", plan);
        await AssertShapeAsync(bench, 0, "plans", "reject", plan);
        await AssertShapeAsync(bench, 0, "plans", "approve", plan);
    }

    [Fact]
    public async Task Numbers_AreThoseOfTheRun()
    {
        await using var bench = await StartAsync();

        var sync = await bench.RunJsonAsync(0, "sync", "--apply");
        var check = await bench.RunJsonAsync(1, "check");
        var why = await bench.RunJsonAsync(0, "why", Article.SkuOf(3));

        Assert.False(sync.GetProperty("dryRun").GetBoolean());
        Assert.Equal("succeeded", sync.GetProperty("result").GetString());
        Assert.Equal(5, sync.GetProperty("counts").GetProperty("updated").GetInt32());
        Assert.Equal(1, sync.GetProperty("counts").GetProperty("writeRequests").GetInt32());
        Assert.All(
            sync.GetProperty("writes").EnumerateArray(),
            write => Assert.Equal("accepted", write.GetProperty("outcome").GetString())
        );
        Assert.False(check.GetProperty("shouldSync").GetBoolean());
        Assert.Equal(30, why.GetProperty("target").GetDecimal());
        Assert.Equal(30, why.GetProperty("shown").GetDecimal());
    }

    [Theory]
    [InlineData(2, "sync", "--aply")]
    [InlineData(2, "why", "NO-SUCH-SKU")]
    [InlineData(2, "plans", "show", "abcdef")]
    [InlineData(2, "plans", "approve", "abcdef")]
    [InlineData(2, "parked", "drop", "NO-SUCH-SKU")]
    [InlineData(2, "undo", "77")]
    [InlineData(5, "sync", "--apply", "--plan", "000000000000")]
    public async Task Errors_AreADocumentToo(int code, params string[] arguments)
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();

        var error = await bench.RunJsonAsync(code, arguments);

        AssertError(error, code);
    }

    [Fact]
    public async Task FailuresOfTillShopAndConfiguration_AreADocumentToo()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        await bench.StopShopAsync();
        AssertError(await bench.RunJsonAsync(3, "sync"), 3);
        AssertError(await bench.RunJsonAsync(3, "run"), 3);
        File.Delete(bench.Till.FilePath);
        AssertError(await bench.RunJsonAsync(3, "verify"), 3);
        await File.WriteAllTextAsync(bench.ConfigurationPath, "{");
        AssertError(await bench.RunJsonAsync(2, "status"), 2);
    }

    private static Task<TillBench> StartAsync() => TillBench.StartAsync(Article.Numbered(5, number => 10 * number, _ => 0));

    private static string[] Init(TillBench bench, string key)
    {
        bench.Variables["TILLSYNC_CONSUMER_SECRET"] = TillBench.ConsumerSecret;
        string[] till = ["init", "--till-file", bench.Till.FilePath, "--location", TillFile.Location];
        return [.. till, "--url", bench.Shop.Url.ToString(), "--consumer-key", key, "--shop-untrusted-certificate"];
    }

    private static void AssertError(JsonElement error, int code)
    {
        Assert.Equal(["subject", "cause", "advice", "exitCode"], error.EnumerateObject().Select(member => member.Name));
        Assert.Equal(code, error.GetProperty("exitCode").GetInt32());
        Assert.All(["subject", "cause", "advice"], name => Assert.NotEqual("", error.GetProperty(name).GetString()));
    }

    private static async Task AssertShapeAsync(TillBench bench, int code, params string[] arguments)
    {
        var document = await bench.RunJsonAsync(code, arguments);

        var section = arguments[0] is "config" or "db" or "plans" or "parked" or "map" or "report" or "rules"
            ? $"{arguments[0]} {arguments[1]}"
            : arguments[0];
        var missing = Documented(section).Except(document.EnumerateObject().Select(member => member.Name)).ToList();
        Assert.True(missing.Count == 0, $"{section}: docs/commands.md names {string.Join(", ", missing)}");
        var unnamed = document.EnumerateObject().Select(member => member.Name).Except(Documented(section)).ToList();
        Assert.True(unnamed.Count == 0, $"{section}: docs/commands.md does not name {string.Join(", ", unnamed)}");
    }

    /// <summary>The top-level members after "JSON:" in a command's section.</summary>
    private static HashSet<string> Documented(string command)
    {
        var text = File.ReadAllText(Path.Combine(Artifacts.Root()!, "docs", "commands.md"));
        var section = Regex.Match(text, $@"\n## {Regex.Escape(command)}\b.*?(?=\n## |\z)", RegexOptions.Singleline).Value;
        var members = MembersOf().Match(section).Groups[1].Value;
        var flat = Nested().Replace(members, "");
        return [.. flat.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
    }

    [GeneratedRegex(@"JSON:\s*`([^`]+)`", RegexOptions.Singleline)]
    private static partial Regex MembersOf();

    /// <summary>What is in brackets or braces: members of members.</summary>
    [GeneratedRegex(@"\[(?:\{[^}]*\}|[^\]])*\]|\{[^}]*\}", RegexOptions.Singleline)]
    private static partial Regex Nested();
}
