using Tillsync.Core.Detecting;
using Tillsync.Core.Mapping;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Staging;

/// <summary>
/// Finds the till's article behind an order's line, and the unit that the web sells it in. A suffix of a SKU is a unit only where the till has
/// that unit for that item: it may as well be a colour. Pure.
/// </summary>
/// <param name="skuOf">Which article a listing is, by mapping.</param>
/// <param name="articles">Every article of the till, cells and other units that are listed included.</param>
public sealed class LineArticles(IReadOnlyDictionary<ListingId, Sku> skuOf, IReadOnlyDictionary<Sku, TillItem> articles)
{
    public static readonly LineArticles None = new(new Dictionary<ListingId, Sku>(), new Dictionary<Sku, TillItem>());

    private static readonly char[] Separators = ['-', '_', ' ', '.', '/'];

    public static LineArticles Of(StockMoment moment)
    {
        ArgumentNullException.ThrowIfNull(moment);
        var articles = moment.Articles.GroupBy(article => article.Sku).ToDictionary(group => group.Key, group => group.First());
        return new LineArticles(moment.ArticlesOfListings(), articles);
    }

    public LineArticle Of(WebOrderItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.Listing is { } listing && skuOf.TryGetValue(listing, out var mapped) && articles.TryGetValue(mapped, out var named))
        {
            // A mapping to the article in its own unit may be older than units were told apart: what the web's code says counts more.
            return (named.Unit is null && item.Sku is { } web ? InUnitOfCode(named, web) : null) ?? Plain(named);
        }

        if (item.Sku is not { } sku)
        {
            return LineArticle.Unknown;
        }

        if (articles.TryGetValue(sku, out var equal))
        {
            return Plain(equal);
        }

        var at = sku.Text.LastIndexOfAny(Separators);
        return (
                at > 0 && Sku.From(sku.Text[..at]) is { } start && articles.TryGetValue(start, out var found)
                    ? InUnitOfCode(found, sku)
                    : null
            ) ?? LineArticle.Unknown;
    }

    /// <summary>The article in the unit that it is listed in.</summary>
    private static LineArticle Plain(TillItem article) =>
        article.Unit is { } unit
            ? new LineArticle(article, unit.Name, unit.Factor)
            : new LineArticle(article, article.Units.Count > 0 ? article.Units[0].Name : null, 1);

    /// <summary>Where the code is the article's with one of its units after it; else null.</summary>
    private static LineArticle? InUnitOfCode(TillItem article, Sku web)
    {
        var (text, code) = (web.Text, article.Sku.Text);
        var isLonger = text.Length > code.Length + 1 && text.StartsWith(code, StringComparison.OrdinalIgnoreCase);
        if (!isLonger || Array.IndexOf(Separators, text[code.Length]) < 0)
        {
            return null;
        }

        var suffix = text[(code.Length + 1)..];
        return article.Units.FirstOrDefault(unit => UnitWords.AreSame(unit.Name, suffix)) is { } unit
            ? new LineArticle(article, unit.Name, unit.Factor)
            : null;
    }
}

/// <param name="Article">Null where no article of the till matches.</param>
/// <param name="Unit">The till's name of the unit that the web sells; null where it has no name, or no article matches.</param>
/// <param name="Factor">How many stocking units that unit holds; null where the till does not say.</param>
public readonly record struct LineArticle(TillItem? Article, string? Unit, decimal? Factor)
{
    public static readonly LineArticle Unknown = new(null, null, null);

    /// <summary>Whether a reader that knows item numbers alone reads the line right: it is no cell, and in the unit that the till counts in.</summary>
    public bool IsPlainItem => Article is { Cell: null } && Factor == 1;
}
