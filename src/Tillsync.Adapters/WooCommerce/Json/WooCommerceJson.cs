using System.Text.Json.Serialization;

namespace Tillsync.Adapters.WooCommerce.Json;

/// <summary>The wire records of wc/v3; they never leave this adapter.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ErrorJson))]
[JsonSerializable(typeof(ListingJson))]
[JsonSerializable(typeof(List<ListingJson>))]
[JsonSerializable(typeof(OrderJson))]
[JsonSerializable(typeof(List<OrderJson>))]
[JsonSerializable(typeof(NewProductJson))]
[JsonSerializable(typeof(OrderDetailJson))]
[JsonSerializable(typeof(List<OrderDetailJson>))]
[JsonSerializable(typeof(BatchJson))]
[JsonSerializable(typeof(BatchAnswerJson))]
[JsonSerializable(typeof(IndexJson))]
[JsonSerializable(typeof(SystemStatusJson))]
[JsonSerializable(typeof(SettingJson))]
[JsonSerializable(typeof(List<NamedSettingJson>))]
[JsonSerializable(typeof(PluginJson))]
[JsonSerializable(typeof(List<RegisteredWebhookJson>))]
[JsonSerializable(typeof(WebhookBatchJson))]
[JsonSerializable(typeof(WebhookBatchAnswerJson))]
internal sealed partial class WooCommerceJson : JsonSerializerContext;
