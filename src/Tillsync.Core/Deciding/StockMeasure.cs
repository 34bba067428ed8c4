using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Deciding;

/// <summary>Adds up an article's rows over the selling locations. Whatever is not a number stays unknown.</summary>
public static class StockMeasure
{
    public static StockLevel Of(TillItem item, StockBasis basis)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.Kind is ItemKind.Kit or ItemKind.NotCounted)
        {
            return NotAStockItem(item.Kind);
        }

        decimal onHand = 0;
        decimal committed = 0;
        decimal available = 0;
        var selling = 0;
        foreach (var row in item.Locations)
        {
            if (!row.Sells)
            {
                continue;
            }

            var needed = basis == StockBasis.Available ? row.Available : row.OnHand;
            if (needed is null)
            {
                var column = basis == StockBasis.Available ? "QTY_AVAIL" : "QTY_ON_HND";
                return new StockLevel.Unknown(UnknownCause.NullQuantity, $"{column} is NULL at location {row.Location}.");
            }

            selling++;
            onHand += row.OnHand ?? 0;
            committed += row.Committed ?? 0;
            available += row.Available ?? ((row.OnHand ?? 0) - (row.Committed ?? 0));
        }

        return selling > 0
            ? new StockLevel.Counted(new OnHand(new Quantity(onHand)), new Committed(new Quantity(committed)), new Quantity(available))
            : NoSellingRow(item);
    }

    /// <summary>One text for each level, equal exactly when the level is.</summary>
    public static string Canonical(StockLevel level) =>
        level switch
        {
            StockLevel.Counted counted => $"{counted.OnHand.Quantity}/{counted.Committed.Quantity}/{counted.Available}",
            StockLevel.Unknown unknown => $"unknown:{unknown.Cause}",
            _ => throw new ArgumentOutOfRangeException(nameof(level)),
        };

    private static StockLevel.Unknown NotAStockItem(ItemKind kind) =>
        kind == ItemKind.Kit
            ? new StockLevel.Unknown(UnknownCause.Kit, "A kit's stock is that of its parts.")
            : new StockLevel.Unknown(UnknownCause.NotCounted, "The till does not count this item (ITEM_TYP is not 'I').");

    private static StockLevel.Unknown NoSellingRow(TillItem item)
    {
        if (item.Locations.Count == 0)
        {
            var table = item.Cell is null ? "IM_INV" : "IM_INV_CELL";
            return new StockLevel.Unknown(UnknownCause.NoRows, $"{table} has no row for it.");
        }

        var where = string.Join(", ", item.Locations.Select(row => row.Location).Distinct(StringComparer.Ordinal));
        return new StockLevel.Unknown(
            UnknownCause.OnlyExcludedLocations,
            $"Its stock lies only at {where}, which are not selling locations."
        );
    }
}
