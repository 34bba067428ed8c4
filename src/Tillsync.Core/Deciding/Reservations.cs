using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Deciding;

/// <summary>
/// What web orders hold that the till does not know, by article: in stocking units, and an order for another unit of an article holds
/// units of that article.
/// </summary>
public sealed class Reservations
{
    private static readonly Dictionary<Sku, Sku> NoCells = [];

    private readonly Dictionary<Sku, List<Reservation>> _bySku = [];
    private readonly List<WebOrderLine> _unmatched = [];
    private readonly Dictionary<Sku, string> _uncounted = [];
    private readonly Dictionary<long, Quantity> _byOrder = [];
    private readonly IReadOnlyDictionary<Sku, Sku> _itemOfCell;
    private readonly ILookup<Sku, Sku> _cellsOfItem;

    private Reservations(IReadOnlyDictionary<Sku, Sku> itemOfCell)
    {
        _itemOfCell = itemOfCell;
        _cellsOfItem = itemOfCell.ToLookup(entry => entry.Value, entry => entry.Key);
    }

    /// <summary>Lines that hold stock and match no article of ours: shown, never ignored.</summary>
    public IReadOnlyList<WebOrderLine> Unmatched => _unmatched;

    /// <summary>What an order reserves together, in stocking units; what matches no article counts as it was sold.</summary>
    public Quantity HeldBy(WebOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return _byOrder.GetValueOrDefault(order.OrderId);
    }

    /// <summary>Why nobody can tell how much orders hold of an article; null where everybody can.</summary>
    public string? DoubtOf(Sku sku) => _uncounted.GetValueOrDefault(sku);

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
    /// <param name="reservedBy">What each line of an order reserves, as <see cref="TillKnowledge.ReservedBy"/> tells it.</param>
    /// <param name="inUnits">Articles that are another unit of one, as <see cref="UnitArticles.Of"/> gives them.</param>
    /// <param name="itemOfCell">
    /// Cells of grid items that are listed themselves, with their item. An order for a cell holds units of the item as well; of which cells one for the item is,
    /// nobody can tell, so it holds units of each.
    /// </param>
    public static Reservations From(
        IEnumerable<WebOrder> orders,
        IReadOnlyDictionary<ListingId, Sku> skuOf,
        IReadOnlySet<Sku> known,
        Func<WebOrder, IReadOnlyList<Quantity>> reservedBy,
        IReadOnlyDictionary<Sku, TillItem>? inUnits = null,
        IReadOnlyDictionary<Sku, Sku>? itemOfCell = null
    )
    {
        ArgumentNullException.ThrowIfNull(orders);
        ArgumentNullException.ThrowIfNull(skuOf);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(reservedBy);
        var result = new Reservations(itemOfCell ?? NoCells);
        foreach (var order in orders)
        {
            result.Add(order, reservedBy(order), line => Match(line, skuOf, known), inUnits);
        }

        return result;
    }

    private void Add(
        WebOrder order,
        IReadOnlyList<Quantity> reserved,
        Func<WebOrderLine, Sku?> match,
        IReadOnlyDictionary<Sku, TillItem>? inUnits
    )
    {
        foreach (var (line, held) in order.Lines.Zip(reserved))
        {
            if (held <= Quantity.Zero)
            {
                continue;
            }

            var sku = match(line);
            var article = sku is { } known ? inUnits?.GetValueOrDefault(known) : null;
            var stocking = article?.Unit is { HasFactor: true } unit ? unit.ToStocking(held) : held;
            _byOrder[order.OrderId] = HeldBy(order) + stocking;
            if (sku is { } matched)
            {
                Add(order, matched, article, held, stocking);
            }
            else if (!line.IsUntaken)
            {
                // What took nothing and is none of the till's articles (a service, a download) is none of our business either.
                _unmatched.Add(line);
            }
        }
    }

    private void Add(WebOrder order, Sku sku, TillItem? article, Quantity held, Quantity stocking)
    {
        var stock = article?.StockSku ?? sku;
        foreach (var drawn in DrawnFrom(stock))
        {
            Hold(order, drawn, article, held, stocking);
        }
    }

    /// <summary>The stock, and those that contain it or that it may be of.</summary>
    private IEnumerable<Sku> DrawnFrom(Sku stock) =>
        _itemOfCell.TryGetValue(stock, out var item) ? [stock, item] : _cellsOfItem[stock].Prepend(stock);

    private void Hold(WebOrder order, Sku stock, TillItem? article, Quantity held, Quantity stocking)
    {
        if (article?.Unit is { HasFactor: false } unit)
        {
            _uncounted[stock] = $"Web order {order.Number} holds {held} {unit.Name} of it, and the till does not say how much that is.";
            return;
        }

        if (!_bySku.TryGetValue(stock, out var reservations))
        {
            _bySku[stock] = reservations = [];
        }

        reservations.Add(
            new Reservation(order.OrderId, order.Number, order.Status, stocking)
            {
                CreatedAt = order.CreatedAt,
                Sold = article is null ? null : $"{held} {article.Unit?.Name}",
            }
        );
    }

    private static Sku? Match(WebOrderLine line, IReadOnlyDictionary<ListingId, Sku> skuOf, IReadOnlySet<Sku> known)
    {
        // A mapping that nobody has read in the shop yet names a variation by its own id alone.
        if (
            line.Listing is { } listing
            && (
                skuOf.TryGetValue(listing, out var mapped)
                || skuOf.TryGetValue(new ListingId(listing.VariationId ?? listing.ProductId), out mapped)
            )
        )
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

    /// <summary>What was sold, where that was another unit: <c>2 CT</c>; null where it was the stocking unit.</summary>
    public string? Sold { get; init; }
}
