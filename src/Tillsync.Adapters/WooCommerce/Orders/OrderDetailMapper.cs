using System.Globalization;
using Tillsync.Adapters.WooCommerce.Json;
using Tillsync.Core.Staging;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.WooCommerce.Orders;

/// <summary>Wire record → what staging needs to know.</summary>
internal static class OrderDetailMapper
{
    /// <summary>What refunds have put back on the shelf of a line; the line's own quantity stays as it was ordered (recording 08).</summary>
    private const string Restocked = "_restock_refunded_items";

    private const string DateFormat = "yyyy-MM-dd";

    public static WebOrderDetails Map(OrderDetailJson order)
    {
        var mapped = OrderMapper.Map(order);
        return new WebOrderDetails(
            mapped,
            DateOf(order) ?? DateOnly.FromDateTime(mapped.CreatedAt.UtcDateTime),
            order.CustomerId ?? 0,
            order.Billing?.Email ?? "",
            FirstOf(order.PaymentMethodTitle, order.PaymentMethod),
            string.Join(", ", (order.ShippingLines ?? []).Select(line => line.MethodTitle).Where(IsThere)),
            ShipToOf(order),
            order.ShippingTotal ?? 0,
            order.TotalTax ?? 0,
            order.DiscountTotal ?? 0,
            (order.Total ?? 0) + (order.Refunds ?? []).Sum(refund => refund.Total ?? 0),
            [.. order.LineItems.Select(Item)]
        );
    }

    /// <summary>The day in the shop's own time, as the shop wrote it: no time zone has to be known, and no change of the clocks.</summary>
    private static DateOnly? DateOf(OrderDetailJson order) =>
        order.DateCreated is { Length: >= 10 } text
        && DateOnly.TryParseExact(text[..10], DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    private static WebOrderItem Item(OrderLineJson line)
    {
        var ordered = line.Quantity ?? 0;
        var restocked = line.MetaData?.LastOrDefault(entry => entry.Key == Restocked);
        var returned = restocked is null ? 0 : LenientDecimal.From(restocked.Value) ?? 0;
        return new WebOrderItem(
            OrderMapper.ListingOf(line),
            Sku.From(line.Sku),
            line.Name ?? "",
            new Quantity(ordered),
            new Quantity(Math.Clamp(returned, 0, Math.Max(0, ordered))),
            line.Subtotal ?? 0,
            line.Price,
            line.Total ?? 0
        );
    }

    /// <summary>An order that goes to its buyer's own address has no other in it.</summary>
    private static ShipTo ShipToOf(OrderDetailJson order)
    {
        var (shipping, billing) = (order.Shipping ?? new AddressJson(), order.Billing ?? new AddressJson());
        string?[] told = [shipping.Address1, shipping.City, shipping.Postcode, shipping.LastName, shipping.Company];
        var to = told.Any(IsThere) ? shipping : billing;
        var person = string.Join(' ', new[] { to.FirstName, to.LastName }.Where(IsThere).Select(name => name?.Trim()));
        return new ShipTo(
            string.Join(", ", new[] { to.Company?.Trim(), person }.Where(IsThere)),
            to.Address1 ?? "",
            to.Address2 ?? "",
            to.City ?? "",
            to.State ?? "",
            to.Postcode ?? "",
            to.Country ?? "",
            FirstOf(to.Phone, billing.Phone)
        );
    }

    private static string FirstOf(string? first, string? second) => (IsThere(first) ? first : second) ?? "";

    private static bool IsThere(string? text) => !string.IsNullOrWhiteSpace(text);
}
