using Tillsync.Core.Recording;

namespace Tillsync.Adapters.Journal;

/// <summary>Where the journal is and how long to wait for it.</summary>
/// <param name="Path">The SQLite file, on a local disk; a relative path starts at the current folder.</param>
public sealed record JournalOptions(string Path)
{
    /// <summary>How long a call waits for another process to finish its transaction. Default 5 s.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether a process of this machine that was last heard of then still runs; a simulation knows its processes better than the machine.</summary>
    public Func<LeaseHolder, DateTimeOffset, bool> IsAlive { get; init; } = HolderLiveness.IsAlive;

    /// <summary>Most pages (of 4,096 bytes) that the file may have; null for as many as the disk holds.</summary>
    internal int? PagesMax { get; init; }
}
