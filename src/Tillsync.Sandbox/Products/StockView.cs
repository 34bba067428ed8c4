using System.Text.Json.Nodes;

namespace Tillsync.Sandbox.Products;

/// <summary>A product's stock as the store shows it: a variation without own stock shows its parent's (README of the study, point 12).</summary>
internal readonly record struct StockView(Product Product, Product? Parent)
{
    /// <summary>True when a variation leaves its stock to a parent that manages it.</summary>
    public bool IsManagedByParent => Product is { IsVariation: true, ManagesStock: false } && Parent is { ManagesStock: true };

    public bool ManagesStock => Product.ManagesStock || IsManagedByParent;

    /// <summary>A parent without a quantity counts as 0 for its variations.</summary>
    public decimal? Quantity => IsManagedByParent ? Parent!.Quantity ?? 0 : Product.Quantity;

    public string Backorders => IsManagedByParent ? Parent!.Backorders : Product.Backorders;

    public bool AllowsBackorders => Backorders is "yes" or "notify";

    /// <summary>The id whose quantity an order moves.</summary>
    public long ManagedById => IsManagedByParent ? Parent!.Id : Product.Id;

    /// <summary>true, false or the text "parent"; false for everything while the shop does not manage stock.</summary>
    public JsonNode ShowManaged(bool shopManagesStock) =>
        !shopManagesStock ? false
        : IsManagedByParent ? "parent"
        : Product.ManagesStock;

    public bool IsOnBackorder(bool shopManagesStock) =>
        Product.StockStatus == "onbackorder" || (shopManagesStock && ManagesStock && AllowsBackorders && (Quantity ?? 0) < 0);
}
