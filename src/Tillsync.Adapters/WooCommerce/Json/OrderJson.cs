using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tillsync.Adapters.WooCommerce.Json;

/// <summary>An order, as far as stock goes.</summary>
internal record OrderJson
{
    /// <summary>Lines are asked for whole: a nested field drops them all (recording 08).</summary>
    public const string Fields = "id,number,status,date_created_gmt,date_modified_gmt,date_completed_gmt,line_items";

    public required long Id { get; init; }

    [JsonConverter(typeof(LenientText))]
    public string? Number { get; init; }

    public required string Status { get; init; }

    public string? DateCreatedGmt { get; init; }

    public string? DateModifiedGmt { get; init; }

    public string? DateCompletedGmt { get; init; }

    [JsonConverter(typeof(LenientList<OrderLineJson>))]
    public required IReadOnlyList<OrderLineJson> LineItems { get; init; }
}

internal sealed record OrderLineJson
{
    public long? ProductId { get; init; }

    public long? VariationId { get; init; }

    [JsonConverter(typeof(LenientText))]
    public string? Sku { get; init; }

    [JsonConverter(typeof(LenientDecimal))]
    public decimal? Quantity { get; init; }

    [JsonConverter(typeof(LenientText))]
    public string? Name { get; init; }

    [JsonConverter(typeof(LenientDecimal))]
    public decimal? Price { get; init; }

    [JsonConverter(typeof(LenientDecimal))]
    public decimal? Subtotal { get; init; }

    [JsonConverter(typeof(LenientDecimal))]
    public decimal? Total { get; init; }

    [JsonConverter(typeof(LenientList<MetaJson>))]
    public IReadOnlyList<MetaJson>? MetaData { get; init; }
}

/// <summary>A plugin may keep any JSON in a value.</summary>
internal sealed record MetaJson
{
    [JsonConverter(typeof(LenientText))]
    public string? Key { get; init; }

    public JsonElement Value { get; init; }
}
