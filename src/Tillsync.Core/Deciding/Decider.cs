using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Deciding;

/// <summary>Decides, for every article that the shop sells or sold, the number to show. Pure.</summary>
public static class Decider
{
    /// <param name="items">Every article of the till, and every unit of one that is listed.</param>
    /// <param name="kept">Articles whose listings Tillsync keeps: they are looked after even when the till drops them.</param>
    /// <returns>
    /// One decision for each SKU, in order of SKU. Articles that were never for the web have none; nor has a grid item, whose cells are sold in its
    /// stead, unless a listing is kept for it.
    /// </returns>
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
        var decisions = new List<Decision>(items.Count);
        var seen = new HashSet<Sku>(items.Count);
        var ambiguous = AmbiguousSkus(items);
        var inCells = items.Where(item => item.Cell is not null).Select(item => item.Item).ToHashSet();
        foreach (var item in items)
        {
            var isKept = kept.Contains(item.Sku);
            if ((!item.IsWebItem && !isKept) || !seen.Add(item.Sku))
            {
                continue;
            }

            if (ambiguous.TryGetValue(item.StockSku, out var codes))
            {
                decisions.Add(Ambiguous(item.Sku, codes));
            }
            else if (item.Kind != ItemKind.Grid || isKept)
            {
                decisions.Add(Decide(item, reservations, policy));
            }
            else if (!inCells.Contains(item.Sku))
            {
                decisions.Add(Decide(item, reservations, policy) is Decision.PhaseOut phaseOut ? phaseOut : WithoutCells(item.Sku));
            }
        }

        decisions.AddRange(
            kept.Where(sku => !seen.Contains(sku))
                .Select(sku => new Decision.PhaseOut(sku, PhaseOutCause.Gone, "The till no longer has this item."))
        );
        decisions.Sort((left, right) => left.Sku.CompareTo(right.Sku));
        return decisions;
    }

    private static Decision Decide(TillItem item, Reservations reservations, StockPolicy policy)
    {
        if (!item.IsWebItem)
        {
            return new Decision.PhaseOut(item.Sku, PhaseOutCause.NotWebItem, "IS_ECOMM_ITEM is not 'Y'.");
        }

        if (policy.MeaningOf(item.Status) is var meaning && meaning == StatusMeaning.Unknown)
        {
            return new Decision.Unknown(
                item.Sku,
                UnknownCause.UnknownStatus,
                $"Its status is '{item.Status}', which is neither among Till:ActiveStatuses nor among Till:PhasedOutStatuses."
            );
        }

        if (meaning == StatusMeaning.PhasedOut)
        {
            return new Decision.PhaseOut(
                item.Sku,
                PhaseOutCause.Status,
                $"Its status is '{item.Status}'; active is {string.Join(", ", policy.ActiveStatuses)}."
            );
        }

        if (item.Unit is { HasFactor: false } unit)
        {
            return new Decision.Unknown(
                item.Sku,
                UnknownCause.NoFactor,
                $"The till does not say how many stocking units a {unit.Name} of item {item.Item} holds."
            );
        }

        if (reservations.DoubtOf(item.StockSku) is { } doubt)
        {
            return new Decision.Unknown(item.Sku, UnknownCause.NoFactor, doubt);
        }

        return StockMeasure.Of(item, policy.Basis) switch
        {
            StockLevel.Counted counted => List(item, counted, reservations.For(item.StockSku), policy),
            StockLevel.Unknown unknown => new Decision.Unknown(item.Sku, unknown.Cause, unknown.Detail),
            _ => throw new InvalidOperationException("A stock level is counted or unknown."),
        };
    }

    private static Decision List(TillItem item, StockLevel.Counted stock, Reserved reserved, StockPolicy policy)
    {
        var safetyStock = policy.SafetyStockOf(item);
        var available = AvailabilityRule.AvailableToSell(stock, policy.Basis, reserved, safetyStock);
        return AvailabilityRule.ToList(available, item.Unit, DecimalsOf(item, policy)) is { } toList
            ? new Decision.List(item.Sku, toList, available, stock, policy.Basis, reserved, safetyStock) { Unit = item.Unit }
            : new Decision.Unknown(
                item.Sku,
                UnknownCause.OutOfRange,
                $"{available.Quantity} units are more than a shop can hold exactly; correct the count in the till."
            );
    }

    /// <summary>As finely as shop and till both sell it. Nobody sells half a carton.</summary>
    internal static int DecimalsOf(TillItem item, StockPolicy policy) =>
        item.Unit is null ? Math.Clamp(item.Decimals ?? policy.DecimalPlaces, 0, policy.DecimalPlaces) : 0;

    private static Decision.Unknown WithoutCells(Sku sku) =>
        new(sku, UnknownCause.Grid, "It is a grid item (TRK_METH 'G'), and no cell of it can be read from IM_INV_CELL.");

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
