using System.Globalization;
using Tillsync.Adapters.Journal;

namespace Tillsync.Simulation.World;

/// <summary>Journals in memory where the machine has a file system there: the histories are about what is in them, not about the disk.</summary>
internal static class JournalFiles
{
    private static readonly Lazy<byte[]> Empty = new(MakeEmpty);
    private static int _number;

    public static string Folder { get; } =
        Path.Combine(
            Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(),
            string.Create(CultureInfo.InvariantCulture, $"tillsync-simulation-{Environment.ProcessId}")
        );

    public static string Make(string folder)
    {
        var number = Interlocked.Increment(ref _number);
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"journal-{number}.db"));
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(path, Empty.Value);
        return path;
    }

    public static void Remove(string path)
    {
        foreach (var suffix in (string[])["", "-wal", "-shm"])
        {
            File.Delete(path + suffix);
        }
    }

    /// <summary>The schema is made once, and copied: to make it takes longer than a history.</summary>
    private static byte[] MakeEmpty()
    {
        Directory.CreateDirectory(Folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);
        var path = Path.Combine(Folder, "empty.db");
        var journal = SqliteJournal.OpenAsync(new JournalOptions(path), "shop", TimeProvider.System, CancellationToken.None);
        journal.GetAwaiter().GetResult().DisposeAsync().AsTask().GetAwaiter().GetResult();
        var bytes = File.ReadAllBytes(path);
        Remove(path);
        return bytes;
    }
}
