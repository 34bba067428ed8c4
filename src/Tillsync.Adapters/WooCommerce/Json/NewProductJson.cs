using System.Text.Json.Serialization;

namespace Tillsync.Adapters.WooCommerce.Json;

/// <summary>A product to be made. Members that are null are left out, and the shop takes its own defaults.</summary>
/// <param name="Status">Without it the shop publishes at once (recording 07).</param>
internal sealed record NewProductJson(
    string Name,
    string Type,
    string Status,
    string Sku,
    string? RegularPrice,
    string? Weight,
    string? Description,
    IReadOnlyList<CategoryRefJson>? Categories,
    IReadOnlyList<ImageRefJson>? Images,
    bool ManageStock,
    [property: JsonConverter(typeof(PlainDecimal))] decimal? StockQuantity
);

internal sealed record CategoryRefJson(long Id);

/// <param name="Src">The shop fetches it and keeps a copy.</param>
internal sealed record ImageRefJson(string Src);
