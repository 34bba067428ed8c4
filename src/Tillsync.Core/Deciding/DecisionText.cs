using System.Globalization;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Deciding;

/// <summary>Decisions in words. Plain ASCII, because old consoles of Windows print nothing else faithfully.</summary>
public static class DecisionText
{
    /// <summary>
    /// The arithmetic in one line, e.g. <c>available 15 (on hand 495 - committed 480) - reserved 2 - safety stock 0 = 13 -> lists 13</c>.
    /// </summary>
    public static string Arithmetic(Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return decision switch
        {
            Decision.List list => $"{Offered(list)} - reserved {list.Reserved.Quantity} - safety stock {Safety(list.SafetyStock)}"
                + $" = {list.Available.Quantity} -> {PerUnit(list)}lists {list.To}",
            Decision.PhaseOut phaseOut => $"phased out ({phaseOut.Cause}): {phaseOut.Detail} -> lists 0{Appearance(phaseOut.Shows)}",
            Decision.Restore restore => $"undo of run {restore.RunId}: lists {restore.To} again, as before that run",
            Decision.Unknown unknown => $"stock unknown ({unknown.Cause}): {unknown.Detail} -> nothing is written",
            _ => throw new ArgumentOutOfRangeException(nameof(decision)),
        };
    }

    private static string PerUnit(Decision.List list) =>
        list.Unit is { } unit ? string.Create(CultureInfo.InvariantCulture, $"{unit.Factor:0.####} to the {unit.Name}, ") : "";

    private static string Safety(SafetyStock stock) => stock.Rule is { } rule ? $"{stock.Quantity} ({rule})" : stock.Quantity.ToString();

    private static string Appearance(PhasedOutListing shows) =>
        shows switch
        {
            PhasedOutListing.ZeroAndHide => ", hidden",
            PhasedOutListing.Draft => ", as a draft",
            _ => "",
        };

    private static string Offered(Decision.List list)
    {
        var onHand = list.Stock.OnHand.Quantity;
        var committed = list.Stock.Committed.Quantity;
        if (list.Basis == StockBasis.OnHand)
        {
            return $"on hand {onHand}";
        }

        // The till computes QTY_AVAIL itself; where it is not the difference, the line must not claim that it is.
        var parts =
            onHand - committed == list.Stock.Available
                ? $"on hand {onHand} - committed {committed}"
                : $"the till's own; on hand {onHand}, committed {committed}";
        return $"available {list.Stock.Available} ({parts})";
    }
}
