using Tillsync.Sandbox.Php;
using Tillsync.Sandbox.Rest;

namespace Tillsync.Sandbox.Products;

/// <summary>The filters a listing was asked for; those that were not cost nothing.</summary>
internal sealed class ProductFilters
{
    private readonly RestRequest _request;
    private readonly List<Func<Product, bool>> _filters = [];

    public ProductFilters(ShopState shop, RestRequest request)
    {
        _request = request;
        var dates = new DateFilter(request, shop.Time);
        _filters.Add(product => dates.Accepts(product.CreatedAt, product.ModifiedAt));
        AddStatus(shop.Version);
        AddTypes();
        AddIds();
        AddText("stock_status", (product, wanted) => product.StockStatus == wanted);
        AddText("slug", (product, wanted) => product.Slug == wanted);
        AddText("search", (product, wanted) => product.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase));
        AddText("search_sku", (product, wanted) => product.Sku.Contains(wanted, StringComparison.OrdinalIgnoreCase));
        AddFlag("featured", product => product.Featured);
        AddFlag("virtual", product => product.Virtual);
        AddFlag("downloadable", product => product.Downloadable);
        AddFlag("on_sale", product => product.SalePrice.Length > 0);
    }

    public bool Accept(Product product)
    {
        foreach (var filter in _filters)
        {
            if (!filter(product))
            {
                return false;
            }
        }

        return true;
    }

    public static List<long> Ids(RestRequest request, string name) =>
        request[name] is PhpArray list ? [.. list.Values.Select(PhpCast.AbsInt)] : [];

    private void AddStatus(StoreVersion version)
    {
        var wanted = version.HasStatusLists ? Words("include_status") : [];
        var unwanted = version.HasStatusLists ? Words("exclude_status") : [];
        if (wanted.Count == 0 && unwanted.Count > 0)
        {
            _filters.Add(product => !unwanted.Exists(status => IsStatus(product, status)));
            return;
        }

        var statuses = wanted.Count > 0 ? wanted : [_request.IsSet("status") ? _request.Text("status") : "any"];
        _filters.Add(product => statuses.Exists(status => IsStatus(product, status)));
    }

    private static bool IsStatus(Product product, string status) =>
        status == "any" ? product.Status is not ("trash" or "auto-draft") : product.Status == status;

    private void AddTypes()
    {
        AddText("type", (product, wanted) => product.Type == wanted);
        if (Words("include_types") is { Count: > 0 } included)
        {
            _filters.Add(product => included.Contains(product.Type));
        }

        if (Words("exclude_types") is { Count: > 0 } excluded)
        {
            _filters.Add(product => !excluded.Contains(product.Type));
        }
    }

    /// <summary>With include, exclude is not looked at (traces, "list include exclude").</summary>
    private void AddIds()
    {
        AddIds("include", (product, ids) => ids.Contains(product.Id));
        if (Ids(_request, "include").Count == 0)
        {
            AddIds("exclude", (product, ids) => !ids.Contains(product.Id));
        }

        AddIds("parent", (product, ids) => ids.Contains(product.ParentId));
        AddIds("parent_exclude", (product, ids) => !ids.Contains(product.ParentId));
    }

    private void AddIds(string name, Func<Product, HashSet<long>, bool> accepts)
    {
        if (Ids(_request, name) is { Count: > 0 } ids)
        {
            var set = ids.ToHashSet();
            _filters.Add(product => accepts(product, set));
        }
    }

    private void AddText(string name, Func<Product, string, bool> accepts)
    {
        if (_request.Text(name) is { Length: > 0 } wanted)
        {
            _filters.Add(product => accepts(product, wanted));
        }
    }

    private void AddFlag(string name, Func<Product, bool> value)
    {
        if (_request[name] is bool wanted)
        {
            _filters.Add(product => value(product) == wanted);
        }
    }

    private List<string> Words(string name) => _request[name] is PhpArray list ? [.. list.Values.Select(PhpCast.ToText)] : [];
}
