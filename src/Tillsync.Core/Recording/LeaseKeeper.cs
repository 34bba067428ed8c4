namespace Tillsync.Core.Recording;

/// <summary>Holds the lease of a run and renews it before each request that writes.</summary>
internal sealed class LeaseKeeper(IJournal journal, Lease lease, TimeSpan term, TimeProvider time)
{
    /// <summary>
    /// Longer than any single step: reading a large shop takes some minutes. A process that dies loses the lease at once on its own machine,
    /// so a long lease delays nobody there.
    /// </summary>
    private static readonly TimeSpan TermMin = TimeSpan.FromMinutes(10);

    /// <summary>What may pass between a renewal and the moment in which a request has left.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    public Lease Current { get; private set; } = lease;

    /// <exception cref="LeaseHeldException">Another run has it.</exception>
    public static async Task<LeaseKeeper> AcquireAsync(
        IJournal journal,
        LeaseHolder holder,
        TimeProvider time,
        CancellationToken cancellationToken,
        TimeSpan writeTimeout = default
    )
    {
        var term = TermFor(writeTimeout);
        return await journal.AcquireLeaseAsync(holder, term, cancellationToken) switch
        {
            LeaseAnswer.Granted granted => new LeaseKeeper(journal, granted.Lease, term, time),
            LeaseAnswer.Held held => throw new LeaseHeldException(held),
            _ => throw new InvalidOperationException("A lease is granted or held."),
        };
    }

    /// <summary>It is renewed when half of it is left, and that half outlives a request that takes its whole time-out.</summary>
    internal static TimeSpan TermFor(TimeSpan writeTimeout)
    {
        var needed = 2 * (writeTimeout + Margin);
        return needed > TermMin ? needed : TermMin;
    }

    /// <exception cref="LeaseLostException">Another run took it; nothing more may be written.</exception>
    public async Task KeepAsync()
    {
        // More than the whole term left means that the clock was set back; the lease would then not be renewed for too long.
        var left = Current.ExpiresAt - time.GetUtcNow();
        if (left < term / 2 || left > term)
        {
            Current = await journal.RenewLeaseAsync(Current, term, CancellationToken.None);
        }
    }

    public Task ReleaseAsync() => journal.ReleaseLeaseAsync(Current, CancellationToken.None);
}
