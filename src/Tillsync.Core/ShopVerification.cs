using Tillsync.Core.Planning;
using Tillsync.Core.Recording;

namespace Tillsync.Core;

/// <summary>
/// Answers "is the whole shop right, now?" by reading every listing. What it finds wrong is marked in the journal, so that the next
/// sync looks at it; the shop itself is only read.
/// </summary>
public sealed class ShopVerification(SyncPorts ports, CycleOptions options, TimeProvider time, IProgress<CycleProgress>? progress = null)
{
    public async Task<VerificationReport> RunAsync(CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        var cycle = new SyncCycle(ports, options, time, progress);
        var report = await cycle.RunAsync(new SyncRequest(false, "verify", null, null, Verification.Always), cancellationToken);
        var wrong = report.Plan.Writes;
        var marked = wrong.Count > 0 && await MarkAsync(wrong, cancellationToken);
        return new VerificationReport(report, marked, startedAt, time.GetUtcNow());
    }

    /// <returns>False when another run has the lease: it will find out for itself.</returns>
    private async Task<bool> MarkAsync(IReadOnlyList<PlannedWrite> wrong, CancellationToken cancellationToken)
    {
        var known = (await ports.Journal.ReadListingsAsync(cancellationToken)).Select(record => record.Listing).ToHashSet();
        var listings = wrong.Select(write => write.Listing).Where(known.Contains).ToList();
        if (listings.Count == 0)
        {
            return true;
        }

        try
        {
            var lease = await LeaseKeeper.AcquireAsync(ports.Journal, ports.Holder, time, cancellationToken);
            try
            {
                await ports.Journal.MarkForLookAsync(lease.Current, listings, cancellationToken);
                return true;
            }
            finally
            {
                await lease.ReleaseAsync();
            }
        }
        catch (LeaseHeldException)
        {
            return false;
        }
    }
}

/// <summary>The state of every listing.</summary>
/// <param name="Reading">The dry run behind it: its plan holds what is wrong, its other lists what cannot be judged.</param>
/// <param name="IsMarked">What is wrong was noted for the next sync.</param>
public sealed record VerificationReport(SyncReport Reading, bool IsMarked, DateTimeOffset StartedAt, DateTimeOffset EndedAt)
{
    /// <summary>A till that shows no items or no stock proves nothing, whatever the shop shows.</summary>
    public bool IsRight => Reading is { CanBeApproved: true, Plan: { Writes.Count: 0, Blocked.Count: 0 } };
}
