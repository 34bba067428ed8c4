using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Deciding;

/// <summary>Decides, for every article that the shop sells or sold, the number to show. Pure.</summary>
public static class Decider
{
    /// <param name="items">Every article of the till.</param>
    /// <param name="kept">Articles whose listings Tillsync keeps: they are looked after even when the till drops them.</param>
    /// <returns>One decision for each SKU, in order of SKU. Articles that were never for the web have none.</returns>
    public static IReadOnlyList<Decision> Decide(
        IReadOnlyList<TillItem> items,
        IReadOnlySet<Sku> kept,
        Reservations reservations,
        StockPolicy policy
    )
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(kept);
        ArgumentNullException.ThrowIfNull(reservations);
        ArgumentNullException.ThrowIfNull(policy);
        var active = policy.ActiveStatuses.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var decisions = new List<Decision>(items.Count);
        var seen = new HashSet<Sku>(items.Count);
        var ambiguous = AmbiguousSkus(items);
        foreach (var item in items)
        {
            if ((!item.IsWebItem && !kept.Contains(item.Sku)) || !seen.Add(item.Sku))
            {
                continue;
            }

            decisions.Add(
                ambiguous.TryGetValue(item.Sku, out var codes) ? Ambiguous(item.Sku, codes) : Decide(item, active, reservations, policy)
            );
        }

        decisions.AddRange(
            kept.Where(sku => !seen.Contains(sku))
                .Select(sku => new Decision.PhaseOut(sku, PhaseOutCause.Gone, "The till no longer has this item."))
        );
        decisions.Sort((left, right) => left.Sku.CompareTo(right.Sku));
        return decisions;
    }

    private static Decision Decide(TillItem item, HashSet<string> active, Reservations reservations, StockPolicy policy)
    {
        if (!item.IsWebItem)
        {
            return new Decision.PhaseOut(item.Sku, PhaseOutCause.NotWebItem, "IS_ECOMM_ITEM is not 'Y'.");
        }

        if (!active.Contains(item.Status))
        {
            return new Decision.PhaseOut(
                item.Sku,
                PhaseOutCause.Status,
                $"Its status is '{item.Status}'; active is {string.Join(", ", policy.ActiveStatuses)}."
            );
        }

        return StockMeasure.Of(item, policy.Basis) switch
        {
            StockLevel.Counted counted => List(item.Sku, counted, reservations.For(item.Sku), policy),
            StockLevel.Unknown unknown => new Decision.Unknown(item.Sku, unknown.Cause, unknown.Detail),
            _ => throw new InvalidOperationException("A stock level is counted or unknown."),
        };
    }

    private static Decision List(Sku sku, StockLevel.Counted stock, Reserved reserved, StockPolicy policy)
    {
        var available = AvailabilityRule.AvailableToSell(stock, policy.Basis, reserved, policy.SafetyStock);
        return AvailabilityRule.ToList(available) is { } toList
            ? new Decision.List(sku, toList, available, stock, policy.Basis, reserved, policy.SafetyStock)
            : new Decision.Unknown(
                sku,
                UnknownCause.OutOfRange,
                $"{available.Quantity} units are more than a shop can hold exactly; correct the count in the till."
            );
    }

    private static Decision.Unknown Ambiguous(Sku sku, string codes) =>
        new(sku, UnknownCause.AmbiguousSku, $"The till has {codes}, which the shop cannot tell apart; rename or merge them in the till.");

    private static Dictionary<Sku, string> AmbiguousSkus(IReadOnlyList<TillItem> items)
    {
        var seen = new HashSet<Sku>(items.Count);
        var repeated = new HashSet<Sku>();
        foreach (var item in items)
        {
            if (!seen.Add(item.Sku))
            {
                repeated.Add(item.Sku);
            }
        }

        return items
            .Where(item => repeated.Contains(item.Sku))
            .GroupBy(item => item.Sku)
            .ToDictionary(group => group.Key, group => string.Join(" and ", group.Select(item => $"'{item.Sku.Text}'")));
    }
}
