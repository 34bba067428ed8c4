using Tillsync.Adapters.WooCommerce.Json;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.WooCommerce.Orders;

/// <summary>Wire record → what the core knows.</summary>
internal static class OrderMapper
{
    /// <summary>What a line has taken from stock; absent before stock is reduced and after it is given back (recording 08).</summary>
    private const string ReducedStock = "_reduced_stock";

    public static WebOrder Map(OrderJson order)
    {
        var created = ShopTime.Parse(order.DateCreatedGmt);
        var modified = ShopTime.Parse(order.DateModifiedGmt);
        return new WebOrder(
            order.Id,
            order.Number ?? order.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            order.Status,
            created ?? modified ?? DateTimeOffset.UnixEpoch,
            modified ?? created ?? DateTimeOffset.UnixEpoch,
            [.. order.LineItems.Select(Line)]
        )
        {
            CompletedAt = ShopTime.Parse(order.DateCompletedGmt),
        };
    }

    private static WebOrderLine Line(OrderLineJson line)
    {
        var ordered = new Quantity(line.Quantity ?? 0);
        var record = line.MetaData?.LastOrDefault(entry => entry.Key == ReducedStock);
        var taken = record is null ? Quantity.Zero : Taken(record, ordered);
        return new WebOrderLine(ListingOf(line), Sku.From(line.Sku), ordered, taken) { IsUntaken = record is null };
    }

    public static ListingId? ListingOf(OrderLineJson line) =>
        line switch
        {
            { ProductId: > 0, VariationId: > 0 } => new ListingId(line.ProductId.Value, line.VariationId.Value),
            { ProductId: > 0 } => new ListingId(line.ProductId.Value),
            _ => null,
        };

    /// <summary>An unreadable number counts as the whole line: too little is listed for a while, never too much.</summary>
    private static Quantity Taken(MetaJson record, Quantity ordered) =>
        LenientDecimal.From(record.Value) is { } taken ? new Quantity(taken) : ordered;
}
