using System.Diagnostics;
using Tillsync.Adapters.Journal;
using Tillsync.Core.Recording;
using Tillsync.Testing.Fakes;
using static Tillsync.Tests.Journal.JournalUse;

namespace Tillsync.Tests.Journal;

/// <summary>A process that is killed, and a power failure that leaves only a part of the log.</summary>
public sealed class SqliteJournalCrashTests : IDisposable
{
    private const string PathVariable = "TILLSYNC_TEST_CRASHING_JOURNAL";
    private const int Batch = 100;
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task KilledWhileWriting_LeavesWholeBatchesAndAFreeLease()
    {
        using var writer = StartWriter();
        await WaitForIntentsAsync(writer, 5 * Batch);

        writer.Kill();
        await writer.WaitForExitAsync();

        await using var journal = await SqliteJournal.OpenAsync(_folder.Options, "main", TimeProvider.System, None);
        var open = await journal.ReadOpenIntentsAsync(None);
        Assert.True(open.Count >= 5 * Batch);
        Assert.Equal(0, open.Count % Batch);
        Assert.Empty(await SqliteJournal.IntegrityAsync(_folder.Options, None));
        var lease = await TakeAsync(journal);
        Assert.Equal(2, lease.Fence);
        var end = Assert.Single(await journal.ReadRunsAsync(9, None)).End;
        Assert.Equal((RunResult.Interrupted, open.Count), (end?.Result, end?.Counts.Unknown));
    }

    /// <summary>The process that is killed; runs only when the test above starts it.</summary>
    [Fact(Explicit = true)]
    public async Task WritesUntilKilled()
    {
        var path = Environment.GetEnvironmentVariable(PathVariable);
        Assert.SkipWhen(path is null, "Started by another test only.");
        await using var journal = await SqliteJournal.OpenAsync(new JournalOptions(path), "main", TimeProvider.System, None);
        var lease = await TakeAsync(journal);
        var run = await BeginAsync(journal, lease);
        while (!None.IsCancellationRequested)
        {
            await journal.RecordIntentsAsync(lease, run, Writes(Batch), None);
        }
    }

    [Fact]
    public async Task PowerFailure_AnyPartOfTheLog_HoldsWholeTransactionsInOrder()
    {
        await using var journal = await OpenAsync(_folder.Options);
        var lease = await TakeAsync(journal);
        var run = await BeginAsync(journal, lease);
        for (var batch = 0; batch < 6; batch++)
        {
            await journal.RecordIntentsAsync(lease, run, Writes(Batch), None);
        }

        var (file, log) = (Read(_folder.Path), Read(_folder.Path + "-wal"));
        var seen = new HashSet<int>();
        for (var length = 0; length <= log.Length; length += 7919)
        {
            seen.Add(await CountAfterCrashAsync(file, log[..length]));
        }

        Assert.All(seen, count => Assert.Equal(0, count % Batch));
        Assert.Superset(new HashSet<int> { Batch, 2 * Batch, 3 * Batch }, seen);
    }

    [Fact]
    public async Task PowerFailure_TornPageInTheLog_EndsTheLogThere()
    {
        await using var journal = await OpenAsync(_folder.Options);
        var lease = await TakeAsync(journal);
        var run = await BeginAsync(journal, lease);
        await journal.RecordIntentsAsync(lease, run, Writes(Batch), None);
        var before = Read(_folder.Path + "-wal").Length;
        await journal.RecordIntentsAsync(lease, run, Writes(Batch), None);
        var (file, log) = (Read(_folder.Path), Read(_folder.Path + "-wal"));
        log[before + 500] ^= 0xFF;

        Assert.Equal(Batch, await CountAfterCrashAsync(file, log));
    }

    [Fact]
    public async Task CopiedInTheMiddleOfATransaction_HasNothingOfIt()
    {
        await using var journal = await OpenAsync(_folder.Options);
        var lease = await TakeAsync(journal);
        var run = await BeginAsync(journal, lease);
        await journal.RecordIntentsAsync(lease, run, Writes(Batch), None);
        Ask(journal.Connection, "PRAGMA cache_size = 1");
        using var transaction = journal.Connection.BeginTransaction(deferred: false);
        var lengthBefore = Read(_folder.Path + "-wal").Length;
        Ask(journal.Connection, "UPDATE intent SET detail = hex(zeroblob(2000))");
        Ask(journal.Connection, "DELETE FROM intent WHERE intent_id > 50");
        var (file, log) = (Read(_folder.Path), Read(_folder.Path + "-wal"));

        Assert.True(log.Length > lengthBefore, "Nothing of the transaction had reached the log.");
        Assert.Equal(Batch, await CountAfterCrashAsync(file, log));
    }

    private static async Task<int> CountAfterCrashAsync(byte[] file, byte[] log)
    {
        using var crashed = new JournalFolder();
        await File.WriteAllBytesAsync(crashed.Path, file);
        await File.WriteAllBytesAsync(crashed.Path + "-wal", log);
        await using var journal = await OpenAsync(crashed.Options);
        return (await journal.ReadOpenIntentsAsync(None)).Count;
    }

    private static byte[] Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private Process StartWriter()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Tillsync.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var method = $"{typeof(SqliteJournalCrashTests).FullName}.{nameof(WritesUntilKilled)}";
        var start = new ProcessStartInfo(program, ["-method", method, "-explicit", "only"])
        {
            RedirectStandardOutput = true,
            Environment = { [PathVariable] = _folder.Path },
        };
        return Process.Start(start) ?? throw new InvalidOperationException("The writer did not start.");
    }

    /// <summary>Waits for the state and not for a time; the bound only ends a test that is broken.</summary>
    private async Task WaitForIntentsAsync(Process writer, int count)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await CountAsync() < count)
        {
            Assert.False(writer.HasExited, "The writer ended by itself.");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, bound.Token);
        }
    }

    private async Task<int> CountAsync()
    {
        await using var journal = await SqliteJournal.OpenReadOnlyAsync(_folder.Options, "main", new ManualTimeProvider(), None);
        return (await journal.ReadOpenIntentsAsync(None)).Count;
    }
}
