namespace Tillsync.Core.Recording;

/// <summary>The right to write to one storefront, until it expires or is taken over.</summary>
/// <param name="Fence">Rises with every grant. Each journal write carries it; a stale one is refused.</param>
public sealed record Lease(string Holder, long Fence, DateTimeOffset ExpiresAt);

/// <summary>Who asks for the lease.</summary>
/// <param name="Host">Machine name: a dead process of this machine loses its lease at once, another machine's only by expiry.</param>
/// <param name="ProcessStartedAt">Tells a process from a later one with the same id.</param>
public sealed record LeaseHolder(string Host, int ProcessId, DateTimeOffset ProcessStartedAt)
{
    public override string ToString() => $"{Host} (process {ProcessId})";

    /// <summary>Whether a holder, as <see cref="ToString"/> names it, was on this machine.</summary>
    public bool IsOnMachineOf(string holder)
    {
        ArgumentNullException.ThrowIfNull(holder);
        return holder.StartsWith($"{Host} (process ", StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>The answer to who asks for the lease.</summary>
public abstract record LeaseAnswer
{
    private LeaseAnswer() { }

    public sealed record Granted(Lease Lease) : LeaseAnswer;

    /// <summary>Another run has it.</summary>
    public sealed record Held(string Holder, DateTimeOffset Since, DateTimeOffset ExpiresAt) : LeaseAnswer;
}
