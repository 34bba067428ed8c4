using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>The log file of a scheduled run, and its row in USER_SYNC_LOG.</summary>
public sealed partial class RunLog
{
    [Fact]
    public async Task SyncNeeded_LogsReasonWritesAndCounts()
    {
        await using var bench = await StartAsync();

        var ran = (await bench.RunAsync("run")).Ended(0);

        var lines = await OnlyLogAsync(bench);
        Assert.All(lines, line => Assert.Matches(Line(), line));
        var texts = lines.Select(TextOf).ToList();
        Assert.Equal(
            ["Checking if inventory sync is needed...", "Reason: Never synced before", "Starting inventory sync..."],
            texts.Take(3)
        );
        Assert.Contains("Updated: 5", texts);
        Assert.Contains("Skipped: 0", texts);
        Assert.Contains("Errors: 0", texts);
        Assert.Contains(
            texts,
            text => text.Contains("E2E-0003", StringComparison.Ordinal) && text.EndsWith("0 -> 30", StringComparison.Ordinal)
        );
        Assert.Equal(lines, ran.Output.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task SyncNotNeeded_LogsThatItWasSkipped()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();

        (await bench.RunAsync("run")).Ended(0);

        var texts = (await OnlyLogAsync(bench)).Select(TextOf).ToList();
        Assert.Equal("Checking if inventory sync is needed...", texts[0]);
        Assert.StartsWith("Reason: No changes detected", texts[1], StringComparison.Ordinal);
        Assert.StartsWith("SKIPPED: ", texts[2], StringComparison.Ordinal);
        Assert.DoesNotContain(texts, text => text.Contains("Starting inventory sync", StringComparison.Ordinal));
        Assert.Empty(bench.Writes);
    }

    [Fact]
    public async Task RefusedItems_AreErrors()
    {
        await using var bench = await StartAsync();
        bench.Shop.Faults.Always(Fault.RefuseItems(bench.IdOf(Article.SkuOf(1))), request => request.IsWrite);

        (await bench.RunAsync("run")).Ended(4);

        var texts = (await OnlyLogAsync(bench)).Select(TextOf).ToList();
        Assert.Contains("Updated: 4", texts);
        Assert.Contains("Errors: 1", texts);
    }

    [Fact]
    public async Task WhatARunWaitsFor_IsLogged()
    {
        await using var bench = await StartAsync();
        bench.Shop.Faults.Next(Fault.GatewayTimeout(), when: request => request.IsWrite);

        (await bench.RunAsync("run")).Ended(0);

        var texts = (await OnlyLogAsync(bench)).Select(TextOf).ToList();
        Assert.Contains(texts, text => text.StartsWith("Waiting 1 s before looking again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FailedRun_LogsWhy()
    {
        await using var bench = await StartAsync();
        await bench.StopShopAsync();

        (await bench.RunAsync("run")).Ended(3);

        Assert.Contains(await OnlyLogAsync(bench), line => TextOf(line).StartsWith("FAILED: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task HeldRun_LogsHowToApprove()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        await bench.Till.ExecuteAsync("UPDATE IM_INV SET QTY_ON_HND = 0");

        (await bench.RunAsync("run")).Ended(5);

        Assert.Contains(
            await OnlyLogAsync(bench),
            line => line.Contains("HELD: ", StringComparison.Ordinal) && line.Contains("--plan", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Retention_DeletesOldLogsOfThisNameOnly()
    {
        await using var bench = await StartAsync();
        bench.ConfigureRoot(root => root["Logs"] = new JsonObject { ["RetentionDays"] = 7 });
        Directory.CreateDirectory(bench.LogFolder);
        var old = Place(bench, "woo_inventory_sync_20250101_000000.log", days: 8);
        var recent = Place(bench, "woo_inventory_sync_20250102_000000.log", days: 6);
        var orders = Place(bench, "woo_order_sync_20250101_000000.log", days: 800);
        var notes = Place(bench, "woo_inventory_sync_notes.txt", days: 800);
        var named = Place(bench, "woo_inventory_sync_important.log", days: 800);

        (await bench.RunAsync("run")).Ended(0);

        Assert.False(File.Exists(old));
        Assert.All([recent, orders, notes, named], path => Assert.True(File.Exists(path), path));
    }

    [Fact]
    public async Task AppliedRuns_LeaveOneRowEachInTheTill()
    {
        await using var bench = await StartAsync();
        (await bench.RunAsync("sync")).Ended(0);
        (await bench.RunAsync("check")).Ended(0);
        (await bench.RunAsync("verify")).Ended(4);
        Assert.Empty(await RowsAsync(bench));

        (await bench.RunAsync("sync", "--apply")).Ended(0);
        (await bench.RunAsync("run")).Ended(0);
        await bench.Till.SellAsync(Article.SkuOf(1), 1);
        (await bench.RunAsync("run")).Ended(0);

        var rows = await RowsAsync(bench);
        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.Equal(["inventory_sync", "CP_TO_WOO", "0", "1"], row.Take(4)));
        Assert.Equal(["5", "1"], rows.Select(row => row[4]));
    }

    [Fact]
    public async Task FailedRun_LeavesARowWithTheError()
    {
        await using var bench = await StartAsync();
        await bench.StopShopAsync();

        (await bench.RunAsync("sync", "--apply")).Ended(3);

        var row = Assert.Single(await RowsAsync(bench));
        Assert.Equal("0", row[3]);
        Assert.Contains(bench.Shop.Url.Authority, row[5], StringComparison.Ordinal);
    }

    [Fact]
    public async Task SwitchedOff_LeavesNoRow()
    {
        await using var bench = await StartAsync();
        bench.Configure(storefront => storefront["Till"]!["WriteSyncLog"] = false);

        (await bench.RunAsync("sync", "--apply")).Ended(0);

        Assert.Empty(await RowsAsync(bench));
    }

    [Fact]
    public async Task TableMissing_TheRunIsDoneAllTheSame()
    {
        await using var bench = await StartAsync();
        await bench.Till.ExecuteAsync("DROP TABLE USER_SYNC_LOG");

        (await bench.RunAsync("sync", "--apply")).Ended(0);

        await Truth.AssertRightAsync(bench, "without USER_SYNC_LOG");
    }

    private static Task<TillBench> StartAsync() => TillBench.StartAsync(Article.Numbered(5, number => 10 * number, _ => 0));

    private static async Task<string[]> OnlyLogAsync(TillBench bench)
    {
        var path = Assert.Single(Directory.GetFiles(bench.LogFolder));
        Assert.Matches(FileName(), Path.GetFileName(path));
        return await File.ReadAllLinesAsync(path);
    }

    private static string TextOf(string line) => line[(line.IndexOf(']', StringComparison.Ordinal) + 2)..];

    private static string Place(TillBench bench, string name, int days)
    {
        var path = Path.Combine(bench.LogFolder, name);
        File.WriteAllText(path, "x");
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-days));
        return path;
    }

    private static async Task<IReadOnlyList<string[]>> RowsAsync(TillBench bench)
    {
        var rows = await bench.Till.QueryAsync(
            "SELECT OPERATION_TYPE, DIRECTION, DRY_RUN, SUCCESS, RECORDS_UPDATED, ERROR_MESSAGE FROM USER_SYNC_LOG ORDER BY LOG_ID"
        );
        return [.. rows.Select(row => row.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "").ToArray())];
    }

    [GeneratedRegex(@"^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\] \S?.*$")]
    private static partial Regex Line();

    [GeneratedRegex(@"^woo_inventory_sync_\d{8}_\d{6}\.log$")]
    private static partial Regex FileName();
}
