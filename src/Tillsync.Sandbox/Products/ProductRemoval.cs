namespace Tillsync.Sandbox.Products;

/// <summary>Trash and final removal, with what they do to variations (recordings 06 and 13).</summary>
internal static class ProductRemoval
{
    /// <summary>Trashing a product trashes its variations; publishing it again leaves them there.</summary>
    public static void Trash(ShopState shop, Product product)
    {
        foreach (var child in shop.Products.Children(product.Id).Where(child => child.IsVariation).ToList())
        {
            SetTrash(shop, child);
        }

        SetTrash(shop, product);
        shop.Products.SyncLater(product.ParentId);
    }

    public static void Remove(ShopState shop, Product product)
    {
        shop.Products.RemoveVariations(product.Id);
        shop.Products.Remove(product);
    }

    private static void SetTrash(ShopState shop, Product product)
    {
        product.Status = "trash";
        product.ModifiedAt = shop.Time.Now();
        shop.Events.ProductDeleted(product);
    }
}
