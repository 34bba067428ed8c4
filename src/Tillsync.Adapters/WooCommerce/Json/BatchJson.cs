using System.Text.Json;
using System.Text.Json.Serialization;
using Tillsync.Core.Detecting;

namespace Tillsync.Adapters.WooCommerce.Json;

/// <summary>What is sent. Members that are null are left out: the shop takes null for zero (recording 05).</summary>
internal sealed record BatchJson(IReadOnlyList<BatchItemJson> Update);

/// <param name="Fields">Undocumented but on every version seen: shortens the answer to a tenth; ignored for variations (recording 03).</param>
internal sealed record BatchItemJson(
    long Id,
    bool? ManageStock,
    [property: JsonConverter(typeof(PlainDecimal))] decimal? StockQuantity,
    [property: JsonConverter(typeof(PlainDecimal))] decimal? InventoryDelta,
    string? CatalogVisibility,
    string? Status,
    [property: JsonPropertyName("_fields")] string Fields = "id,manage_stock,stock_quantity"
);

/// <summary>What is answered.</summary>
internal sealed record BatchAnswerJson
{
    public required IReadOnlyList<BatchAnswerItemJson> Update { get; init; }
}

internal sealed record BatchAnswerItemJson
{
    /// <summary>A number as a rule; what was sent when that was none.</summary>
    public JsonElement Id { get; init; }

    public ErrorJson? Error { get; init; }

    [JsonConverter(typeof(ManageStockConverter))]
    public StockManagement? ManageStock { get; init; }

    /// <summary>Absent, null and a number mean different things here.</summary>
    public JsonElement StockQuantity { get; init; }
}
