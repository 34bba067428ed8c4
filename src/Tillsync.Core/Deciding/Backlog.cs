using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Deciding;

/// <summary>
/// Orders that have reserved for so long that somebody should ask why the till does not know them yet. They go on reserving; this only
/// keeps reservations from piling up unseen. Pure.
/// </summary>
/// <param name="Orders">How many orders.</param>
/// <param name="Units">What they hold together, in the till's stocking units.</param>
/// <param name="OldestAt">When the oldest of them was placed; null when there is none.</param>
public sealed record Backlog(int Orders, Quantity Units, DateTimeOffset? OldestAt)
{
    public static readonly Backlog None = new(0, Quantity.Zero, null);

    /// <param name="age">From this age on an order that reserves is backlog.</param>
    /// <param name="held">What an order holds in stocking units; null where every listing counts in them.</param>
    public static Backlog Of(
        IEnumerable<WebOrder> mirror,
        Func<WebOrder, bool> tillKnows,
        DateTimeOffset now,
        TimeSpan age,
        Func<WebOrder, Quantity>? held = null
    )
    {
        ArgumentNullException.ThrowIfNull(mirror);
        ArgumentNullException.ThrowIfNull(tillKnows);
        var backlog = None;
        foreach (var order in mirror.Where(order => IsOld(order.CreatedAt, now, age) && order.HoldsStock && !tillKnows(order)))
        {
            var units = backlog.Units + (held?.Invoke(order) ?? order.Held);
            var oldest = backlog.OldestAt is { } before && before < order.CreatedAt ? before : order.CreatedAt;
            backlog = new Backlog(backlog.Orders + 1, units, oldest);
        }

        return backlog;
    }

    public static bool IsOld(DateTimeOffset createdAt, DateTimeOffset now, TimeSpan age) => now - createdAt >= age;
}
