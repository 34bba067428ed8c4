using Tillsync.Sandbox.Php;

namespace Tillsync.Sandbox.Products;

/// <summary>A stored product or variation: the row and its meta, before any inheritance from the parent.</summary>
internal sealed class Product
{
    public long Id { get; set; }

    /// <summary>simple, variable, grouped, external or variation.</summary>
    public string Type { get; set; } = "simple";

    public long ParentId { get; set; }

    /// <summary>The parent whose stock fields count for this object: the one it was read with, and none before it is first stored.</summary>
    public long InheritsFrom { get; set; }

    public string Name { get; set; } = "";

    public string Slug { get; set; } = "";

    public string Status { get; set; } = "publish";

    public string CatalogVisibility { get; set; } = "visible";

    public string Sku { get; set; } = "";

    public bool ManagesStock { get; set; }

    public decimal? Quantity { get; set; }

    public string StockStatus { get; set; } = "instock";

    public string Backorders { get; set; } = "no";

    public decimal? LowStockAmount { get; set; }

    public string RegularPrice { get; set; } = "";

    public string SalePrice { get; set; } = "";

    public string Description { get; set; } = "";

    public string ShortDescription { get; set; } = "";

    public string ExternalUrl { get; set; } = "";

    public string ButtonText { get; set; } = "";

    public string Weight { get; set; } = "";

    public bool Featured { get; set; }

    public bool Virtual { get; set; }

    public bool Downloadable { get; set; }

    public bool SoldIndividually { get; set; }

    public int MenuOrder { get; set; }

    public long TotalSales { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ModifiedAt { get; set; }

    /// <summary>Lists are replaced, never changed, so copies may share them.</summary>
    public IReadOnlyList<ProductAttribute> Attributes { get; set; } = [];

    public IReadOnlyList<long> GroupedProducts { get; set; } = [];

    /// <summary>Without any it is in the store's default category.</summary>
    public IReadOnlyList<long> Categories { get; set; } = [];

    /// <summary>Where its pictures were fetched, the first one in front.</summary>
    public IReadOnlyList<string> Images { get; set; } = [];

    /// <summary>GTIN, UPC, EAN or ISBN; empty for none.</summary>
    public string GlobalUniqueId { get; set; } = "";

    public PhpArray Meta { get; set; } = new();

    public bool IsVariation => Type == "variation";

    public bool IsVariable => Type == "variable";

    /// <summary>WooCommerce lists only these as children of a variable product.</summary>
    public bool IsVisibleChild => Status is "publish" or "private";

    /// <summary>The chosen value of a variation's first attribute.</summary>
    public string FirstOption => Attributes.Count > 0 ? Attributes[0].Option : "";

    public Product Copy() => (Product)MemberwiseClone();
}
