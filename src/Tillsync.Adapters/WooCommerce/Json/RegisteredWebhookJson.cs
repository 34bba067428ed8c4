using System.Text.Json.Serialization;

namespace Tillsync.Adapters.WooCommerce.Json;

/// <summary>A webhook as the shop lists it; its secret is never told.</summary>
internal sealed record RegisteredWebhookJson
{
    public const string Fields = "id,name,status,topic,delivery_url";

    public long? Id { get; init; }

    [JsonConverter(typeof(LenientText))]
    public string? Name { get; init; }

    [JsonConverter(typeof(LenientText))]
    public string? Status { get; init; }

    [JsonConverter(typeof(LenientText))]
    public string? Topic { get; init; }

    [JsonConverter(typeof(LenientText))]
    public string? DeliveryUrl { get; init; }

    /// <summary>Of one item of a batch that was refused.</summary>
    public ErrorJson? Error { get; init; }
}

/// <summary>What is to be made, changed or removed.</summary>
internal sealed record WebhookItemJson(long? Id, string? Name, string? Status, string? Topic, string? DeliveryUrl, string? Secret);

internal sealed record WebhookBatchJson(
    IReadOnlyList<WebhookItemJson>? Create,
    IReadOnlyList<WebhookItemJson>? Update,
    IReadOnlyList<long>? Delete
);

internal sealed record WebhookBatchAnswerJson
{
    public IReadOnlyList<RegisteredWebhookJson>? Create { get; init; }

    public IReadOnlyList<RegisteredWebhookJson>? Update { get; init; }

    public IReadOnlyList<RegisteredWebhookJson>? Delete { get; init; }
}
