using Tillsync.Adapters.WooCommerce.Webhooks;
using Tillsync.Core;
using Tillsync.Webhooks;

namespace Tillsync.Doctor.Checks;

/// <summary>WooCommerce switches a webhook off for good after some deliveries in a row that failed, and tells nobody.</summary>
internal sealed class WebhooksCheck : IDoctorCheck
{
    public string Name => "Webhooks";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken)
    {
        await scene.ShopProfile.GetAsync(cancellationToken);
        try
        {
            var all = await scene.Webhooks.GetAsync(cancellationToken);
            return Judge(all, scene.Storefront.Name, scene.Storefront.Shop.WebhookUrl);
        }
        catch (ShopException exception)
        {
            return Diagnosis.Warn($"They cannot be read: {exception.Cause}", "They are hints only: orders are read in any case.");
        }
    }

    /// <param name="all">Every webhook of the shop; which are ours is told as `webhooks` tells it.</param>
    /// <param name="url">Null where none is configured.</param>
    public static Diagnosis Judge(IReadOnlyList<RegisteredWebhook> all, string storefront, Uri? url)
    {
        var state = WebhookRegistrar.StateOf(all, storefront, url);
        var lines = state.Ours.Select(webhook => $"{webhook.Id} {webhook.Topic}: {webhook.Status}, to {Place(webhook)}").ToList();
        if (url is null)
        {
            return state.Ours.Count == 0
                ? Diagnosis.Pass("None is wanted (Shop:WebhookUrl is not set); orders are polled.")
                : Diagnosis.Warn(
                    $"The shop has {state.Ours.Count} of Tillsync's, but Shop:WebhookUrl is not set, so nobody takes what they deliver.",
                    "Set Shop:WebhookUrl to their address, or delete them under WooCommerce > Settings > Advanced > Webhooks.",
                    lines
                );
        }

        var elsewhere = state.Ours.Count(webhook => !WebhookRegistrar.DeliversTo(webhook, url));
        var off = state.Ours.Count(webhook => webhook.Status != "active");
        return state.Missing.Count > 0
                ? Diagnosis.Warn(
                    $"The shop does not tell of {string.Join(", ", state.Missing)}; orders are polled all the same.",
                    "tillsync webhooks install",
                    lines
                )
            : elsewhere > 0
                ? Diagnosis.Warn(
                    $"{elsewhere} of {state.Ours.Count} deliver to another address than Shop:WebhookUrl.",
                    "tillsync webhooks install",
                    lines
                )
            : off > 0
                ? Diagnosis.Warn(
                    $"{off} of {state.Ours.Count} are not active; orders are polled all the same.",
                    "See that the shop reaches the address. A running serve switches on what the shop has disabled; tillsync webhooks install does so now.",
                    lines
                )
            : Diagnosis.Pass($"{state.Ours.Count} are active.", lines);
    }

    /// <summary>Without a query, which may hold a token.</summary>
    private static string Place(RegisteredWebhook webhook) => webhook.DeliveryUrl?.GetLeftPart(UriPartial.Path) ?? "nowhere";
}
