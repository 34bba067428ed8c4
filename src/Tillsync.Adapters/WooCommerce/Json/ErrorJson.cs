using System.Text.Json.Serialization;

namespace Tillsync.Adapters.WooCommerce.Json;

/// <summary>The shop's error, of a request or of one item of a batch.</summary>
internal sealed record ErrorJson
{
    [JsonConverter(typeof(LenientText))]
    public string? Code { get; init; }

    [JsonConverter(typeof(LenientText))]
    public string? Message { get; init; }
}
