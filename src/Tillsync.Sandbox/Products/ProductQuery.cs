using Tillsync.Sandbox.Php;
using Tillsync.Sandbox.Rest;

namespace Tillsync.Sandbox.Products;

/// <summary>The product and variation listings (README of the study, section 3).</summary>
internal sealed class ProductQuery(ShopState shop, RestRequest request)
{
    /// <summary>Products; variations only when a SKU is asked for.</summary>
    public IReadOnlyList<Product> Products()
    {
        var withVariations = Skus().Length > 0 || request.Text("search_sku").Length > 0;
        return Run(Candidates().Where(product => withVariations || !product.IsVariation));
    }

    public IReadOnlyList<Product> Variations(long parentId) =>
        Run(shop.Products.Children(parentId).Where(product => product.IsVariation && HasSku(product)));

    public IReadOnlyList<Product> AllVariations() => Run(Candidates().Where(product => product.IsVariation));

    private List<Product> Run(IEnumerable<Product> candidates) => Sort([.. candidates.Where(IsWanted)]);

    private IEnumerable<Product> Candidates()
    {
        if (Skus() is { Length: > 0 } skus)
        {
            // A SKU that holds a comma itself is found too (recording 07).
            return skus.Split(',').Append(skus).SelectMany(shop.Products.WithSku).DistinctBy(product => product.Id);
        }

        var include = Ids("include");
        return include.Count == 0 ? shop.Products.All : include.Distinct().Select(shop.Products.Find).OfType<Product>();
    }

    /// <summary>The whole text is cleaned once, not each SKU in it; "0" counts as nothing.</summary>
    private string Skus() => PhpText.Clean(request.Text("sku")) is var skus && skus == "0" ? "" : skus;

    private bool HasSku(Product product) =>
        Skus() is not { Length: > 0 } skus
        || skus.Split(',').Any(sku => string.Equals(PhpText.Fold(sku), PhpText.Fold(product.Sku), StringComparison.Ordinal));

    private bool IsWanted(Product product) =>
        HasStatus(product)
        && HasType(product)
        && HasIds(product)
        && Matches("stock_status", product.StockStatus)
        && Matches("slug", product.Slug)
        && HasFlag("featured", product.Featured)
        && HasFlag("virtual", product.Virtual)
        && HasFlag("downloadable", product.Downloadable)
        && HasFlag("on_sale", product.SalePrice.Length > 0)
        && Contains("search", product.Name)
        && Contains("search_sku", product.Sku)
        && DateFilter.Accepts(request, shop.Time, product.CreatedAt, product.ModifiedAt);

    private bool HasStatus(Product product)
    {
        if (shop.Version.HasStatusLists && request["include_status"] is PhpArray { Count: > 0 } wanted)
        {
            return wanted.Values.Any(value => IsStatus(product, PhpCast.ToText(value)));
        }

        if (shop.Version.HasStatusLists && request["exclude_status"] is PhpArray { Count: > 0 } unwanted)
        {
            return !unwanted.Values.Any(value => IsStatus(product, PhpCast.ToText(value)));
        }

        return IsStatus(product, request.IsSet("status") ? request.Text("status") : "any");
    }

    private static bool IsStatus(Product product, string status) =>
        status == "any" ? product.Status is not ("trash" or "auto-draft") : product.Status == status;

    private bool HasType(Product product) =>
        Matches("type", product.Type)
        && (request["include_types"] is not PhpArray { Count: > 0 } wanted || wanted.Values.Contains(product.Type))
        && (request["exclude_types"] is not PhpArray { Count: > 0 } unwanted || !unwanted.Values.Contains(product.Type));

    private bool HasIds(Product product)
    {
        var include = Ids("include");
        var parents = Ids("parent");
        return (include.Count == 0 || include.Contains(product.Id))
            // With include, exclude is not looked at (traces, "list include exclude").
            && (include.Count > 0 || !Ids("exclude").Contains(product.Id))
            && (parents.Count == 0 || parents.Contains(product.ParentId))
            && !Ids("parent_exclude").Contains(product.ParentId);
    }

    private List<long> Ids(string name) => request[name] is PhpArray list ? [.. list.Values.Select(PhpCast.AbsInt)] : [];

    private bool Matches(string name, string value) => request.Text(name) is not { Length: > 0 } wanted || wanted == value;

    private bool HasFlag(string name, bool value) => request[name] is not bool wanted || wanted == value;

    private bool Contains(string name, string value) =>
        request.Text(name) is not { Length: > 0 } wanted || value.Contains(wanted, StringComparison.OrdinalIgnoreCase);

    private List<Product> Sort(List<Product> rows)
    {
        var orderBy = request.Text("orderby");
        var isDescending = request.Text("order") != "asc";
        if (orderBy is "include" or "post__in")
        {
            var order = Ids("include");
            return [.. rows.OrderBy(row => order.IndexOf(row.Id))];
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
