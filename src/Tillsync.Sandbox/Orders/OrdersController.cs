using System.Text.Json.Nodes;
using Tillsync.Sandbox.Php;
using Tillsync.Sandbox.Products;
using Tillsync.Sandbox.Rest;

namespace Tillsync.Sandbox.Orders;

/// <summary>/orders and /orders/{id}.</summary>
internal sealed class OrdersController(ShopState shop) : IBatchTarget
{
    private readonly LineEditor _lines = new(shop);
    private readonly OrderStatus _status = new(shop);
    private readonly OrderJson _json = new(shop);

    public IReadOnlyDictionary<string, ArgSchema> CreateArgs => OrderArgs.Write;

    public RestResult List(RestRequest request)
    {
        var statuses = request["status"] is PhpArray { Count: > 0 } list ? [.. list.Values.Select(PhpCast.ToText)] : new[] { "any" };
        var query = statuses.Select((status, index) => $"status%5B{index}%5D={status}");
        var extra = $"{string.Join('&', query)}&dp=2&context=view";
        var rows = new OrderQuery(shop, request, statuses).Run();
        return Paging.Answer(request, rows, order => Write(order, request), extra);
    }

    public RestResult Get(RestRequest request) => new(Write(Find(request, 404), request));

    public RestResult Create(RestRequest request)
    {
        if (request.Flag("id"))
        {
            throw new RestError(400, "woocommerce_rest_shop_order_exists", "Cannot create existing shop_order.");
        }

        var order = new Order();
        Apply(order, request);
        shop.Orders.Insert(order);
        SetStatus(order, request, isNew: true);
        shop.Events.OrderCreated(order);
        return RestResult.Created(Write(order, request), $"{request.BaseUrl}/wp-json/wc/v3/orders/{order.Id}");
    }

    public RestResult Update(RestRequest request)
    {
        var order = Find(request, 400);
        Apply(order, request);
        SetStatus(order, request, isNew: false);
        order.ModifiedAt = shop.Time.Now();
        shop.Events.OrderUpdated(order);
        return new RestResult(Write(order, request));
    }

    public RestResult Delete(RestRequest request)
    {
        var order = Find(request, 404);
        var body = Write(order, request);
        if (request.Flag("force"))
        {
            shop.Orders.Remove(order);
        }
        else if (order.Status == "trash")
        {
            throw new RestError(410, "woocommerce_rest_already_trashed", "The shop_order has already been deleted.");
        }
        else
        {
            // Neither trash nor removal gives stock back (recording 08).
            order.Status = "trash";
            order.ModifiedAt = shop.Time.Now();
        }

        shop.Events.OrderDeleted(order);
        return new RestResult(body);
    }

    private void Apply(Order order, RestRequest request)
    {
        _lines.Apply(order, request);
        order.Billing = request["billing"] as PhpArray ?? order.Billing;
        order.Shipping = request["shipping"] as PhpArray ?? order.Shipping;
        order.CustomerNote = request.IsSet("customer_note") ? request.Text("customer_note") : order.CustomerNote;
        order.PaymentMethod = request.IsSet("payment_method") ? request.Text("payment_method") : order.PaymentMethod;
        order.TransactionId = request.IsSet("transaction_id") ? request.Text("transaction_id") : order.TransactionId;
        order.CustomerId = request.IsSet("customer_id") ? request.Int("customer_id") : order.CustomerId;
        if (request["meta_data"] is PhpArray meta)
        {
            order.Meta = MetaList.Merge(order.Meta, meta);
        }
    }

    private void SetStatus(Order order, RestRequest request, bool isNew)
    {
        if (request.Text("status") is { Length: > 0 } status)
        {
            _status.Set(order, OrderStatus.Known.Contains(status) || status is "trash" or "auto-draft" ? status : "pending");
        }

        var needsPayment = order.Status is "pending" or "failed" && order.Total > 0;
        if (request["set_paid"] is true && (isNew || needsPayment))
        {
            _status.Pay(order);
        }
    }

    private JsonObject Write(Order order, RestRequest request) => _json.Write(order, request, FieldFilter.From(request["_fields"]));

    private Order Find(RestRequest request, int status) =>
        shop.Orders.Find(request.Int("id")) ?? throw new RestError(status, "woocommerce_rest_shop_order_invalid_id", "Invalid ID.");
}
