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
        );
    }

    private static WebOrderLine Line(OrderLineJson line)
    {
        var ordered = new Quantity(line.Quantity ?? 0);
        return new WebOrderLine(ListingOf(line), Sku.From(line.Sku), ordered, Taken(line, ordered));
    }

    private static ListingId? ListingOf(OrderLineJson line) =>
        line switch
        {
            { ProductId: > 0, VariationId: > 0 } => new ListingId(line.ProductId.Value, line.VariationId.Value),
            { ProductId: > 0 } => new ListingId(line.ProductId.Value),
            _ => null,
        };

    /// <summary>An unreadable number counts as the whole line: too little is listed for a while, never too much.</summary>
    private static Quantity Taken(OrderLineJson line, Quantity ordered)
    {
        var meta = line.MetaData?.LastOrDefault(entry => entry.Key == ReducedStock);
        if (meta is null)
        {
            return Quantity.Zero;
        }

        return LenientDecimal.From(meta.Value) is { } taken ? new Quantity(taken) : ordered;
    }
}
