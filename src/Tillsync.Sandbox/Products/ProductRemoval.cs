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
    }

    public static void Remove(ShopState shop, Product product)
    {
        foreach (var child in shop.Products.Children(product.Id).ToList())
        {
            if (child.IsVariation)
            {
                shop.Products.Remove(child);
            }
            else
            {
                shop.Products.Touch(child.Id, copy => copy.ParentId = 0);
            }
        }

        shop.Products.Remove(product);
    }

    private static void SetTrash(ShopState shop, Product product)
    {
        product.Status = "trash";
        product.ModifiedAt = shop.Time.Now();
        shop.Products.SyncLater(product.ParentId);
        shop.Events.ProductDeleted(product);
    }
}
