using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Deciding;

/// <summary>What open web orders hold, by article, until the till knows them.</summary>
public sealed class Reservations
{
    private readonly Dictionary<Sku, List<Reservation>> _bySku = [];
    private readonly List<WebOrderLine> _unmatched = [];

    /// <summary>Lines that hold stock and match no article of ours: shown, never ignored.</summary>
    public IReadOnlyList<WebOrderLine> Unmatched => _unmatched;

    public Reserved For(Sku sku)
    {
        var total = Quantity.Zero;
        foreach (var reservation in OrdersFor(sku))
        {
            total += reservation.Quantity;
        }

        return new Reserved(total);
    }

    public IReadOnlyList<Reservation> OrdersFor(Sku sku) => _bySku.TryGetValue(sku, out var found) ? found : [];

    /// <summary>Lines are matched by listing first and by SKU second: an order keeps the ids of what was sold, SKUs may be edited.</summary>
    public static Reservations From(
        IEnumerable<WebOrder> orders,
        IReadOnlyDictionary<ListingId, Sku> skuOf,
        IReadOnlySet<Sku> known,
        Func<WebOrder, bool> tillKnows
    )
    {
        ArgumentNullException.ThrowIfNull(orders);
        ArgumentNullException.ThrowIfNull(skuOf);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(tillKnows);
        var result = new Reservations();
        foreach (var order in orders)
        {
            if (!tillKnows(order))
            {
                result.Add(order, skuOf, known);
            }
        }

        return result;
    }

    /// <summary>Whether the till knows an order, by policy.</summary>
    public static Func<WebOrder, bool> KnownBy(OrderKnowledge policy, IReadOnlyCollection<StagedOrder>? staged) =>
        new TillKnowledge(policy, staged).Knows;

    private void Add(WebOrder order, IReadOnlyDictionary<ListingId, Sku> skuOf, IReadOnlySet<Sku> known)
    {
        foreach (var line in order.Lines)
        {
            var held = order.HeldBy(line);
            if (held <= Quantity.Zero)
            {
                continue;
            }

            if (Match(line, skuOf, known) is { } sku)
            {
                if (!_bySku.TryGetValue(sku, out var reservations))
                {
                    _bySku[sku] = reservations = [];
                }

                reservations.Add(new Reservation(order.OrderId, order.Number, order.Status, held) { CreatedAt = order.CreatedAt });
            }
            else if (!line.IsUntaken)
            {
                // What took nothing and is none of the till's articles (a service, a download) is none of our business either.
                _unmatched.Add(line);
            }
        }
    }

    private static Sku? Match(WebOrderLine line, IReadOnlyDictionary<ListingId, Sku> skuOf, IReadOnlySet<Sku> known)
    {
        if (line.Listing is { } listing && skuOf.TryGetValue(listing, out var mapped))
        {
            return mapped;
        }

        return line.Sku is { } sku && known.Contains(sku) ? sku : null;
    }
}

/// <summary>What one order holds of one article, in stocking units.</summary>
public sealed record Reservation(long OrderId, string Number, string Status, Quantity Quantity)
{
    /// <summary>When the order was placed, by the shop's clock: since then it reserves.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
