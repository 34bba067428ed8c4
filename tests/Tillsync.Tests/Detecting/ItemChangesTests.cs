using FsCheck;
using FsCheck.Fluent;
using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Tests.Stock;

namespace Tillsync.Tests.Detecting;

public sealed class ItemChangesTests
{
    private static readonly Gen<(IReadOnlyList<TillItem> Before, IReadOnlyList<TillItem> After)> Histories =
        from before in Generate.Items
        from after in Generate.Items
        from kept in Gen.Choose(0, 15)
        select (before, (IReadOnlyList<TillItem>)[.. before.Take(kept), .. after]);

    [Fact]
    public void StockThatBecameUnknown_IsAnInventoryChange()
    {
        var counts = Count([Some.Item(Some.Sku(), [])], Remember([Some.Item(Some.Sku(), 0)]));

        Assert.Equal(new ItemChangeCounts(0, 0, 1), counts);
    }

    [Fact]
    public void SaleAtAnExcludedLocation_IsNoChange()
    {
        var before = Some.Item(Some.Sku(), [Some.Row(5), Some.Row(8, sells: false)]);
        var after = Some.Item(Some.Sku(), [Some.Row(5), Some.Row(7, sells: false)]);

        Assert.Equal(default, Count([after], Remember([before])));
    }

    [Fact]
    public void ArticleCountsOnce_ProductBeforeInventory()
    {
        var changed = Some.Item(Some.Sku(), 3) with { ProductStamp = "p2", InventoryStamp = "i2" };

        Assert.Equal(new ItemChangeCounts(0, 1, 0), Count([changed], Remember([Some.Item(Some.Sku())])));
    }

    [Fact]
    public void UnchangedTill_HasNoChanges() =>
        Always.Holds(
            Generate.Items,
            items =>
            {
                var remembered = Remember(items);
                var (changed, forgotten) = Difference(items, remembered);
                return Count(items, remembered) == default && changed.Count == 0 && forgotten.Count == 0;
            }
        );

    [Fact]
    public void RememberingTheDifference_IsRememberingEverything() =>
        Always.Holds(
            Histories,
            history =>
            {
                var remembered = Remember(history.Before).ToDictionary(item => item.Sku);
                var (changed, forgotten) = Difference(history.After, [.. remembered.Values]);
                changed.ToList().ForEach(item => remembered[item.Sku] = item);
                forgotten.ToList().ForEach(sku => remembered.Remove(sku));
                return remembered.Values.ToHashSet().SetEquals(Remember(history.After));
            }
        );

    [Fact]
    public void WhateverDiffersOfAWebItem_IsCounted() =>
        Always.Holds(
            Histories,
            history =>
            {
                var remembered = Remember(history.Before);
                var now = Remember(history.After);
                var differs =
                    now.Where(item => item.IsWebItem).Except(remembered).Any()
                    || remembered.Any(item => item.IsWebItem && !now.Any(other => other.Sku == item.Sku && other.IsWebItem));
                return differs == (Count(history.After, remembered) != default);
            }
        );

    [Fact]
    public void UnmappedArticles_AreRememberedAsSuch()
    {
        var item = Some.Item(Some.Sku());

        var (changed, _) = ItemChanges.Difference(Some.Reading(item), Remember([item]), new HashSet<Sku> { item.Sku }, Some.Policy());

        Assert.True(Assert.Single(changed).IsUnmapped);
    }

    private static ItemChangeCounts Count(IReadOnlyList<TillItem> items, IReadOnlyList<RememberedItem> remembered) =>
        ItemChanges.Count(Some.Reading(items), remembered, Some.Policy());

    private static IReadOnlyList<RememberedItem> Remember(IReadOnlyList<TillItem> items) => Difference(items, []).Changed;

    private static (IReadOnlyList<RememberedItem> Changed, IReadOnlyList<Sku> Forgotten) Difference(
        IReadOnlyList<TillItem> items,
        IReadOnlyList<RememberedItem> remembered
    ) => ItemChanges.Difference(Some.Reading(items), remembered, new HashSet<Sku>(), Some.Policy());
}
