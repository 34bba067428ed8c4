using System.Text.Json;
using Tillsync.Adapters.WooCommerce.Http;
using Tillsync.Adapters.WooCommerce.Json;
using Tillsync.Core;

namespace Tillsync.Adapters.WooCommerce.Webhooks;

/// <summary>A webhook that the shop has.</summary>
/// <param name="Status">active, paused or disabled: the shop disables one itself after seven failures in a row (recording 09).</param>
public sealed record RegisteredWebhook(long Id, string Name, string Topic, string Status, Uri? DeliveryUrl)
{
    public bool IsDisabled => Status == "disabled";
}

/// <summary>A webhook as it is to be; the shop makes it active.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Secret">What deliveries are signed with; null leaves it as it is.</param>
public sealed record WantedWebhook(long? Id, string Name, string Topic, Uri DeliveryUrl, string? Secret)
{
    /// <summary>A record would print the secret.</summary>
    public override string ToString() => $"{Name} ({Topic}) to {DeliveryUrl}";
}

/// <summary>Lists, makes, changes and removes a shop's webhooks by its API.</summary>
public sealed class WooCommerceWebhooks(WooCommerceClient client)
{
    private const string Webhooks = "wc/v3/webhooks";
    private const int PageSize = 100;

    /// <summary>A shop with more than this many has another trouble.</summary>
    private const int PagesMax = 20;

    /// <exception cref="ShopException">The shop does not answer, or the keys may not read them.</exception>
    public async Task<IReadOnlyList<RegisteredWebhook>> ListAsync(CancellationToken cancellationToken)
    {
        var found = new Dictionary<long, RegisteredWebhook>();
        for (var page = 1; page <= PagesMax; page++)
        {
            var query = ShopQuery.Empty.With("per_page", PageSize).With("page", page).With("_fields", RegisteredWebhookJson.Fields);
            var request = new ShopRequest(RequestKind.OtherRead, Webhooks, query);
            var (rows, _) = await client.ReadAsync(request, WooCommerceJson.Default.ListRegisteredWebhookJson, cancellationToken);
            foreach (var webhook in rows.Select(Map).OfType<RegisteredWebhook>())
            {
                found[webhook.Id] = webhook;
            }

            if (rows.Count < PageSize)
            {
                break;
            }
        }

        return [.. found.Values.OrderBy(webhook => webhook.Id)];
    }

    /// <summary>Makes and changes webhooks and removes others, in one request that is sent once.</summary>
    /// <exception cref="ShopException">The shop refused the request or one of its items; others may have been carried out.</exception>
    public async Task ChangeAsync(IReadOnlyList<WantedWebhook> wanted, IReadOnlyList<long> removed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(removed);
        if (wanted.Count + removed.Count == 0)
        {
            return;
        }

        var batch = new WebhookBatchJson(
            [.. wanted.Where(webhook => webhook.Id is null).Select(Item)],
            [.. wanted.Where(webhook => webhook.Id is not null).Select(Item)],
            removed
        );
        var body = JsonSerializer.SerializeToUtf8Bytes(batch, WooCommerceJson.Default.WebhookBatchJson);
        var request = new ShopRequest(RequestKind.Write, $"{Webhooks}/batch", ShopQuery.Empty, body);
        var answer = await client.AskOnceAsync(request, cancellationToken);
        if (!answer.IsGood)
        {
            throw client.Errors.From(answer);
        }

        var results = client.Parse(answer, WooCommerceJson.Default.WebhookBatchAnswerJson);
        var refused = (results.Create ?? [])
            .Concat(results.Update ?? [])
            .Concat(results.Delete ?? [])
            .FirstOrDefault(one => one.Error is not null);
        if (refused?.Error is { } error)
        {
            throw new ShopException(
                $"POST {client.Address.Endpoint(request.Path).AbsoluteUri}",
                $"The shop refused a webhook: {error.Code}: {error.Message}",
                "Look at the address in Shop:WebhookUrl and at WooCommerce > Settings > Advanced > Webhooks."
            );
        }
    }

    private static WebhookItemJson Item(WantedWebhook webhook) =>
        new(webhook.Id, webhook.Name, "active", webhook.Topic, webhook.DeliveryUrl.AbsoluteUri, webhook.Secret);

    private static RegisteredWebhook? Map(RegisteredWebhookJson json) =>
        json.Id is { } id
            ? new RegisteredWebhook(
                id,
                json.Name ?? "",
                json.Topic ?? "",
                json.Status ?? "",
                Uri.TryCreate(json.DeliveryUrl, UriKind.Absolute, out var url) ? url : null
            )
            : null;
}
