using Tillsync.Core.Recording;

namespace Tillsync.Adapters.Journal;

/// <summary>The last grant of a storefront's lease.</summary>
/// <param name="RenewedAt">Grant or last renewal; the term runs from here to <paramref name="ExpiresAt"/>.</param>
internal sealed record LeaseRow(
    long Fence,
    LeaseHolder Holder,
    DateTimeOffset GrantedAt,
    DateTimeOffset RenewedAt,
    DateTimeOffset ExpiresAt,
    bool IsReleased
);

internal enum LeaseVerdict
{
    /// <summary>The asker gets it.</summary>
    Grant,

    /// <summary>Somebody has it.</summary>
    Hold,

    /// <summary>Somebody has it, but by this clock it was renewed in the future: its term begins anew, now.</summary>
    RestartTerm,
}

/// <summary>Who gets the lease.</summary>
/// <remarks>
/// The clock decides only how long an asker waits; it never makes two holders. Two runs are kept apart by the fence, which rises with every
/// grant and is compared inside each transaction: whoever was overtaken, by a clock that jumped forward or for any other reason, can record
/// no further intent, and so sends nothing more. An expired lease that nobody took is still good, so a jump forward does not stop a lone run.
/// A clock set back would stretch a term by as much as it jumped. An instant of renewal that lies in the future gives that away, and the
/// term is then restarted by the clock as it is now: a holder that no longer lives keeps the lease for one term after the first asker came,
/// never for ever. A jump back to a moment after the renewal cannot stretch anything beyond one term either.
/// </remarks>
internal static class LeaseRule
{
    /// <param name="isAlive">Holder and when it was last heard of; asked only about processes of the asker's machine.</param>
    public static LeaseVerdict Judge(LeaseRow? last, LeaseHolder asker, DateTimeOffset now, Func<LeaseHolder, DateTimeOffset, bool> isAlive)
    {
        if (last is null || last.IsReleased || now >= last.ExpiresAt)
        {
            return LeaseVerdict.Grant;
        }

        var isSameMachine = string.Equals(last.Holder.Host, asker.Host, StringComparison.OrdinalIgnoreCase);
        if (isSameMachine && !isAlive(last.Holder, last.RenewedAt))
        {
            return LeaseVerdict.Grant;
        }

        return now < last.RenewedAt ? LeaseVerdict.RestartTerm : LeaseVerdict.Hold;
    }
}
