namespace Tillsync.Core.Planning;

/// <summary>The order of a plan's writes: products first, then variations grouped by parent. Pure.</summary>
internal static class PlanOrder
{
    public static IReadOnlyList<PlannedWrite> Sort(IEnumerable<PlannedWrite> writes) =>
        [.. writes.OrderBy(write => write.Listing.IsVariation).ThenBy(write => write.Listing)];
}
