using System.Globalization;
using Tillsync.Adapters.WooCommerce.Http;
using Tillsync.Adapters.WooCommerce.Json;
using Tillsync.Core.Staging;

namespace Tillsync.Adapters.WooCommerce.Orders;

/// <summary>Reads orders whole, named one by one: a page at a time, then the trash, then what is in no list.</summary>
internal sealed class OrderDetailReads(WooCommerceClient client)
{
    private static readonly ShopQuery[] Lists = [ShopQuery.Empty, ShopQuery.Empty.With("status", "trash")];

    public async Task<DetailReading> ReadAsync(IReadOnlyCollection<long> orderIds, CancellationToken cancellationToken)
    {
        HashSet<long> missing = [.. orderIds];
        List<WebOrderDetails> found = [];
        DateTimeOffset? readAt = null;
        foreach (var list in Lists)
        {
            foreach (var chunk in missing.Order().Chunk(client.Options.PageSize).ToList())
            {
                var request = Request(list.With("include", chunk).With("per_page", client.Options.PageSize), OrderPages.Orders);
                var (rows, answer) = await client.ReadAsync(request, WooCommerceJson.Default.ListOrderDetailJson, cancellationToken);
                readAt ??= OrderPages.AskedAt(client, answer).Shop;
                found.AddRange(rows.Where(row => missing.Remove(row.Id)).Select(OrderDetailMapper.Map));
            }
        }

        // An order whose status no plugin registers any more is in no list, but still there.
        foreach (var id in missing.Order().ToList())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{OrderPages.Orders}/{id}");
            var answer = await client.AskAsync(Request(ShopQuery.Empty, path), cancellationToken);
            readAt ??= OrderPages.AskedAt(client, answer).Shop;
            if (answer.IsGood)
            {
                found.Add(OrderDetailMapper.Map(client.Parse(answer, WooCommerceJson.Default.OrderDetailJson)));
            }
            else if (answer is not { Status: 404, Error.Code: "woocommerce_rest_shop_order_invalid_id" })
            {
                throw client.Errors.From(answer);
            }
        }

        return new DetailReading(found, readAt ?? client.Now);
    }

    private static ShopRequest Request(ShopQuery query, string path) =>
        new(RequestKind.OrderRead, path, query.With("_fields", OrderDetailJson.Fields));
}
