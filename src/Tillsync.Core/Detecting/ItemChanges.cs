using System.Globalization;
using Tillsync.Core.Deciding;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Detecting;

/// <summary>Compares the till's articles with what the last full sync remembered. Only web items count, and items that were.</summary>
public static class ItemChanges
{
    public static ItemChangeCounts Count(TillReading till, IReadOnlyList<RememberedItem> remembered, StockPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(till);
        ArgumentNullException.ThrowIfNull(remembered);
        ArgumentNullException.ThrowIfNull(policy);
        var before = remembered.ToDictionary(item => item.Sku);
        var mappings = MappingTexts(till);
        var counts = new ItemChangeCounts(0, 0, 0);
        var seen = new HashSet<Sku>(till.Items.Count);
        foreach (var item in ArticlesOf(till, remembered).Where(item => seen.Add(item.Sku)))
        {
            var old = before.GetValueOrDefault(item.Sku);
            counts = counts.Add(item, old, IsRemapped(old, item.Sku, mappings), policy);
        }

        var gone = remembered.Count(item => item.IsWebItem && !seen.Contains(item.Sku));
        return counts with { Product = counts.Product + gone };
    }

    /// <summary>What to remember of the articles, less what is remembered already.</summary>
    /// <param name="hadListing">Articles that have or had a listing; null: those that are remembered so.</param>
    public static (IReadOnlyList<RememberedItem> Changed, IReadOnlyList<Sku> Forgotten) Difference(
        TillReading till,
        IReadOnlyList<RememberedItem> remembered,
        IReadOnlySet<Sku> unmapped,
        StockPolicy policy,
        IReadOnlySet<Sku>? hadListing = null
    )
    {
        ArgumentNullException.ThrowIfNull(till);
        ArgumentNullException.ThrowIfNull(remembered);
        ArgumentNullException.ThrowIfNull(unmapped);
        ArgumentNullException.ThrowIfNull(policy);
        var before = remembered.ToDictionary(item => item.Sku);
        var mappings = MappingTexts(till);
        var seen = new HashSet<Sku>(till.Items.Count);
        var changed = new List<RememberedItem>();
        foreach (var item in ArticlesOf(till, remembered).Where(item => seen.Add(item.Sku)))
        {
            var old = before.GetValueOrDefault(item.Sku);
            var mapping = mappings is null ? old?.Mapping ?? "" : mappings.GetValueOrDefault(item.Sku, "");
            var isUnmapped = unmapped.Contains(item.Sku);
            var now = Remember(item, isUnmapped, mapping, policy) with
            {
                HadListing = hadListing?.Contains(item.Sku) ?? old is { HadListing: true },
            };
            if (old != now)
            {
                changed.Add(now);
            }
        }

        return (changed, [.. remembered.Where(item => !seen.Contains(item.Sku)).Select(item => item.Sku)]);
    }

    /// <summary>Articles whose rows of USER_PRODUCT_MAP are not those of the last full sync: added, changed or ended.</summary>
    public static IReadOnlySet<Sku> Remapped(TillReading till, IReadOnlyList<RememberedItem> remembered)
    {
        ArgumentNullException.ThrowIfNull(till);
        ArgumentNullException.ThrowIfNull(remembered);
        var mappings = MappingTexts(till);
        return remembered.Where(item => IsRemapped(item, item.Sku, mappings)).Select(item => item.Sku).ToHashSet();
    }

    /// <summary>
    /// One text for all that the till says of an article's stock: its level, what its other units hold, and a safety stock by a rule, because an
    /// article that moves to another category may get another number.
    /// </summary>
    internal static string StockText(TillItem item, StockPolicy policy)
    {
        var level = StockMeasure.Canonical(StockMeasure.Of(item, policy.Basis));
        var units = item.Units.Count == 0 ? level : $"{level} {string.Join(' ', item.Units.Select(TextOf))}";
        return policy.SafetyStockOf(item) is { Rule: not null } safety ? $"{units};safety={safety.Quantity}" : units;
    }

    private static string TextOf(ItemUnit unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{unit.Name}={unit.Numerator}/{unit.Denominator}");

    /// <summary>With those units of articles that a mapping names, or has named.</summary>
    private static IReadOnlyList<TillItem> ArticlesOf(TillReading till, IReadOnlyList<RememberedItem> remembered) =>
        UnitArticles.Add(till.Items, (till.Mappings ?? []).Select(row => row.Sku).Concat(remembered.Select(item => item.Sku)));

    /// <summary>Another unit has nothing of its own but its mapping.</summary>
    private static RememberedItem Remember(TillItem item, bool isUnmapped, string mapping, StockPolicy policy) =>
        item.Unit is not null
            ? new(item.Sku, item.Status, item.IsWebItem, "", "", "", isUnmapped, mapping)
            : new(
                item.Sku,
                item.Status,
                item.IsWebItem,
                item.ProductStamp,
                item.InventoryStamp,
                StockText(item, policy),
                isUnmapped,
                mapping
            );

    private static bool IsRemapped(RememberedItem? before, Sku sku, Dictionary<Sku, string>? mappings) =>
        before is not null && mappings is not null && before.Mapping != mappings.GetValueOrDefault(sku, "");

    /// <summary>
    /// The products that USER_PRODUCT_MAP names for each article, in order, because a site without our key may name several. Null when it
    /// could not be read: that is a failure of its own and never an end of all mappings.
    /// </summary>
    private static Dictionary<Sku, string>? MappingTexts(TillReading till) =>
        till.Failures.Any(failure => failure.Probe == TillProbes.ProductMap)
            ? null
            : (till.Mappings ?? [])
                .GroupBy(mapping => mapping.Sku)
                .ToDictionary(group => group.Key, group => string.Join(',', group.Select(mapping => mapping.ProductId).Distinct().Order()));
}

/// <summary>
/// Articles that are new, whose product data changed (phase-outs and mappings included), and whose stock changed; each article counts once.
/// </summary>
public readonly record struct ItemChangeCounts(int New, int Product, int Inventory)
{
    internal ItemChangeCounts Add(TillItem item, RememberedItem? before, bool isRemapped, StockPolicy policy)
    {
        if (item.Unit is not null)
        {
            // What else changes, changes for the article that it is a unit of.
            return isRemapped || before is null ? this with { Product = Product + 1 } : this;
        }

        if (before is null || !before.IsWebItem)
        {
            return item.IsWebItem ? this with { New = New + 1 } : this;
        }

        if (!item.IsWebItem || isRemapped || before.Status != item.Status || before.ProductStamp != item.ProductStamp)
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
