using Tillsync.Core.Deciding;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Detecting;

/// <summary>Till and orders as read together, with what the journal knew before: all that decisions need.</summary>
/// <param name="Orders">The mirror with the fresh reading merged in.</param>
/// <param name="OrdersReadAt">The shop's clock at the first order read: where the sandwich begins.</param>
public sealed record StockMoment(TillReading Till, IReadOnlyList<WebOrder> Orders, DateTimeOffset OrdersReadAt, JournalMemory Memory)
{
    /// <summary>
    /// How long before the answer to the first order read the reading of the till began. An order that changed meanwhile may be newer than
    /// the till's rows: one that was completed reserves no more, though the rows may have been read before it was booked. The order read
    /// counts, for it may have been tried several times.
    /// </summary>
    public TimeSpan TillAge { get; init; }

    /// <summary>Listings that web orders have moved since the journal's picture of the orders.</summary>
    public IReadOnlySet<ListingId> Moved { get; } = OrderMirror.Moved(Orders, Memory.Orders);

    /// <summary>Articles whose mapping is not that of the last full sync.</summary>
    public IReadOnlySet<Sku> Remapped { get; } = ItemChanges.Remapped(Till, Memory.Items);

    /// <summary>USER_PRODUCT_MAP, where the site has it. A row that names the product of another row is a conflict that the plan shows.</summary>
    public IReadOnlyDictionary<Sku, long> MappedTo { get; } = MapOf(Till, Memory);

    /// <summary>IM_INV rows at selling locations.</summary>
    public int StockRowCount { get; } = Till.Items.Sum(item => item.Locations.Count(row => row.Sells));

    public Reservations Reserve(StockPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var skuOf = Memory.Listings.Values.ToDictionary(record => record.Listing, record => record.Sku);
        foreach (var (sku, product) in MappedTo)
        {
            skuOf.TryAdd(new ListingId(product), sku);
        }

        var known = Till.Items.Select(item => item.Sku).ToHashSet();
        return Reservations.From(Orders, skuOf, known, TillKnows(policy));
    }

    public Func<WebOrder, bool> TillKnows(StockPolicy policy) => Knowledge(policy).Knows;

    public TillKnowledge Knowledge(StockPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return new TillKnowledge(policy.OrderKnownWhen, Till.StagedOrders);
    }

    public IReadOnlyList<Decision> Decide(Reservations reservations, StockPolicy policy)
    {
        var kept = Memory.Listings.Keys.ToHashSet();
        var decisions = Decider.Decide(Till.Items, kept, reservations, policy);
        if (Till.Mappings is not { } mappings)
        {
            return decisions;
        }

        var mapped = mappings.Select(mapping => mapping.Sku).ToHashSet();
        return [.. decisions.Select(decision => EndedMapping(decision, mapped))];
    }

    /// <summary>A listing that hung on its mapping alone stays with its article until it is at zero.</summary>
    private Decision EndedMapping(Decision decision, HashSet<Sku> mapped) =>
        Memory.Listings.TryGetValue(decision.Sku, out var record)
        && record.Origin == MappingOrigin.ProductMap
        && !mapped.Contains(decision.Sku)
            ? new Decision.PhaseOut(decision.Sku, PhaseOutCause.MappingEnded, "Its row of USER_PRODUCT_MAP is no longer active.")
            : decision;

    private static Dictionary<Sku, long> MapOf(TillReading till, JournalMemory memory)
    {
        var map = new Dictionary<Sku, long>();
        foreach (var mapping in till.Mappings ?? [])
        {
            map.TryAdd(mapping.Sku, mapping.ProductId);
        }

        foreach (var record in memory.Listings.Values.Where(record => record.Origin == MappingOrigin.ProductMap))
        {
            map.TryAdd(record.Sku, record.Listing.VariationId ?? record.Listing.ProductId);
        }

        return map;
    }
}
