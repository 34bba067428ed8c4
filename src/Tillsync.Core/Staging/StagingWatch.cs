using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;

namespace Tillsync.Core.Staging;

/// <summary>Says of which orders the shop has to be asked, for their rows may be missing or no longer right. Pure.</summary>
public static class StagingWatch
{
    /// <summary>
    /// An order that changes twice within the second of its stamp keeps it. One that was looked at so soon after its stamp is looked at again.
    /// </summary>
    private static readonly TimeSpan StampDoubt = TimeSpan.FromSeconds(2);

    /// <summary>An order that was deleted for good is in no list of changes: orders that wait for the till are asked for so often.</summary>
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromHours(6);

    /// <summary>As long as the journal remembers what it staged.</summary>
    private static readonly TimeSpan AgeMax = Housekeeping.HistoryKept;

    /// <summary>
    /// Whether the till should have an order by its status. on-hold, processing and completed take stock on every version; the others are not to be
    /// delivered, or not yet, whatever stock some versions leave with them. In a plugin's status the stock tells.
    /// </summary>
    public static bool IsToBeDelivered(string status, bool holdsStock) =>
        status switch
        {
            "on-hold" or "processing" or WebOrder.Completed => true,
            "pending" or "failed" or "cancelled" or "refunded" or "trash" or "checkout-draft" or "auto-draft" => false,
            _ => holdsStock,
        };

    /// <summary>Orders that have work to do now, by id.</summary>
    /// <param name="orders">The mirror with what changed since.</param>
    public static IReadOnlySet<long> Due(StagingLedger ledger, IEnumerable<WebOrder> orders, DateTimeOffset since, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(orders);
        var entries = ledger.Orders.ToDictionary(entry => entry.OrderId);
        var due = ledger.Orders.Where(entry => entry.IsPending && !Waits(entry, now)).Select(entry => entry.OrderId).ToHashSet();
        foreach (var order in orders)
        {
            var isDue = entries.TryGetValue(order.OrderId, out var entry)
                ? !Waits(entry, now) && HasChanged(entry, order)
                : IsNew(order, since, now);
            if (isDue)
            {
                due.Add(order.OrderId);
            }
        }

        return due;
    }

    /// <summary>Orders that wait for the till and that nobody has asked the shop about for long.</summary>
    /// <param name="shopNow">The shop's clock.</param>
    public static IReadOnlySet<long> Stale(StagingLedger ledger, DateTimeOffset shopNow)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return ledger
            .Orders.Where(entry => entry.State == StagingState.Staged && !(entry.LookedAt > shopNow - LookAgainAfter))
            .Select(entry => entry.OrderId)
            .ToHashSet();
    }

    private static bool IsNew(WebOrder order, DateTimeOffset since, DateTimeOffset now) =>
        order.CreatedAt >= since && order.CreatedAt > now - AgeMax && IsToBeDelivered(order.Status, order.HoldsStock);

    private static bool Waits(StagedWebOrder entry, DateTimeOffset now) => entry.NextTryAt > now;

    /// <summary>Rows of others, rows that are gone and orders that were left out are not followed.</summary>
    private static bool HasChanged(StagedWebOrder entry, WebOrder order) =>
        entry.State is StagingState.Staged or StagingState.Withdrawn or StagingState.Applied
        && (entry.OrderModifiedAt != order.ModifiedAt || entry.Status != order.Status || IsInDoubt(entry));

    private static bool IsInDoubt(StagedWebOrder entry) => entry.LookedAt - entry.OrderModifiedAt is { } age && age.Duration() < StampDoubt;
}
