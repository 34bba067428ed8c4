using Tillsync.Adapters.WooCommerce;
using Tillsync.Core;

namespace Tillsync.Doctor.Checks;

/// <summary>WooCommerce switches a webhook off for good after five deliveries in a row that failed, and tells nobody.</summary>
internal sealed class WebhooksCheck : IDoctorCheck
{
    public string Name => "Webhooks";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken)
    {
        await scene.ShopProfile.GetAsync(cancellationToken);
        try
        {
            return Judge(await scene.Webhooks.GetAsync(cancellationToken));
        }
        catch (ShopException exception)
        {
            return Diagnosis.Warn($"They cannot be read: {exception.Cause}", "They are hints only: orders are read in any case.");
        }
    }

    public static Diagnosis Judge(IReadOnlyList<ShopWebhook> webhooks)
    {
        var ours = webhooks.Where(IsOurs).ToList();
        var off = ours.Where(webhook => webhook.Status != "active").ToList();
        var lines = ours.Select(webhook => $"{webhook.Id} {webhook.Topic}: {webhook.Status}, to {Place(webhook)}");
        return ours.Count == 0 ? Diagnosis.Pass("None of Tillsync's is installed; orders are polled.")
            : off.Count > 0
                ? Diagnosis.Warn(
                    $"{off.Count} of {ours.Count} are not active; orders are polled all the same.",
                    "See that the shop reaches the address, then switch them on again under WooCommerce > Settings > Advanced > Webhooks.",
                    lines
                )
            : Diagnosis.Pass($"{ours.Count} are active.", lines);
    }

    private static bool IsOurs(ShopWebhook webhook) => webhook.Name.Contains("Tillsync", StringComparison.OrdinalIgnoreCase);

    /// <summary>Without a query, which may hold a token.</summary>
    private static string Place(ShopWebhook webhook) => webhook.DeliveryUrl.Split('?')[0];
}
