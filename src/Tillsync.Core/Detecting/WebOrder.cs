using Tillsync.Core.Stock;

namespace Tillsync.Core.Detecting;

/// <summary>A shop order, reduced to what it does to stock.</summary>
/// <param name="Status">As the shop writes it: on-hold, processing, completed, a plugin's own, or trash.</param>
/// <param name="ModifiedAt">date_modified_gmt, one-second resolution, the shop's clock.</param>
public sealed record WebOrder(
    long OrderId,
    string Number,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset ModifiedAt,
    IReadOnlyList<WebOrderLine> Lines
);

/// <summary>One line of an order.</summary>
/// <param name="Listing">Null when the line names no product that exists.</param>
/// <param name="Taken">
/// What the line has taken from the shop's stock: its meta <c>_reduced_stock</c>, net of restocked refunds; zero before stock is
/// reduced and after it is given back (recording 08).
/// </param>
public sealed record WebOrderLine(ListingId? Listing, Sku? Sku, Quantity Ordered, Quantity Taken);

/// <summary>Orders together with the shop's clock when they were asked for (its Date header).</summary>
public sealed record OrderReading(IReadOnlyList<WebOrder> Orders, DateTimeOffset ReadAt);
