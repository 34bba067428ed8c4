using Tillsync.EndToEnd.Bench;

namespace Tillsync.EndToEnd;

/// <summary>A journal that is broken, locked, not writable or none at all: nothing is sent to the shop that could not be recorded.</summary>
public sealed class BadJournals
{
    private static readonly string[] Writing = ["sync --apply", "run"];

    [Fact]
    public async Task NotAJournal_EndsWithThreeAndTheFileStays()
    {
        await using var bench = await StartAsync();
        const string text = "This file is somebody's letter and no database at all.";
        await File.WriteAllTextAsync(bench.Journal.FilePath, text);

        await AssertFailsAsync(bench, [.. Writing, "check", "status", "history", "sync"]);

        Assert.Equal(text, await File.ReadAllTextAsync(bench.Journal.FilePath));
    }

    [Fact]
    public async Task AnotherProgramsDatabase_EndsWithThreeAndTheFileStays()
    {
        await using var bench = await StartAsync();
        File.Copy(bench.Till.FilePath, bench.Journal.FilePath);
        var before = await File.ReadAllBytesAsync(bench.Journal.FilePath);

        await AssertFailsAsync(bench, [.. Writing, "check"]);

        Assert.Equal(before, await File.ReadAllBytesAsync(bench.Journal.FilePath));
    }

    [Fact]
    public async Task Damaged_EndsWithThree()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        await using (var file = File.OpenWrite(bench.Journal.FilePath))
        {
            file.Position = 4096;
            await file.WriteAsync(Enumerable.Repeat((byte)0x5a, (int)file.Length - 4096).ToArray());
        }

        await AssertFailsAsync(bench, [.. Writing, "check"]);
    }

    [Fact]
    public async Task CutShort_EndsWithThree()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        await using (var file = File.OpenWrite(bench.Journal.FilePath))
        {
            file.SetLength(file.Length / 2);
        }

        await AssertFailsAsync(bench, Writing);
    }

    [Fact]
    public async Task Locked_EndsWithThree()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        await bench.Till.SellAsync(Article.SkuOf(1), 1);
        using (bench.Journal.Lock())
        {
            await AssertFailsAsync(bench, ["sync --apply"]);
        }

        (await bench.RunAsync("run")).Ended(0);
        await Truth.AssertRightAsync(bench, "once the journal was free");
    }

    /// <summary>Root may write everywhere: the folder's name is taken by a file instead.</summary>
    [Fact]
    public async Task FolderMissing_EndsWithThree()
    {
        await using var bench = await StartAsync();
        bench.ConfigureRoot(root =>
            root["Journal"] = new System.Text.Json.Nodes.JsonObject { ["ConnectionString"] = "Data Source=nowhere/tillsync.db" }
        );

        await AssertFailsAsync(bench, Writing);
    }

    [Fact]
    public async Task ReadOnly_EndsWithThree()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "Root may write to read-only files.");
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        File.SetAttributes(bench.Journal.FilePath, FileAttributes.ReadOnly);

        await AssertFailsAsync(bench, Writing);

        File.SetAttributes(bench.Journal.FilePath, FileAttributes.Normal);
    }

    [Fact]
    public async Task MadeByANewerVersion_EndsWithThree()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        bench.Journal.Execute("PRAGMA user_version = 99");

        await AssertFailsAsync(bench, [.. Writing, "check"]);
    }

    /// <summary>The clock was years ahead when the last sync ran.</summary>
    [Fact]
    public async Task LastSyncInTheFuture_ARunIsDueAndPutsItRight()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        bench.Journal.MoveLastSync(TimeSpan.FromDays(700));
        bench.Shop.Model.SetStock(bench.IdOf(Article.SkuOf(2)), 500);

        (await bench.RunAsync("run")).Ended(0);

        (await bench.RunAsync("check")).Ended(1);
    }

    [Fact]
    public async Task Deleted_TheNextRunStartsAnewAndWritesNothingTwice()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        Assert.NotNull(bench.Shop.Model.PlaceOrder(bench.IdOf(Article.SkuOf(1)), 2));
        foreach (var path in Directory.GetFiles(bench.Folder, "tillsync.db*"))
        {
            File.Delete(path);
        }

        (await bench.RunAsync("run")).Ended(0);

        Assert.Empty(bench.Writes);
        await Truth.AssertRightAsync(bench, "after the journal was lost");
    }

    private static Task<TillBench> StartAsync() => TillBench.StartAsync(Article.Numbered(5, number => 10 * number, _ => 0));

    private static async Task AssertFailsAsync(TillBench bench, string[] commands)
    {
        foreach (var command in commands)
        {
            bench.Shop.Requests.Clear();

            var ran = (await bench.RunAsync(command.Split(' '))).Ended(3);

            Manners.CheckError(ran);
            Assert.Contains("tillsync.db", ran.Error, StringComparison.Ordinal);
            Assert.Empty(bench.Writes);
        }
    }
}
