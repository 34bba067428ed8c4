using Tillsync.Sandbox.Php;
using Tillsync.Sandbox.Rest;

namespace Tillsync.Sandbox.Products;

/// <summary>Puts the stock fields of a request into an edited copy. Null and absent differ only for low_stock_amount.</summary>
internal sealed class StockEditor(ShopState shop)
{
    public void ApplyToProduct(Product product, RestRequest request)
    {
        var status = request.IsSet("stock_status") ? request.Text("stock_status") : product.StockStatus;
        if (!shop.Settings.ManagesStock)
        {
            if (product.Type == "external" && status != "instock")
            {
                throw new RestError(400, "product_external_invalid_stock_status", "External products must be \"In stock\".");
            }

            if (!product.IsVariable)
            {
                SetStatus(product, status);
            }

            return;
        }

        ApplyManaged(product, request);
        ApplyBackorders(product, request);
        switch (product)
        {
            case { Type: "grouped" }:
                StopManaging(product, status);
                break;
            case { Type: "external" }:
                StopManaging(product, "instock");
                break;
            case { ManagesStock: true }:
                if (!product.IsVariable)
                {
                    SetStatus(product, status);
                }

                ApplyQuantity(product, request);
                break;
            default:
                product.ManagesStock = false;
                product.Quantity = null;
                product.LowStockAmount = null;
                SetStatus(product, status);
                break;
        }
    }

    public void ApplyToVariation(Product variation, RestRequest request)
    {
        if (request["manage_stock"] is { } manages)
        {
            variation.ManagesStock = manages is not "parent" && ToFlag(manages);
        }

        if (request["stock_status"] is { } status)
        {
            SetStatus(variation, PhpCast.ToText(status));
        }

        if (request["backorders"] is { } backorders)
        {
            variation.Backorders = PhpCast.ToText(backorders);
        }

        if (shop.Products.View(variation).ManagesStock)
        {
            ApplyQuantity(variation, request);
            return;
        }

        variation.Backorders = "no";
        variation.Quantity = null;
        variation.LowStockAmount = null;
    }

    private static void ApplyManaged(Product product, RestRequest request)
    {
        if (request["manage_stock"] is not { } value)
        {
            return;
        }

        product.ManagesStock = ToFlag(value) && product.Type != "external";
        if (product.Type == "external" && ToFlag(value))
        {
            throw new RestError(400, "product_external_invalid_manage_stock", "External products cannot be stock managed.");
        }
    }

    private static void ApplyBackorders(Product product, RestRequest request)
    {
        if (request["backorders"] is not { } value)
        {
            return;
        }

        product.Backorders = PhpCast.ToText(value);
        if (product.Type == "external" && value is not "no")
        {
            throw new RestError(400, "product_external_invalid_backorders", "External products cannot be backordered.");
        }
    }

    private void ApplyQuantity(Product product, RestRequest request)
    {
        if (request["stock_quantity"] is { } quantity)
        {
            product.Quantity = shop.StockAmount(quantity);
        }
        else if (!shop.IgnoresInventoryDelta && request["inventory_delta"] is { } delta)
        {
            var before = shop.StockAmount(shop.Products.View(product).Quantity ?? 0);
            product.Quantity = shop.StockAmount(before + shop.StockAmount(delta));
        }

        if (request.WasSent("low_stock_amount"))
        {
            product.LowStockAmount = request["low_stock_amount"] is { } amount ? Math.Abs(shop.StockAmount(amount)) : null;
        }
    }

    private static void StopManaging(Product product, string status)
    {
        product.ManagesStock = false;
        product.Backorders = "no";
        product.Quantity = null;
        SetStatus(product, status);
    }

    private static void SetStatus(Product product, string status) => product.StockStatus = StockRules.Known(status);

    /// <summary>wc_string_to_bool: only these say yes. An array is a PHP error.</summary>
    private static bool ToFlag(object value) =>
        value switch
        {
            bool flag => flag,
            PhpArray => throw RestError.Fatal(),
            _ => PhpCast.ToText(value).ToLowerInvariant() is "yes" or "true" or "1",
        };
}
