namespace Tillsync.Core.Recording;

/// <summary>Holds the lease of a run and renews it before each request that writes.</summary>
internal sealed class LeaseKeeper(IJournal journal, Lease lease, TimeProvider time)
{
    /// <summary>
    /// Longer than any single step: a batch may take its whole time-out, reading a large shop some minutes. A process that dies
    /// loses the lease at once on its own machine, so a long lease delays nobody there.
    /// </summary>
    private static readonly TimeSpan Duration = TimeSpan.FromMinutes(10);

    public Lease Current { get; private set; } = lease;

    /// <exception cref="LeaseHeldException">Another run has it.</exception>
    public static async Task<LeaseKeeper> AcquireAsync(
        IJournal journal,
        LeaseHolder holder,
        TimeProvider time,
        CancellationToken cancellationToken
    ) =>
        await journal.AcquireLeaseAsync(holder, Duration, cancellationToken) switch
        {
            LeaseAnswer.Granted granted => new LeaseKeeper(journal, granted.Lease, time),
            LeaseAnswer.Held held => throw new LeaseHeldException(held),
            _ => throw new InvalidOperationException("A lease is granted or held."),
        };

    /// <exception cref="LeaseLostException">Another run took it; nothing more may be written.</exception>
    public async Task KeepAsync()
    {
        // More than the whole term left means that the clock was set back; the lease would then not be renewed for too long.
        var left = Current.ExpiresAt - time.GetUtcNow();
        if (left < Duration / 2 || left > Duration)
        {
            Current = await journal.RenewLeaseAsync(Current, Duration, CancellationToken.None);
        }
    }

    public Task ReleaseAsync() => journal.ReleaseLeaseAsync(Current, CancellationToken.None);
}
