namespace Tillsync.Webhooks;

/// <summary>What the shop is asked to tell of. An order that is placed raises order.updated as well, so order.created is not needed.</summary>
internal static class WebhookTopics
{
    public static readonly IReadOnlyList<string> Orders = ["order.updated", "order.deleted", "order.restored"];

    /// <summary>Somebody changes a listing by hand. The shop tells of each of our own writes as well, one delivery for each listing.</summary>
    public static readonly IReadOnlyList<string> Products = ["product.updated", "product.restored"];

    /// <summary>Topics that are understood, asked for or not.</summary>
    public static bool IsOrder(string topic) => topic.StartsWith("order.", StringComparison.Ordinal);

    public static bool IsProduct(string topic) => topic.StartsWith("product.", StringComparison.Ordinal);
}
