using Tillsync.Core.Recording;
using Tillsync.Core.Staging;

namespace Tillsync.Core;

/// <summary>What a cycle did, or would do, about web orders on their way into the till.</summary>
/// <param name="Since">Orders placed from then on are staged, by the shop's clock.</param>
/// <param name="Orders">What was done, by order; in a dry run, what would be.</param>
/// <param name="Problems">Orders that want a person's look, old and new.</param>
/// <param name="Failure">Why nothing, or not everything, could be staged; the orders are remembered. Null: it could.</param>
public sealed record StagingReport(
    DateTimeOffset Since,
    IReadOnlyList<StagingResult> Orders,
    IReadOnlyList<StagedWebOrder> Problems,
    string? Failure
)
{
    /// <summary>Something that was to be written is not.</summary>
    public bool IsIncomplete => Failure is not null || Problems.Any(entry => entry.IsPending);

    /// <summary>A word of the past is shown so long, unless it is still to be put right.</summary>
    public static readonly TimeSpan ProblemsShown = TimeSpan.FromDays(7);

    /// <summary>Entries that want a person's look now.</summary>
    public static IReadOnlyList<StagedWebOrder> ProblemsOf(IEnumerable<StagedWebOrder> entries, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return
        [
            .. entries
                .Where(entry => entry.Problem is not null && (entry.IsPending || entry.ChangedAt > now - ProblemsShown))
                .OrderBy(entry => entry.OrderId),
        ];
    }
}

/// <summary>One order's part in it.</summary>
/// <param name="Action">What the row was to become.</param>
/// <param name="Effect">What came of it; null in a dry run, and where it was not carried out.</param>
public sealed record StagingResult(
    long OrderId,
    string Number,
    StagingAction Action,
    string Because,
    StagingEffect? Effect,
    long? StagingId
);

public enum StagingAction
{
    Stage,
    Change,
    Withdraw,
}
