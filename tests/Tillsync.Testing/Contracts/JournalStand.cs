using Tillsync.Core.Recording;
using Tillsync.Testing.Fakes;

namespace Tillsync.Testing.Contracts;

/// <summary>Makes journals of one kind for a test, and cleans up after it.</summary>
public abstract class JournalStand : IAsyncDisposable
{
    public ManualTimeProvider Clock { get; } = new();

    /// <summary>Opens the journal of a storefront; all that one stand opens share what is durable.</summary>
    public abstract Task<IJournal> OpenAsync(string storefront);

    public abstract ValueTask DisposeAsync();
}
