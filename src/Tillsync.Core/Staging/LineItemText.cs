using System.Globalization;
using System.Text;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Staging;

/// <summary>
/// Writes an order's lines as the JSON that readers of the table know: the members that were always there first and in their old order, a blank
/// after each colon and comma, plain ASCII. Procedures at compatibility level 100 have no JSON functions and look for such texts. Pure.
/// </summary>
internal static class LineItemText
{
    /// <summary>A line of which nothing is left to be delivered is no line.</summary>
    public static string Write(IEnumerable<WebOrderItem> items, LineArticles articles)
    {
        var text = new StringBuilder("[");
        foreach (var item in items.Where(item => item.Remaining > Quantity.Zero))
        {
            text.Append(text.Length > 1 ? ", " : "");
            Append(text, item, articles.Of(item));
        }

        return text.Append(']').ToString();
    }

    private static void Append(StringBuilder text, WebOrderItem item, LineArticle found)
    {
        var web = item.Sku?.Text;
        var share = item.Remaining.Units / item.Ordered.Units;
        text.Append('{');
        Member(text, "sku", Quoted(CodeOf(item, found)));
        Member(text, "sku_original", Quoted(web));
        Member(text, "name", Quoted(item.Name));
        Member(text, "quantity", Number(item.Remaining.Units));
        Member(text, "price", Number(item.Price ?? item.Total / item.Ordered.Units));
        Member(text, "total", Number(item.Total * share));
        Member(text, "product_id", Number(item.Listing?.ProductId));
        Member(text, "variation_id", Number(item.Listing?.VariationId));
        Member(text, "article", Quoted(found.Article?.Sku.Text));
        Member(text, "item_no", Quoted(found.Article?.Item.Text));
        Member(text, "unit", Quoted(found.Unit));
        Member(text, "factor", Number(found.Factor));
        text.Append('}');
    }

    /// <summary>
    /// A reader that takes a carton for a pack, or a colour for another, is worse than one that does not find the article. The web's own code may be
    /// the item's: a variation without a SKU shows that of its product.
    /// </summary>
    private static string? CodeOf(WebOrderItem item, LineArticle found) =>
        found.IsPlainItem ? found.Article?.Item.Text
        : found.Article is { } article && article.Item == item.Sku ? article.Sku.Text
        : item.Sku?.Text;

    private static void Member(StringBuilder text, string name, string value) =>
        text.Append(text[^1] == '{' ? "" : ", ").Append('"').Append(name).Append("\": ").Append(value);

    private static string Number(decimal? number) => number?.ToString("0.######", CultureInfo.InvariantCulture) ?? "null";

    private static string Quoted(string? value)
    {
        if (value is null)
        {
            return "null";
        }

        var text = new StringBuilder("\"");
        foreach (var letter in value)
        {
            switch (letter)
            {
                case '"' or '\\':
                    text.Append('\\').Append(letter);
                    break;
                case < ' ' or > '~':
                    text.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    text.Append(letter);
                    break;
            }
        }

        return text.Append('"').ToString();
    }
}
