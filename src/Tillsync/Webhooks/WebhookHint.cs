using System.Text.Json;
using Tillsync.Core.Stock;

namespace Tillsync.Webhooks;

/// <summary>What a delivery hints at. Nothing in it is believed: it only makes the next look come sooner.</summary>
/// <param name="Listing">The listing that changed; null for an order, or where the delivery does not tell.</param>
/// <param name="Quantity">What the listing showed when the delivery was made; null where it has no number.</param>
internal sealed record WebhookHint(ListingId? Listing, Quantity? Quantity)
{
    public static readonly WebhookHint OfOrder = new(null, null);

    /// <summary>The body of a product topic. One that cannot be read hints at orders, which costs a look and no more.</summary>
    public static WebhookHint OfProduct(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object && Number(root, "id") is { } id and > 0 and <= long.MaxValue
                ? new WebhookHint(ListingOf((long)id, Number(root, "parent_id")), QuantityOf(root))
                : OfOrder;
        }
        catch (JsonException)
        {
            return OfOrder;
        }
    }

    private static ListingId ListingOf(long id, decimal? parent) =>
        parent is { } product and > 0 and <= long.MaxValue ? new ListingId((long)product, id) : new ListingId(id);

    private static Quantity? QuantityOf(JsonElement root) => Number(root, "stock_quantity") is { } units ? new Quantity(units) : null;

    private static decimal? Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number)
            ? number
            : null;
}
