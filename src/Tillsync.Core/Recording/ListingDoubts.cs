using Tillsync.Core.Stock;

namespace Tillsync.Core.Recording;

/// <summary>Notes from outside a run that listings may not show what was acknowledged, so that the next sync looks at them.</summary>
public sealed class ListingDoubts(IJournal journal, LeaseHolder holder, TimeProvider time)
{
    /// <exception cref="LeaseHeldException">A run is going on.</exception>
    public async Task MarkAsync(IReadOnlyList<ListingId> listings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(listings);
        if (listings.Count == 0)
        {
            return;
        }

        var lease = await LeaseKeeper.AcquireAsync(journal, holder, time, cancellationToken);
        try
        {
            await journal.MarkForLookAsync(lease.Current, listings, cancellationToken);
        }
        finally
        {
            await lease.ReleaseAsync();
        }
    }
}
