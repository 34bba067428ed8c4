using Tillsync.Sandbox.Php;
using Tillsync.Sandbox.Rest;

namespace Tillsync.Sandbox.Orders;

/// <summary>The order listing (recording 08).</summary>
internal sealed class OrderQuery(ShopState shop, RestRequest request, IReadOnlyList<string> statuses)
{
    public IReadOnlyList<Order> Run()
    {
        var dates = new DateFilter(request, shop.Time);
        var include = Ids("include");
        var exclude = Ids("exclude");
        var rows = shop
            .Orders.All.Where(order => include.Count == 0 || include.Contains(order.Id))
            .Where(order => (include.Count > 0 || !exclude.Contains(order.Id)) && HasStatus(order) && HasProduct(order))
            .Where(order => dates.Accepts(order.CreatedAt, order.ModifiedAt))
            .ToList();
        return Sort(rows, include);
    }

    private bool HasStatus(Order order) =>
        statuses.Any(status =>
            status == "any" ? order.Status is not ("trash" or "auto-draft" or "checkout-draft") : order.Status == status
        );

    /// <summary>A variation id finds nothing here (README of the study, section 7).</summary>
    private bool HasProduct(Order order)
    {
        var product = request.Int("product");
        return product == 0 || order.Lines.Any(line => line.ProductId == product);
    }

    private List<Order> Sort(List<Order> rows, List<long> include)
    {
        var orderBy = request.Text("orderby");
        if (orderBy == "include")
        {
            return [.. rows.OrderBy(order => include.IndexOf(order.Id))];
        }

        Comparison<Order> compare = orderBy switch
        {
            "modified" => (a, b) => (a.ModifiedAt, a.Id).CompareTo((b.ModifiedAt, b.Id)),
            "id" => (a, b) => a.Id.CompareTo(b.Id),
            _ => (a, b) => (a.CreatedAt, a.Id).CompareTo((b.CreatedAt, b.Id)),
        };
        var isDescending = request.Text("order") != "asc";
        rows.Sort((a, b) => isDescending ? compare(b, a) : compare(a, b));
        return rows;
    }

    private List<long> Ids(string name) => request[name] is PhpArray list ? [.. list.Values.Select(PhpCast.AbsInt)] : [];
}
