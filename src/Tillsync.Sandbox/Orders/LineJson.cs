using System.Globalization;
using System.Text.Json.Nodes;
using Tillsync.Sandbox.Php;
using Tillsync.Sandbox.Products;
using Tillsync.Sandbox.Rest;

namespace Tillsync.Sandbox.Orders;

/// <summary>A line of an order or refund. Ids of products that are gone read 0, the SKU null.</summary>
internal sealed class LineJson(ShopState shop)
{
    public JsonNode Write(OrderLine line)
    {
        var product = shop.Orders.ProductOf(line);
        var isVariation = product is { IsVariation: true };
        if (isVariation && shop.Products.ParentOf(product!) is null && !shop.Version.WritesOrphanLines)
        {
            // The order is stored and stock has moved by the time the answer fails (README of the traces).
            throw RestError.Fatal();
        }

        return new JsonObject
        {
            ["id"] = line.Id,
            ["name"] = line.Name,
            ["product_id"] = shop.Products.Find(line.ProductId) is { IsVariation: false } ? line.ProductId : 0,
            ["variation_id"] = shop.Products.Find(line.VariationId) is { IsVariation: true } ? line.VariationId : 0,
            ["quantity"] = JsonNumber.Write(line.Quantity),
            ["tax_class"] = "",
            ["subtotal"] = OrderJson.Money(line.Subtotal),
            ["subtotal_tax"] = "0.00",
            ["total"] = OrderJson.Money(line.Total),
            ["total_tax"] = "0.00",
            ["taxes"] = new JsonArray(),
            ["meta_data"] = Meta(line, product),
            ["sku"] = product is null ? null : shop.Products.ShownSku(product),
            ["global_unique_id"] = product is null ? null : "",
            ["price"] = line.Quantity == 0 ? 0 : JsonNumber.Write(decimal.Round(line.Total / line.Quantity, 6)),
            ["image"] = new JsonObject { ["id"] = "", ["src"] = "" },
            ["parent_name"] = isVariation ? shop.Products.ParentOf(product!)?.Name : null,
        };
    }

    private static JsonArray Meta(OrderLine line, Product? product)
    {
        var list = new JsonArray();
        foreach (var attribute in product is { IsVariation: true } ? product.Attributes : [])
        {
            Add(list, line, (PhpText.Slug(attribute.Name), attribute.Name), attribute.Option);
        }

        Add(list, line, "_reduced_stock", line.IsNoteLate ? line.SavedReducedStock : line.ReducedStock);
        Add(list, line, "_restock_refunded_items", line.RestockedByRefunds);
        Add(list, line, "_refunded_item_id", line.RefundedLineId == 0 ? null : line.RefundedLineId);
        return list;
    }

    private static void Add(JsonArray list, OrderLine line, string key, decimal? value)
    {
        if (value is { } number)
        {
            Add(list, line, (key, key), number.ToString("0.######", CultureInfo.InvariantCulture));
        }
    }

    private static void Add(JsonArray list, OrderLine line, (string Stored, string Shown) key, string text) =>
        list.Add(
            new JsonObject
            {
                ["id"] = (line.Id * 10) + list.Count,
                ["key"] = key.Stored,
                ["value"] = text,
                ["display_key"] = key.Shown,
                ["display_value"] = text,
            }
        );
}
