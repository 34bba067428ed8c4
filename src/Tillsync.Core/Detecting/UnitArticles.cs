using Tillsync.Core.Stock;

namespace Tillsync.Core.Detecting;

/// <summary>
/// Articles that are listed in another unit than the one that the till counts in. The till has one stock for all units of an item, so such an
/// article is there only because something names it: a listing that is kept for it, or a mapping. Pure.
/// </summary>
public static class UnitArticles
{
    private const char Separator = '@';

    /// <summary>The articles, and after them those of <paramref name="wanted"/> that are another unit of one of them.</summary>
    public static IReadOnlyList<TillItem> Add(IReadOnlyList<TillItem> articles, IEnumerable<Sku> wanted)
    {
        ArgumentNullException.ThrowIfNull(articles);
        ArgumentNullException.ThrowIfNull(wanted);
        var named = wanted.Select(Split).OfType<Named>().Distinct().ToLookup(each => each.Of);
        if (named.Count == 0)
        {
            return articles;
        }

        // An item whose number happens to read like a unit of another is that item.
        var codes = articles.Select(article => article.Sku).ToHashSet();
        return
        [
            .. articles,
            .. articles.SelectMany(article =>
                named[article.Sku].Where(each => !codes.Contains(each.Sku)).Select(each => InUnit(article, each))
            ),
        ];
    }

    /// <summary>For each article that is another unit, the article whose stock it shares.</summary>
    public static IReadOnlyDictionary<Sku, TillItem> Of(IReadOnlyList<TillItem> articles)
    {
        ArgumentNullException.ThrowIfNull(articles);
        var units = new Dictionary<Sku, TillItem>();
        foreach (var article in articles)
        {
            if (article.Unit is not null)
            {
                units.TryAdd(article.Sku, article);
            }
        }

        return units;
    }

    private static Named? Split(Sku sku)
    {
        var at = sku.Text.LastIndexOf(Separator);
        return at > 0 && Sku.From(sku.Text[..at]) is { } of && sku.Text[(at + 1)..].Trim() is { Length: > 0 } unit
            ? new Named(sku, of, unit)
            : null;
    }

    /// <summary>A unit that the item no longer has is one without a factor: nobody can tell how much of the stock it holds.</summary>
    private static TillItem InUnit(TillItem article, Named named)
    {
        var unit =
            article.Units.FirstOrDefault(each => string.Equals(each.Name, named.Unit, StringComparison.OrdinalIgnoreCase))
            ?? new ItemUnit(named.Unit, null, null);
        return article with { Sku = named.Sku, Item = article.Item, StockSku = article.Sku, Unit = unit };
    }

    private sealed record Named(Sku Sku, Sku Of, string Unit);
}
