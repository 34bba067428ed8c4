using Tillsync.Adapters.WooCommerce.Webhooks;

namespace Tillsync.Webhooks;

/// <summary>What was made, changed and removed at the shop.</summary>
internal sealed record WebhookChanges(int Created, int Changed, int Removed);

/// <summary>How a storefront's webhooks are at the shop.</summary>
/// <param name="Ours">Those that this storefront has installed.</param>
/// <param name="Missing">Topics of which the shop does not tell.</param>
internal sealed record WebhookState(IReadOnlyList<RegisteredWebhook> Ours, IReadOnlyList<string> Missing)
{
    public IReadOnlyList<RegisteredWebhook> Disabled => [.. Ours.Where(webhook => webhook.IsDisabled)];
}

/// <summary>Keeps a storefront's webhooks at the shop as they should be. Others are left alone.</summary>
internal sealed class WebhookRegistrar(WooCommerceWebhooks shop, string storefront, Uri url)
{
    /// <summary>Active, with this address and this secret, one for each topic. What is right already is told the secret again: the shop does not say which it has.</summary>
    public async Task<WebhookChanges> InstallAsync(IReadOnlyList<string> topics, WebhookSecret secret, CancellationToken cancellationToken)
    {
        var ours = (await shop.ListAsync(cancellationToken)).Where(IsOurs).ToList();
        var wanted = new List<WantedWebhook>();
        var kept = new HashSet<long>();
        foreach (var topic in topics)
        {
            var existing = ours.FirstOrDefault(webhook => webhook.Topic == topic);
            wanted.Add(new WantedWebhook(existing?.Id, NameOf(topic), topic, url, secret.Text));
            if (existing is not null)
            {
                kept.Add(existing.Id);
            }
        }

        IReadOnlyList<long> removed = [.. ours.Select(webhook => webhook.Id).Where(id => !kept.Contains(id))];
        await shop.ChangeAsync(wanted, removed, cancellationToken);
        return new WebhookChanges(wanted.Count - kept.Count, kept.Count, removed.Count);
    }

    public async Task<WebhookState> ReadAsync(CancellationToken cancellationToken) =>
        StateOf(await shop.ListAsync(cancellationToken), storefront, url);

    /// <param name="all">Every webhook that the shop has, others' included.</param>
    /// <param name="url">Null where none is configured; ours are then those of our name.</param>
    public static WebhookState StateOf(IReadOnlyList<RegisteredWebhook> all, string storefront, Uri? url)
    {
        var ours = all.Where(webhook => IsOurs(webhook, storefront, url)).ToList();
        return new WebhookState(ours, [.. WebhookTopics.Orders.Where(topic => ours.TrueForAll(webhook => webhook.Topic != topic))]);
    }

    /// <summary>Whether it delivers there.</summary>
    public static bool DeliversTo(RegisteredWebhook webhook, Uri url) =>
        webhook.DeliveryUrl is { } target && target.AbsoluteUri.TrimEnd('/') == url.AbsoluteUri.TrimEnd('/');

    /// <returns>How many there were.</returns>
    public async Task<int> RemoveAsync(CancellationToken cancellationToken)
    {
        var ours = (await shop.ListAsync(cancellationToken)).Where(IsOurs).Select(webhook => webhook.Id).ToList();
        await shop.ChangeAsync([], ours, cancellationToken);
        return ours.Count;
    }

    /// <summary>Switches on again what the shop has disabled; one that somebody paused stays so.</summary>
    public Task ReviveAsync(WebhookState state, CancellationToken cancellationToken) =>
        shop.ChangeAsync(
            [
                .. state.Disabled.Select(webhook => new WantedWebhook(
                    webhook.Id,
                    webhook.Name,
                    webhook.Topic,
                    webhook.DeliveryUrl ?? url,
                    null
                )),
            ],
            [],
            cancellationToken
        );

    private string NameOf(string topic) => NameOf(storefront, topic);

    private bool IsOurs(RegisteredWebhook webhook) => IsOurs(webhook, storefront, url);

    private static string NameOf(string storefront, string topic) => $"Tillsync {storefront}: {topic}";

    /// <summary>By name, since the address may have changed; by address, since somebody may have renamed it.</summary>
    private static bool IsOurs(RegisteredWebhook webhook, string storefront, Uri? url) =>
        webhook.Name.StartsWith(NameOf(storefront, ""), StringComparison.Ordinal) || (url is not null && DeliversTo(webhook, url));
}
