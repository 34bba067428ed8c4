using Tillsync.Core.Stock;

namespace Tillsync.Core.Deciding;

/// <summary>Turns the till's numbers into the number that the shop should show. The only place where units are rounded.</summary>
public static class AvailabilityRule
{
    /// <summary>
    /// 2^53 − 1: beyond it JSON numbers and the shop's own look-up column (a double) are no longer exact, and near 2^63 the shop wraps
    /// around without an error (recording 04).
    /// </summary>
    public const decimal ListedMax = 9_007_199_254_740_991m;

    public static AvailableToSell AvailableToSell(StockLevel.Counted stock, StockBasis basis, Reserved reserved, SafetyStock safetyStock)
    {
        ArgumentNullException.ThrowIfNull(stock);
        var offered = basis == StockBasis.Available ? stock.Available : stock.OnHand.Quantity;
        return new AvailableToSell(offered - reserved.Quantity - safetyStock.Quantity);
    }

    /// <summary>Whole units of the listing, or down to so many decimals; never below zero; null when no shop could hold the number.</summary>
    /// <param name="unit">What the listing is sold in; null for the stocking unit. It has a factor.</param>
    /// <param name="decimals">0 to 4. More than 0 only where the shop sells fractions.</param>
    public static ListedQuantity? ToList(AvailableToSell available, ItemUnit? unit = null, int decimals = 0)
    {
        var offered = unit?.FromStocking(available.Quantity) ?? available.Quantity;
        var units = Math.Max(0m, decimal.Round(offered.Units, decimals, MidpointRounding.ToNegativeInfinity));
        return units <= ListedMax ? new ListedQuantity(new Quantity(units)) : null;
    }
}
