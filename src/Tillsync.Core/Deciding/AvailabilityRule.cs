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

    /// <summary>Whole units, never below zero; null when no shop could hold the number.</summary>
    public static ListedQuantity? ToList(AvailableToSell available)
    {
        var units = Math.Max(0m, Math.Floor(available.Quantity.Units));
        return units <= ListedMax ? new ListedQuantity(new Quantity(units)) : null;
    }
}
