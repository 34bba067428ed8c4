namespace Tillsync.Sandbox.Products;

/// <summary>What every save does to the stock fields (README of the study, section 5).</summary>
internal static class StockRules
{
    public static readonly IReadOnlyList<string> Statuses = ["instock", "outofstock", "onbackorder"];

    /// <summary>Unmanaged products lose quantity, backorders and low stock amount; managed ones get their status from the quantity.</summary>
    public static void Align(Product product, Product? parent, decimal noStockAmount)
    {
        var view = new StockView(product, parent);
        if (!view.ManagesStock)
        {
            Clear(product);
            return;
        }

        product.StockStatus =
            (view.Quantity ?? 0) > noStockAmount ? "instock"
            : view.Backorders != "no" ? "onbackorder"
            : "outofstock";
    }

    /// <summary>A variable product without own stock is in stock when one of its visible children is.</summary>
    public static string FromChildren(IEnumerable<Product> children)
    {
        var result = "outofstock";
        foreach (var child in children)
        {
            if (child.StockStatus == "instock")
            {
                return "instock";
            }

            result = child.StockStatus == "onbackorder" ? "onbackorder" : result;
        }

        return result;
    }

    /// <summary>An unknown status is stored as instock.</summary>
    public static string Known(string status) => Statuses.Contains(status) ? status : "instock";

    private static void Clear(Product product)
    {
        product.Quantity = null;
        product.Backorders = "no";
        product.LowStockAmount = null;
    }
}
