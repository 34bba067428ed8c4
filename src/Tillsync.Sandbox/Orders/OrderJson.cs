using System.Globalization;
using System.Text.Json.Nodes;
using Tillsync.Sandbox.Php;
using Tillsync.Sandbox.Rest;

namespace Tillsync.Sandbox.Orders;

/// <summary>An order as the store writes it (recording 08).</summary>
internal sealed class OrderJson(ShopState shop)
{
    private readonly LineJson _lines = new(shop);

    public JsonObject Write(Order order, RestRequest request, FieldFilter? filter)
    {
        var json = new JsonObject
        {
            ["id"] = order.Id,
            ["parent_id"] = 0,
            ["status"] = order.Status,
            ["currency"] = "EUR",
            ["version"] = shop.Version.Text,
            ["prices_include_tax"] = false,
            ["date_created"] = shop.Time.Local(order.CreatedAt),
            ["date_modified"] = shop.Time.Local(order.ModifiedAt),
            ["discount_total"] = "0.00",
            ["discount_tax"] = "0.00",
            ["shipping_total"] = "0.00",
            ["shipping_tax"] = "0.00",
            ["cart_tax"] = "0.00",
            ["total"] = Money(order.Total),
            ["total_tax"] = "0.00",
            ["customer_id"] = order.CustomerId,
            ["order_key"] = $"wc_order_sandbox{order.Id}",
            ["billing"] = Address(order.Billing, "email", "phone"),
            ["shipping"] = Address(order.Shipping, "phone"),
            ["payment_method"] = order.PaymentMethod,
            ["payment_method_title"] = "",
            ["transaction_id"] = order.TransactionId,
            ["customer_ip_address"] = "",
            ["customer_user_agent"] = "",
            ["created_via"] = order.CreatedVia,
            ["customer_note"] = order.CustomerNote,
            ["date_completed"] = Local(order.CompletedAt),
            ["date_paid"] = Local(order.PaidAt),
            ["cart_hash"] = "",
            ["number"] = order.Id.ToString(CultureInfo.InvariantCulture),
            ["meta_data"] = PhpJson.ToNode(order.Meta),
            ["line_items"] = new JsonArray([.. order.Lines.Select(_lines.Write)]),
            ["tax_lines"] = new JsonArray(),
            ["shipping_lines"] = new JsonArray(),
            ["fee_lines"] = new JsonArray(),
            ["coupon_lines"] = new JsonArray(),
            ["refunds"] = Refunds(order),
            ["payment_url"] = $"{request.BaseUrl}/checkout/order-pay/{order.Id}/?pay_for_order=true&key=wc_order_sandbox{order.Id}",
            ["is_editable"] = order.Status is "pending" or "on-hold" or "auto-draft",
            ["needs_payment"] = order.Status is "pending" or "failed" && order.Total > 0,
            ["needs_processing"] = order.Lines.Any(line => shop.Orders.ProductOf(line) is not null),
            ["date_created_gmt"] = SiteTime.Gmt(order.CreatedAt),
            ["date_modified_gmt"] = SiteTime.Gmt(order.ModifiedAt),
            ["date_completed_gmt"] = Gmt(order.CompletedAt),
            ["date_paid_gmt"] = Gmt(order.PaidAt),
            ["currency_symbol"] = "€",
        };
        if (filter is not null)
        {
            // A nested name such as line_items.sku drops the whole field (README of the study, section 3).
            json = new JsonObject(
                json.Where(field => filter.Names(field.Key)).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))
            );
        }

        json["_links"] = OrderLinks(order, request);
        return json;
    }

    private JsonObject OrderLinks(Order order, RestRequest request)
    {
        var links = Links.Write(request.BaseUrl, $"orders/{order.Id}", "orders");
        if (shop.Version.LinksEmailTemplates)
        {
            var target = new JsonObject
            {
                ["embeddable"] = true,
                ["href"] = $"{request.BaseUrl}/wp-json/wc/v3/orders/{order.Id}/actions/email_templates",
            };
            links["email_templates"] = new JsonArray(target);
        }

        return links;
    }

    public static string Money(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Newest first; the store sorts by time in whole seconds.</summary>
    private static JsonArray Refunds(Order order)
    {
        var list = new JsonArray();
        foreach (var refund in order.Refunds.OrderByDescending(refund => refund.CreatedAt).ThenBy(refund => refund.Id))
        {
            list.Add(
                new JsonObject
                {
                    ["id"] = refund.Id,
                    ["reason"] = refund.Reason,
                    ["total"] = Money(-refund.Amount),
                    ["total_tax"] = "0.00",
                }
            );
        }

        return list;
    }

    private static JsonObject Address(PhpArray values, params string[] more)
    {
        string[] names = ["first_name", "last_name", "company", "address_1", "address_2", "city", "state", "postcode", "country", .. more];
        return new JsonObject(names.Select(name => KeyValuePair.Create<string, JsonNode?>(name, PhpCast.ToText(values[name]))));
    }

    private string? Local(DateTimeOffset? moment) => moment is { } at ? shop.Time.Local(at) : null;

    private static string? Gmt(DateTimeOffset? moment) => moment is { } at ? SiteTime.Gmt(at) : null;
}
