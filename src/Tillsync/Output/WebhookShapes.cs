using System.Text.Json.Serialization;
using Tillsync.Webhooks;

namespace Tillsync.Output;

// What `webhooks` prints with --json: an interface (docs/commands.md), members are added, never renamed or removed.

internal sealed record WebhookJson(long Id, string Topic, string Status, string? DeliveryUrl);

internal sealed record WebhooksJson(string Storefront, IReadOnlyList<WebhookJson> Webhooks, IReadOnlyList<string> Missing, int ExitCode);

internal sealed record WebhooksRemovedJson(string Storefront, int Removed);

internal static class WebhookShaping
{
    public static WebhooksJson Of(string storefront, WebhookState state, int code) =>
        new(
            storefront,
            [.. state.Ours.Select(webhook => new WebhookJson(webhook.Id, webhook.Topic, webhook.Status, webhook.DeliveryUrl?.ToString()))],
            state.Missing,
            code
        );
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WebhooksJson))]
[JsonSerializable(typeof(WebhooksRemovedJson))]
internal sealed partial class WebhookShapes : JsonSerializerContext;
