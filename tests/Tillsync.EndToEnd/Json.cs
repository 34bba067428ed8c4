using System.Text.Json;
using System.Text.RegularExpressions;
using Tillsync.EndToEnd.Bench;

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

    private static void AssertError(JsonElement error, int code)
    {
        Assert.Equal(["subject", "cause", "advice", "exitCode"], error.EnumerateObject().Select(member => member.Name));
        Assert.Equal(code, error.GetProperty("exitCode").GetInt32());
        Assert.All(["subject", "cause", "advice"], name => Assert.NotEqual("", error.GetProperty(name).GetString()));
    }

    private static async Task AssertShapeAsync(TillBench bench, int code, params string[] arguments)
    {
        var document = await bench.RunJsonAsync(code, arguments);

        var section = arguments[0] is "config" or "plans" or "parked" ? $"{arguments[0]} {arguments[1]}" : arguments[0];
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
