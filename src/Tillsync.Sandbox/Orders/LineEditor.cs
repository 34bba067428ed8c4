using System.Globalization;
using Tillsync.Sandbox.Php;
using Tillsync.Sandbox.Products;
using Tillsync.Sandbox.Rest;

namespace Tillsync.Sandbox.Orders;

/// <summary>Puts the line_items of a request into an order.</summary>
internal sealed class LineEditor(ShopState shop)
{
    private readonly OrderStock _stock = new(shop);

    public void Apply(Order order, RestRequest request)
    {
        if (request["line_items"] is not PhpArray items)
        {
            return;
        }

        // Removals, and added lines that moved no stock, only last when the whole order is saved.
        var removed = new List<OrderLine>();
        var added = new List<OrderLine>();
        try
        {
            foreach (var item in items.Values.OfType<PhpArray>())
            {
                Apply(order, item, removed, added);
            }
        }
        catch (RestError)
        {
            order.Lines.RemoveAll(line => added.Contains(line) && line.ReducedStock is null);
            throw;
        }

        order.Lines.RemoveAll(removed.Contains);
    }

    private void Apply(Order order, PhpArray item, List<OrderLine> removed, List<OrderLine> added)
    {
        if (IsRemoval(item))
        {
            removed.AddRange(Remove(order, item));
        }
        else if (PhpCast.ToBool(item["id"]))
        {
            Update(order, item);
        }
        else
        {
            added.Add(Add(order, item));
        }
    }

    private static bool IsRemoval(PhpArray item) =>
        (item.ContainsKey("product_id") && item["product_id"] is null)
        || (item.ContainsKey("name") && item["name"] is null)
        || item["quantity"] is 0L;

    private IEnumerable<OrderLine> Remove(Order order, PhpArray item)
    {
        if (!shop.Version.AdjustsStockOnLineEdit)
        {
            return order.Lines.Where(line => line.Id == PhpCast.AbsInt(item["id"]));
        }

        // 9.0 and later look the line up before they remove it, and fail without an id (README of the traces).
        var found = item["id"] is null ? throw RestError.Fatal() : Find(order, item);
        // Whatever the status: what is still taken for the line comes back.
        _stock.GiveBack(found);
        return [found];
    }

    private void Update(Order order, PhpArray item)
    {
        var line = Find(order, item);
        if (FindProduct(item, isUpdate: true) is { } product && product != shop.Orders.ProductOf(line))
        {
            SetProduct(line, product);
        }

        SetAmounts(line, item);
        AfterEdit(order, line);
    }

    private OrderLine Add(Order order, PhpArray item)
    {
        var line = new OrderLine();
        if (FindProduct(item, isUpdate: false) is { } product)
        {
            SetProduct(line, product);
            var quantity = item["quantity"] is { } wanted ? shop.StockAmount(wanted) : 1;
            line.Total = ProductPrice.Amount(shop, product) * quantity;
            line.Subtotal = line.Total;
        }

        SetAmounts(line, item);
        line.Id = shop.Orders.LineIds.Next();
        order.Lines.Add(line);
        AfterEdit(order, line);
        return line;
    }

    private void AfterEdit(Order order, OrderLine line)
    {
        if (shop.Version.AdjustsStockOnLineEdit && order.IsTaken)
        {
            _stock.Adjust(line, line.Quantity);
        }
    }

    private static OrderLine Find(Order order, PhpArray item) =>
        order.Lines.FirstOrDefault(line => line.Id == PhpCast.AbsInt(item["id"]))
        ?? throw new RestError(400, "woocommerce_rest_invalid_item_id", "Order item ID provided is not associated with order.");

    private Product? FindProduct(PhpArray item, bool isUpdate)
    {
        if (PhpCast.ToBool(item["sku"]))
        {
            return shop.Products.Find(shop.Products.IdOfSku(PhpCast.ToText(item["sku"])));
        }

        if (PhpCast.ToBool(item["variation_id"]))
        {
            return shop.Products.Find(PhpCast.ToInt(item["variation_id"]));
        }

        if (PhpCast.ToBool(item["product_id"]))
        {
            return shop.Products.Find(PhpCast.ToInt(item["product_id"]));
        }

        return isUpdate ? null : throw new RestError(400, "woocommerce_rest_required_product_reference", "Product ID or SKU is required.");
    }

    private void SetProduct(OrderLine line, Product product)
    {
        line.ProductId = product.IsVariation ? product.ParentId : product.Id;
        line.VariationId = product.IsVariation ? product.Id : 0;
        line.Name = product.IsVariation ? $"{shop.Products.ParentOf(product)?.Name} - {product.FirstOption}" : product.Name;
    }

    private void SetAmounts(OrderLine line, PhpArray item)
    {
        line.Quantity = item["quantity"] is { } quantity ? shop.StockAmount(quantity) : line.Quantity;
        line.Total = Amount(item["total"]) ?? line.Total;
        line.Subtotal = Amount(item["subtotal"]) ?? line.Subtotal;
        line.Name = item["name"] is { } name ? PhpCast.ToText(name) : line.Name;
    }

    private static decimal? Amount(object? value) =>
        value is not null && decimal.TryParse(PhpCast.ToText(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : null;
}
