using Tillsync.Adapters.Journal;
using Tillsync.Core;
using Tillsync.Core.Recording;

namespace Tillsync.Monitoring;

/// <summary>Leaves a note of a scheduled start that leads to no run; one that does is in the journal by itself.</summary>
internal sealed class StartNotes(SqliteNotes notes, StorefrontSession session, TimeProvider time)
{
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    public Task SkippedAsync(string reason) => AddAsync(reason, null);

    /// <summary>Notes it when the lease is with another run, so that there is none.</summary>
    public async Task<SyncReport> UnlessRefusedAsync(string reason, Func<Task<SyncReport>> run)
    {
        try
        {
            return await run();
        }
        catch (LeaseHeldException exception)
        {
            await AddAsync(reason, exception.Message);
            throw;
        }
    }

    private async Task AddAsync(string reason, string? error)
    {
        var listings = (await session.Journal.ReadListingsAsync(CancellationToken.None)).Count;
        await notes.AddStartAsync(new QuietStart(_startedAt, reason, error, listings, session.Meter.Reads), CancellationToken.None);
    }
}
