using System.Security.Cryptography;
using Tillsync.EndToEnd.Bench;

namespace Tillsync.EndToEnd;

/// <summary>Commands that only look leave till, shop and journal as they were, byte for byte.</summary>
public sealed class DryRun
{
    private static readonly string[] Looking =
    [
        "sync",
        "sync --full",
        "sync --sku E2E-0002",
        "check",
        "why E2E-0002",
        "status",
        "history",
        "config show",
        "db script",
    ];

    [Fact]
    public async Task BeforeTheFirstSync_NoJournalIsMade()
    {
        await using var bench = await StartAsync();

        await AssertNothingMovesAsync(bench, Looking, code => code == 0);

        Assert.Equal(["till.db", "tillsync.json"], Directory.GetFiles(bench.Folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task WithWorkToDo_NothingMoves()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        await bench.Till.SellAsync(Article.SkuOf(2), 1);
        Assert.NotNull(bench.Shop.Model.PlaceOrder(bench.IdOf(Article.SkuOf(3)), 1));

        await AssertNothingMovesAsync(bench, Looking, code => code == 0);
    }

    [Fact]
    public async Task WhenHeld_NothingMoves()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        await bench.Till.ExecuteAsync("UPDATE IM_INV SET QTY_ON_HND = 0");

        await AssertNothingMovesAsync(bench, ["sync"], code => code == 5);
    }

    [Fact]
    public async Task NothingChanged_VerifyMovesNothing()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();

        await AssertNothingMovesAsync(bench, ["verify"], code => code == 0);
    }

    [Fact]
    public async Task TheJournalMayBeReadOnly()
    {
        await using var bench = await StartAsync();
        await bench.SyncAsync();
        File.SetAttributes(bench.Journal.FilePath, FileAttributes.ReadOnly);

        await AssertNothingMovesAsync(bench, ["sync", "check", "status", "history"], code => code is 0 or 1);

        File.SetAttributes(bench.Journal.FilePath, FileAttributes.Normal);
    }

    private static Task<TillBench> StartAsync() => TillBench.StartAsync(Article.Numbered(5, number => 10 * number, _ => 0));

    private static async Task AssertNothingMovesAsync(TillBench bench, IEnumerable<string> commands, Func<int, bool> ends)
    {
        foreach (var command in commands)
        {
            var files = Fingerprints(bench.Folder);
            var products = bench.Shop.Model.Products;

            var ran = await bench.RunAsync(command.Split(' '));

            Assert.True(ends(ran.ExitCode), $"{command} ended with {ran.ExitCode}:\n{ran.Text}");
            Assert.Equal(files, Fingerprints(bench.Folder));
            Assert.Equal(products, bench.Shop.Model.Products);
            Assert.Empty(bench.Writes);
        }
    }

    /// <summary>Every file with its content; a write-ahead log that holds nothing is none.</summary>
    private static List<string> Fingerprints(string folder) =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith("-shm", StringComparison.Ordinal) && new FileInfo(path).Length > 0)
            .Order(StringComparer.Ordinal)
            .Select(path => $"{path} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))}")
            .ToList();
}
