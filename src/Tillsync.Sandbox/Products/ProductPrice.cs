using System.Globalization;

namespace Tillsync.Sandbox.Products;

/// <summary>The price a shopper pays; a variable product shows its cheapest variation.</summary>
internal static class ProductPrice
{
    public static string Text(ShopState shop, Product product)
    {
        if (!product.IsVariable)
        {
            return product.SalePrice.Length > 0 ? product.SalePrice : product.RegularPrice;
        }

        return shop.Products.VisibleVariations(product.Id).Select(child => Text(shop, child)).Where(text => text.Length > 0).MinBy(Parse)
            ?? "";
    }

    public static decimal Amount(ShopState shop, Product product) => Parse(Text(shop, product));

    private static decimal Parse(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) ? amount : 0;
}
