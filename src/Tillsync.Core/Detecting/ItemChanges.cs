using Tillsync.Core.Deciding;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Detecting;

/// <summary>Compares the till's articles with what the last full sync remembered. Only web items count, and items that were.</summary>
public static class ItemChanges
{
    public static ItemChangeCounts Count(IReadOnlyList<TillItem> items, IReadOnlyList<RememberedItem> remembered, StockPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(remembered);
        ArgumentNullException.ThrowIfNull(policy);
        var before = remembered.ToDictionary(item => item.Sku);
        var counts = new ItemChangeCounts(0, 0, 0);
        var seen = new HashSet<Sku>(items.Count);
        foreach (var item in items)
        {
            if (seen.Add(item.Sku))
            {
                counts = counts.Add(item, before.GetValueOrDefault(item.Sku), policy);
            }
        }

        var gone = remembered.Count(item => item.IsWebItem && !seen.Contains(item.Sku));
        return counts with { Product = counts.Product + gone };
    }

    /// <summary>What to remember of the articles, less what is remembered already.</summary>
    public static (IReadOnlyList<RememberedItem> Changed, IReadOnlyList<Sku> Forgotten) Difference(
        IReadOnlyList<TillItem> items,
        IReadOnlyList<RememberedItem> remembered,
        IReadOnlySet<Sku> unmapped,
        StockPolicy policy
    )
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(remembered);
        ArgumentNullException.ThrowIfNull(unmapped);
        ArgumentNullException.ThrowIfNull(policy);
        var before = remembered.ToDictionary(item => item.Sku);
        var seen = new HashSet<Sku>(items.Count);
        var changed = new List<RememberedItem>();
        foreach (var item in items)
        {
            if (!seen.Add(item.Sku))
            {
                continue;
            }

            var now = Remember(item, unmapped.Contains(item.Sku), policy);
            if (!before.TryGetValue(item.Sku, out var old) || old != now)
            {
                changed.Add(now);
            }
        }

        return (changed, [.. remembered.Where(item => !seen.Contains(item.Sku)).Select(item => item.Sku)]);
    }

    internal static string StockText(TillItem item, StockPolicy policy) => StockMeasure.Canonical(StockMeasure.Of(item, policy.Basis));

    private static RememberedItem Remember(TillItem item, bool isUnmapped, StockPolicy policy) =>
        new(item.Sku, item.Status, item.IsWebItem, item.ProductStamp, item.InventoryStamp, StockText(item, policy), isUnmapped);
}

/// <summary>Articles that are new, whose product data changed (phase-outs included), and whose stock changed; each article counts once.</summary>
public readonly record struct ItemChangeCounts(int New, int Product, int Inventory)
{
    internal ItemChangeCounts Add(TillItem item, RememberedItem? before, StockPolicy policy)
    {
        if (before is null || !before.IsWebItem)
        {
            return item.IsWebItem ? this with { New = New + 1 } : this;
        }

        if (!item.IsWebItem || before.Status != item.Status || before.ProductStamp != item.ProductStamp)
        {
            return this with { Product = Product + 1 };
        }

        return before.InventoryStamp != item.InventoryStamp || before.Stock != ItemChanges.StockText(item, policy)
            ? this with
            {
                Inventory = Inventory + 1,
            }
            : this;
    }
}
