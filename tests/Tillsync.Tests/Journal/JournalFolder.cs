using Tillsync.Adapters.Journal;

namespace Tillsync.Tests.Journal;

/// <summary>A folder of its own for the journal of one test; gone afterwards.</summary>
internal sealed class JournalFolder : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("tillsync-journal-").FullName;

    public string Path => System.IO.Path.Combine(Folder, "journal.db");

    public JournalOptions Options => new(Path);

    /// <summary>Does not wait for a lock that a test holds on purpose.</summary>
    public JournalOptions Impatient => new(Path) { BusyTimeout = TimeSpan.FromMilliseconds(100) };

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
