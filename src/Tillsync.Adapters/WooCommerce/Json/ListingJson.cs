using System.Text.Json.Serialization;
using Tillsync.Core.Detecting;

namespace Tillsync.Adapters.WooCommerce.Json;

/// <summary>A product or a variation, as far as a <see cref="ShopListing"/> needs it.</summary>
internal sealed record ListingJson
{
    /// <summary>The members below as the shop's <c>_fields</c> wants them; it answers a tenth of the bytes then (recording 10).</summary>
    public const string Fields =
        "id,parent_id,type,sku,name,status,manage_stock,stock_quantity,stock_status,backorders,date_modified_gmt,global_unique_id,catalog_visibility";

    public required long Id { get; init; }

    /// <summary>Zero or absent for a product.</summary>
    public long? ParentId { get; init; }

    /// <summary>Absent on variations of WooCommerce 8.9.</summary>
    public string? Type { get; init; }

    [JsonConverter(typeof(LenientText))]
    public string? Sku { get; init; }

    [JsonConverter(typeof(LenientText))]
    public string? Name { get; init; }

    public string? Status { get; init; }

    [JsonConverter(typeof(ManageStockConverter))]
    public required StockManagement ManageStock { get; init; }

    [JsonConverter(typeof(LenientDecimal))]
    public decimal? StockQuantity { get; init; }

    public string? StockStatus { get; init; }

    public string? Backorders { get; init; }

    public string? DateModifiedGmt { get; init; }

    /// <summary>Absent on variations.</summary>
    public string? CatalogVisibility { get; init; }

    /// <summary>Absent before WooCommerce 9.2.</summary>
    [JsonConverter(typeof(LenientText))]
    public string? GlobalUniqueId { get; init; }
}
