namespace Tillsync.Sandbox;

/// <summary>A product or variation as it is stored at one moment.</summary>
/// <param name="Id">The id.</param>
/// <param name="ParentId">The variable product of a variation; 0 otherwise.</param>
/// <param name="Type">simple, variable, grouped, external or variation.</param>
/// <param name="Sku">The SKU.</param>
/// <param name="Name">The name.</param>
/// <param name="Status">publish, draft, pending, private or trash.</param>
/// <param name="ManagesStock">Whether it manages stock itself.</param>
/// <param name="Quantity">The stored quantity; null when there is none.</param>
/// <param name="StockStatus">instock, outofstock or onbackorder.</param>
/// <param name="Backorders">no, notify or yes.</param>
/// <param name="ModifiedAt">When it was last saved.</param>
public sealed record ShopProduct(
    long Id,
    long ParentId,
    string Type,
    string Sku,
    string Name,
    string Status,
    bool ManagesStock,
    decimal? Quantity,
    string StockStatus,
    string Backorders,
    DateTimeOffset ModifiedAt
)
{
    /// <summary>visible, catalog, search or hidden.</summary>
    public string CatalogVisibility { get; init; } = "visible";

    /// <summary>The regular price; empty for none.</summary>
    public string Price { get; init; } = "";

    /// <summary>The weight; empty for none.</summary>
    public string Weight { get; init; } = "";

    /// <summary>HTML; empty for none.</summary>
    public string Description { get; init; } = "";

    /// <summary>Ids of its categories.</summary>
    public IReadOnlyList<long> Categories { get; init; } = [];

    /// <summary>Where its pictures were fetched.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];
}
