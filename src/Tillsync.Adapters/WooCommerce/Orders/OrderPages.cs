using System.Globalization;
using Tillsync.Adapters.WooCommerce.Http;
using Tillsync.Adapters.WooCommerce.Json;
using Tillsync.Core.Detecting;

namespace Tillsync.Adapters.WooCommerce.Orders;

/// <summary>
/// Reads all orders of a filter. Orders leave a filter while it is read (completed, trashed), and whatever follows moves up: with plain
/// pages an order at the seam would be missed and its stock sold again. So each page begins with the last order of the one before; when
/// its first order is a new one, the reading steps back a page. The order is that of ids, in which an order that changes does not move.
/// </summary>
internal sealed class OrderPages(WooCommerceClient client)
{
    internal const string Orders = "wc/v3/orders";

    /// <summary>
    /// Requests without a new order before the reading is given up: more means that orders leave faster than they can be read, or that
    /// something on the way drops the offset.
    /// </summary>
    private const int VainRequestsMax = 20;

    private int PageSize { get; } = Math.Max(2, client.Options.PageSize);

    public async Task<OrderReading> ReadAsync(ShopQuery filter, CancellationToken cancellationToken)
    {
        Dictionary<long, WebOrder> found = [];
        ClockReading? askedAt = null;
        var ordered = filter.With("orderby", "id").With("order", "asc").With("per_page", PageSize);
        var offset = 0;
        for (var vainRequests = 0; vainRequests <= VainRequestsMax; )
        {
            var request = Request(offset == 0 ? ordered : ordered.With("offset", offset));
            var (rows, answer) = await client.ReadAsync(request, WooCommerceJson.Default.ListOrderJson, cancellationToken);
            askedAt ??= AskedAt(client, answer);
            if (offset > 0 && (rows.Count == 0 || !found.ContainsKey(rows[0].Id)))
            {
                vainRequests++;
                offset = Math.Max(0, offset - PageSize);
                continue;
            }

            var known = found.Count;
            rows.ForEach(row => found[row.Id] = OrderMapper.Map(row));
            if (rows.Count < PageSize)
            {
                return new OrderReading([.. found.Values], askedAt.Value);
            }

            vainRequests += found.Count == known ? 1 : 0;
            offset += PageSize - 1;
        }

        throw client.Errors.PagesRepeat(Request(ordered));
    }

    /// <summary>As many orders as a page holds, named one by one.</summary>
    public async Task<OrderReading> ReadChunkAsync(ShopQuery filter, CancellationToken cancellationToken)
    {
        var request = Request(filter.With("per_page", PageSize));
        var (rows, answer) = await client.ReadAsync(request, WooCommerceJson.Default.ListOrderJson, cancellationToken);
        return new OrderReading([.. rows.Select(OrderMapper.Map)], AskedAt(client, answer));
    }

    /// <summary>One order or none.</summary>
    public async Task<OrderReading> ReadSingleAsync(long id, CancellationToken cancellationToken)
    {
        var request = Request(ShopQuery.Empty, string.Create(CultureInfo.InvariantCulture, $"{Orders}/{id}"));
        var answer = await client.AskAsync(request, cancellationToken);
        if (answer is { Status: 404, Error.Code: "woocommerce_rest_shop_order_invalid_id" })
        {
            return new OrderReading([], AskedAt(client, answer));
        }

        return answer.IsGood
            ? new OrderReading([OrderMapper.Map(client.Parse(answer, WooCommerceJson.Default.OrderJson))], AskedAt(client, answer))
            : throw client.Errors.From(answer);
    }

    private static ShopRequest Request(ShopQuery query, string path = Orders) =>
        new(RequestKind.OrderRead, path, query.With("_fields", OrderJson.Fields));

    /// <summary>
    /// The clocks when the shop was asked. Its Date is that of the answer; a slow answer's whole seconds are taken off, or what
    /// happened while it was prepared would lie before the next reading begins.
    /// </summary>
    internal static ClockReading AskedAt(WooCommerceClient client, ShopAnswer answer)
    {
        var slow = TimeSpan.FromSeconds(Math.Floor(answer.Elapsed.TotalSeconds));
        return new ClockReading((answer.Headers.Date ?? client.Now) - slow, answer.SentAt);
    }
}
