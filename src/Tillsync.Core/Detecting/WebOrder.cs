using Tillsync.Core.Stock;

namespace Tillsync.Core.Detecting;

/// <summary>A shop order, reduced to what it does to stock.</summary>
/// <param name="Status">As the shop writes it: on-hold, processing, completed, a plugin's own, or trash.</param>
/// <param name="CreatedAt">date_created_gmt, the shop's clock.</param>
/// <param name="ModifiedAt">date_modified_gmt, one-second resolution, the shop's clock.</param>
public sealed record WebOrder(
    long OrderId,
    string Number,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset ModifiedAt,
    IReadOnlyList<WebOrderLine> Lines
)
{
    public const string Completed = "completed";

    /// <summary>date_completed_gmt: when the order was first completed. It stays when the status moves on (recording 08); null: never.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>
    /// The order is completed, or was before it was refunded, thrown into the trash, or brought to a status of a plugin (delivered, say): none of
    /// them gives stock back, so what completing it meant still holds. One that is in a status before that again has been reopened.
    /// </summary>
    public bool IsCompleted => Status == Completed || (CompletedAt is not null && !IsBeforeCompletion);

    private bool IsBeforeCompletion =>
        Status is "pending" or "on-hold" or "processing" or "failed" or "cancelled" or "checkout-draft" or "auto-draft";

    /// <summary>Units that all lines hold, each in what its listing is sold in.</summary>
    public Quantity Held => Lines.Aggregate(Quantity.Zero, (sum, line) => sum + HeldBy(line));

    /// <summary>What each line holds, in their order.</summary>
    public IReadOnlyList<Quantity> HeldByLines => [.. Lines.Select(HeldBy)];

    /// <summary>Some line of it holds units.</summary>
    public bool HoldsStock => Lines.Any(line => HeldBy(line) > Quantity.Zero);

    /// <summary>
    /// Units that a line of this order keeps from being sold: what it has taken from the shop's stock, or, where the shop never took any
    /// although the order is to be delivered (the product's stock was not managed then), what was ordered. Never negative: a line of
    /// negative quantity gave to the shop's stock and holds nothing.
    /// </summary>
    public Quantity HeldBy(WebOrderLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var held = line.IsUntaken && IsToBeDelivered ? line.Ordered : line.Taken;
        return held > Quantity.Zero ? held : Quantity.Zero;
    }

    /// <summary>
    /// Every way into these statuses takes stock, and every way that gives it back leaves them (recordings 08, 14 and the traces): a
    /// line without a record of it has really taken none. In a status of a plugin nobody can tell. Of a completed order the goods have left, which
    /// the till may not know yet.
    /// </summary>
    private bool IsToBeDelivered => Status is "processing" or "on-hold" or Completed;
}

/// <summary>One line of an order.</summary>
/// <param name="Listing">Null when the line names no product that exists.</param>
/// <param name="Taken">
/// What the line has taken from the shop's stock: its meta <c>_reduced_stock</c>, net of restocked refunds; zero before stock is
/// reduced and after it is given back (recording 08).
/// </param>
public sealed record WebOrderLine(ListingId? Listing, Sku? Sku, Quantity Ordered, Quantity Taken)
{
    /// <summary>
    /// The line has no <c>_reduced_stock</c> at all. A refund that restocked all of it leaves a 0 instead, so that this is never such a line.
    /// </summary>
    public bool IsUntaken { get; init; }
}

/// <summary>Orders together with the time at which they were asked for: by the shop's clock (its Date header), and by this machine's.</summary>
public sealed record OrderReading(IReadOnlyList<WebOrder> Orders, ClockReading Clock)
{
    /// <summary>The shop's clock when they were asked for.</summary>
    public DateTimeOffset ReadAt => Clock.Shop;
}
