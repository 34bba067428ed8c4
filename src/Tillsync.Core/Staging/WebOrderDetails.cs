using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Staging;

/// <summary>
/// A web order with everything that the till needs of it, the customer's data included. It lives from the shop's answer to the row in the till
/// and goes nowhere else; its text shows the number alone.
/// </summary>
/// <param name="Order">The order as the mirror has it: id, number, status, stamps.</param>
/// <param name="Date">The day it was placed by the shop's own calendar.</param>
/// <param name="CustomerId">The customer's id in the shop; 0 for a guest.</param>
/// <param name="Total">What is to be paid, less refunds.</param>
public sealed record WebOrderDetails(
    WebOrder Order,
    DateOnly Date,
    long CustomerId,
    string Email,
    string PaymentMethod,
    string ShippingMethod,
    ShipTo ShipTo,
    decimal ShippingTotal,
    decimal TaxTotal,
    decimal DiscountTotal,
    decimal Total,
    IReadOnlyList<WebOrderItem> Items
)
{
    public override string ToString() => $"web order {Order.Number}";
}

/// <summary>Where an order goes.</summary>
public sealed record ShipTo(
    string Name,
    string Address1,
    string Address2,
    string City,
    string State,
    string PostalCode,
    string Country,
    string Phone
)
{
    public override string ToString() => "an address";
}

/// <summary>One line of an order.</summary>
/// <param name="Listing">Null when the line names no product that exists.</param>
/// <param name="Sku">As the shop has it, with its unit.</param>
/// <param name="Ordered">In the listing's own unit.</param>
/// <param name="Returned">Of it, given back and restocked by refunds.</param>
/// <param name="Subtotal">For what was ordered, before discounts.</param>
/// <param name="Price">Of one unit, as the shop gives it; null where it does not.</param>
/// <param name="Total">For what was ordered, after discounts.</param>
public sealed record WebOrderItem(
    ListingId? Listing,
    Sku? Sku,
    string Name,
    Quantity Ordered,
    Quantity Returned,
    decimal Subtotal,
    decimal? Price,
    decimal Total
)
{
    /// <summary>What is to be delivered.</summary>
    public Quantity Remaining => Ordered - Returned;
}

/// <summary>Orders whole, with the shop's clock when they were asked for.</summary>
public sealed record DetailReading(IReadOnlyList<WebOrderDetails> Orders, DateTimeOffset ReadAt);
