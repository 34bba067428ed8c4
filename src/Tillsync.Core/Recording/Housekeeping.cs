namespace Tillsync.Core.Recording;

/// <summary>Forgets history that nobody asks for any more. A run that reads the whole shop does the same at its end.</summary>
public sealed class Housekeeping(IJournal journal, LeaseHolder holder, TimeProvider time)
{
    /// <summary>Runs and their writes are kept so long: a year of trading, and the month in which somebody asks about it.</summary>
    internal static readonly TimeSpan HistoryKept = TimeSpan.FromDays(400);

    /// <returns>Runs forgotten.</returns>
    /// <exception cref="LeaseHeldException">A run is going on.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var lease = await LeaseKeeper.AcquireAsync(journal, holder, time, cancellationToken);
        try
        {
            return await journal.PruneAsync(lease.Current, time.GetUtcNow() - HistoryKept, cancellationToken);
        }
        finally
        {
            await lease.ReleaseAsync();
        }
    }
}
