using Tillsync.Sandbox.Php;
using Tillsync.Sandbox.Rest;

namespace Tillsync.Sandbox.Products;

/// <summary>The product and variation listings (README of the study, section 3).</summary>
internal sealed class ProductQuery(ShopState shop, RestRequest request)
{
    private readonly List<long> _include = ProductFilters.Ids(request, "include");

    /// <summary>Products; variations only when a SKU is asked for.</summary>
    public IReadOnlyList<Product> Products()
    {
        var withVariations = Skus().Length > 0 || request.Text("search_sku").Length > 0;
        return Run(Candidates().Where(product => withVariations || !product.IsVariation));
    }

    public IReadOnlyList<Product> Variations(long parentId) =>
        Run(shop.Products.Children(parentId).Where(product => product.IsVariation && HasSku(product)));

    public IReadOnlyList<Product> AllVariations() => Run(Candidates().Where(product => product.IsVariation));

    private List<Product> Run(IEnumerable<Product> candidates) => Sort([.. candidates.Where(new ProductFilters(shop, request).Accept)]);

    private IEnumerable<Product> Candidates()
    {
        if (Skus() is { Length: > 0 } skus)
        {
            // A SKU that holds a comma itself is found too (recording 07).
            return skus.Split(',').Append(skus).SelectMany(shop.Products.WithSku).DistinctBy(product => product.Id);
        }

        return _include.Count == 0 ? shop.Products.All : _include.Distinct().Select(shop.Products.Find).OfType<Product>();
    }

    /// <summary>The whole text is cleaned once, not each SKU in it; "0" counts as nothing.</summary>
    private string Skus() => PhpText.Clean(request.Text("sku")) is var skus && skus == "0" ? "" : skus;

    private bool HasSku(Product product) =>
        Skus() is not { Length: > 0 } skus
        || skus.Split(',').Any(sku => string.Equals(PhpText.Fold(sku), PhpText.Fold(product.Sku), StringComparison.Ordinal));

    private List<Product> Sort(List<Product> rows)
    {
        var orderBy = request.Text("orderby");
        var isDescending = request.Text("order") != "asc";
        if (orderBy is "include" or "post__in")
        {
            return [.. rows.OrderBy(row => _include.IndexOf(row.Id))];
        }

        Comparison<Product> compare = orderBy switch
        {
            "id" => (a, b) => a.Id.CompareTo(b.Id),
            "modified" => (a, b) => a.ModifiedAt.CompareTo(b.ModifiedAt),
            "title" => (a, b) => string.Compare(a.Name, b.Name, StringComparison.OrdinalIgnoreCase),
            "slug" => (a, b) => string.CompareOrdinal(a.Slug, b.Slug),
            "price" => (a, b) => ProductPrice.Amount(shop, a).CompareTo(ProductPrice.Amount(shop, b)),
            "popularity" or "sales" => (a, b) => a.TotalSales.CompareTo(b.TotalSales),
            "menu_order" => (a, b) => a.MenuOrder.CompareTo(b.MenuOrder),
            _ => (a, b) => (a.CreatedAt, a.Id).CompareTo((b.CreatedAt, b.Id)),
        };
        rows.Sort(
            (a, b) => (isDescending ? compare(b, a) : compare(a, b)) is not 0 and var result ? result : Tie(a, b, isDescending, orderBy)
        );
        return rows;
    }

    /// <summary>Popularity falls back to the newest first, everything else to the lowest id (recording 02).</summary>
    private static int Tie(Product a, Product b, bool isDescending, string orderBy) =>
        orderBy is "popularity" or "sales" || (isDescending && orderBy is "date") ? b.Id.CompareTo(a.Id) : a.Id.CompareTo(b.Id);
}
