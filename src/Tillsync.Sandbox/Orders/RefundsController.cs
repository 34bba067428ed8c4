using System.Globalization;
using System.Text.Json.Nodes;
using Tillsync.Sandbox.Php;
using Tillsync.Sandbox.Rest;

namespace Tillsync.Sandbox.Orders;

/// <summary>/orders/{order_id}/refunds and /refunds. Its refusals are HTTP 500 (README of the traces).</summary>
internal sealed class RefundsController(ShopState shop)
{
    private readonly OrderStock _stock = new(shop);
    private readonly OrderStatus _status = new(shop);
    private readonly LineJson _lines = new(shop);

    public RestResult List(RestRequest request)
    {
        var orderId = request.Int("order_id");
        return Answer(request, shop.Orders.AllRefunds.Where(refund => refund.OrderId == orderId), refund => Write(refund, request));
    }

    public RestResult ListAll(RestRequest request) => Answer(request, shop.Orders.AllRefunds, refund => WriteWithOrder(refund, request));

    public RestResult Get(RestRequest request) => new(Write(Find(request), request));

    public RestResult Create(RestRequest request)
    {
        var order = FindOrder(request);
        var lines = Lines(request["line_items"]);
        var amount = Amount(request["amount"]) ?? lines.Values.Sum(line => line.Total);
        var left = Left(order);
        if (amount < 0 || amount > left.Amount)
        {
            throw Bare("woocommerce_rest_cannot_create_order_refund", "Invalid refund amount.", 500);
        }

        if (request["api_refund"] is true)
        {
            throw Bare("woocommerce_rest_cannot_create_order_refund", "The payment gateway for this order does not exist.", 500);
        }

        var refund = new Refund
        {
            Amount = amount,
            Reason = request.Text("reason"),
            Lines =
            [
                .. order
                    .Lines.Where(line => lines.GetValueOrDefault(line.Id) is { IsEmpty: false })
                    .Select(line => Negative(line, lines[line.Id])),
            ],
        };
        shop.Orders.Insert(order, refund);
        if (request["api_restock"] is true)
        {
            _stock.Restock(order, line => lines.TryGetValue(line.Id, out var refunded) ? refunded.Quantity : null);
        }

        Follow(order, refund, left);
        var location = $"{request.BaseUrl}/wp-json/wc/v3/orders/(?P<order_id>[\\d]+)/refunds/{refund.Id}";
        return RestResult.Created(Write(refund, request), location);
    }

    public RestResult Delete(RestRequest request)
    {
        var refund = Find(request);
        var body = Write(refund, request);
        shop.Orders.Remove(refund);
        return new RestResult(body);
    }

    private static RestResult Answer(RestRequest request, IEnumerable<Refund> refunds, Func<Refund, JsonNode> write)
    {
        var isDescending = request.Text("order") != "asc";
        var rows = isDescending ? refunds.OrderByDescending(refund => refund.Id) : refunds.OrderBy(refund => refund.Id);
        return Paging.Answer(request, rows.ToList(), write, "dp=2");
    }

    /// <summary>An order with nothing left to refund becomes refunded, unless free pieces of it are left.</summary>
    private void Follow(Order order, Refund refund, (decimal Amount, decimal Pieces) left)
    {
        var hasFreePieces = order.Lines.Any(line => line.Total == 0) && left.Pieces + refund.Lines.Sum(line => line.Quantity) > 0;
        if (left.Amount - refund.Amount <= 0 && !hasFreePieces)
        {
            _status.Set(order, "refunded");
        }

        order.ModifiedAt = shop.Time.Now();
        shop.Events.OrderUpdated(order);
    }

    private static (decimal Amount, decimal Pieces) Left(Order order)
    {
        var refunded = order.Refunds.SelectMany(refund => refund.Lines).Sum(line => Math.Abs(line.Quantity));
        return (order.Total - order.Refunded, Math.Abs(order.Lines.Sum(line => line.Quantity) - refunded));
    }

    private Order FindOrder(RestRequest request) =>
        shop.Orders.Find(request.Int("order_id")) ?? throw Bare("woocommerce_rest_invalid_order_id", "Invalid order ID.", 404);

    private Refund Find(RestRequest request)
    {
        var refund = shop.Orders.FindRefund(request.Int("id"));
        if (refund is null)
        {
            throw new RestError(404, "woocommerce_rest_shop_order_refund_invalid_id", "Invalid ID.");
        }

        return refund.OrderId == FindOrder(request).Id
            ? refund
            : throw Bare("woocommerce_rest_invalid_order_refund_id", "Invalid order refund ID.", 404);
    }

    /// <summary>The bare number where an object belongs makes WordPress answer 500, whatever the number.</summary>
    private static RestError Bare(string code, string message, int data) => new(500, code, message) { BareData = data };

    private static Dictionary<long, RefundedLine> Lines(object? value)
    {
        var lines = new Dictionary<long, RefundedLine>();
        foreach (var item in (value as PhpArray)?.Values.OfType<PhpArray>() ?? [])
        {
            lines[PhpCast.ToInt(item["id"])] = new(PhpCast.ToInt(item["quantity"]), Amount(item["refund_total"]) ?? 0);
        }

        return lines;
    }

    private static OrderLine Negative(OrderLine line, RefundedLine refunded)
    {
        var copy = line.Copy();
        copy.Quantity = -refunded.Quantity;
        copy.Total = -refunded.Total;
        copy.Subtotal = -refunded.Total;
        copy.ReducedStock = null;
        copy.RestockedByRefunds = null;
        copy.RefundedLineId = line.Id;
        return copy;
    }

    private static decimal? Amount(object? value) =>
        value is not null && decimal.TryParse(PhpCast.ToText(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : null;

    /// <summary>Only the list of all refunds names the order.</summary>
    private JsonObject WriteWithOrder(Refund refund, RestRequest request)
    {
        var json = Write(refund, request);
        json.Insert(1, "parent_id", refund.OrderId);
        return json;
    }

    private JsonObject Write(Refund refund, RestRequest request)
    {
        var self = $"orders/{refund.OrderId}/refunds";
        return new JsonObject
        {
            ["id"] = refund.Id,
            ["date_created"] = shop.Time.Local(refund.CreatedAt),
            ["date_created_gmt"] = SiteTime.Gmt(refund.CreatedAt),
            ["amount"] = OrderJson.Money(refund.Amount),
            ["reason"] = refund.Reason,
            ["refunded_by"] = 1,
            ["refunded_payment"] = false,
            ["meta_data"] = new JsonArray(),
            ["line_items"] = new JsonArray([.. refund.Lines.Select(_lines.Write)]),
            ["shipping_lines"] = new JsonArray(),
            ["tax_lines"] = new JsonArray(),
            ["fee_lines"] = new JsonArray(),
            ["_links"] = Links.Write(request.BaseUrl, $"{self}/{refund.Id}", self, $"orders/{refund.OrderId}", "GET", "DELETE"),
        };
    }

    private sealed record RefundedLine(decimal Quantity, decimal Total)
    {
        public bool IsEmpty => Quantity == 0 && Total == 0;
    }
}
