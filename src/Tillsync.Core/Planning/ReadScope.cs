using Tillsync.Core.Deciding;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Planning;

/// <summary>Which listings a cycle has to look at. Pure.</summary>
/// <param name="Articles">Articles whose listing is read; null means the whole shop.</param>
/// <param name="Ids">Listings to read by id.</param>
/// <param name="Find">Articles to look up by SKU, because no listing is known.</param>
/// <param name="KnownUnmapped">Articles that the shop was asked for before and did not have; not asked again until the whole shop is read.</param>
/// <param name="StillParked">Parked articles whose next try is not due.</param>
public sealed record ReadScope(
    IReadOnlySet<Sku>? Articles,
    IReadOnlyCollection<ListingId> Ids,
    IReadOnlyCollection<Sku> Find,
    IReadOnlySet<Sku> KnownUnmapped,
    IReadOnlyDictionary<Sku, ParkedItem> StillParked
)
{
    public bool IsWhole => Articles is null;

    /// <summary>Reads the whole shop: known listings are asked for again only where its pages did not show them.</summary>
    public static ReadScope Whole { get; } = new(null, [], [], new HashSet<Sku>(), new Dictionary<Sku, ParkedItem>());

    /// <summary>
    /// Reads what may differ from its decision: never seen, decided anew, moved by a web order, left in doubt, or due for another try.
    /// </summary>
    public static ReadScope Changed(
        IReadOnlyList<Decision> decisions,
        IReadOnlyDictionary<Sku, ListingRecord> records,
        IReadOnlyDictionary<Sku, long> mappedTo,
        IReadOnlyDictionary<Sku, ParkedItem> parked,
        IReadOnlySet<Sku> rememberedUnmapped,
        ScopeUrgency urgency
    )
    {
        ArgumentNullException.ThrowIfNull(decisions);
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(mappedTo);
        ArgumentNullException.ThrowIfNull(parked);
        ArgumentNullException.ThrowIfNull(rememberedUnmapped);
        var articles = new HashSet<Sku>();
        var ids = new HashSet<ListingId>();
        var find = new HashSet<Sku>();
        var unmapped = new HashSet<Sku>();
        var stillParked = new Dictionary<Sku, ParkedItem>();
        foreach (var decision in decisions)
        {
            var sku = decision.Sku;
            var record = records.GetValueOrDefault(sku);
            long? product = mappedTo.TryGetValue(sku, out var mapped) ? mapped : null;
            // What is parked cannot rest on an older acknowledgement: until it is read again, nothing would end its being due.
            var isParked = parked.TryGetValue(sku, out var item);
            var isMoved = record is not null && urgency.Moved.Contains(record.Listing);
            var mustRead = urgency.Everything || isParked || isMoved;
            if (decision.Target is not { } target || (!mustRead && IsAcknowledged(record, product, target)))
            {
                continue;
            }

            if (item is not null && item.NextTryAt > urgency.RetryBefore && !urgency.Remapped.Contains(sku))
            {
                stillParked.Add(sku, item);
            }
            else if (record is null && product is null && !urgency.Everything && rememberedUnmapped.Contains(sku))
            {
                unmapped.Add(sku);
            }
            else
            {
                articles.Add(sku);
                if (product is { } id && !Names(record, id))
                {
                    ids.Add(new ListingId(id));
                }
                else if (record is not null)
                {
                    ids.Add(record.Listing);
                }
                else
                {
                    find.Add(sku);
                }
            }
        }

        return new ReadScope(articles, ids, find, unmapped, stillParked);
    }

    private static bool IsAcknowledged(ListingRecord? record, long? mappedTo, ListedQuantity target) =>
        record is { NeedsLook: false, Acknowledged: { } shown }
        && shown == target.Quantity
        && (mappedTo is null || Names(record, mappedTo.Value));

    private static bool Names(ListingRecord? record, long shopId) =>
        record is not null && (record.Listing.VariationId ?? record.Listing.ProductId) == shopId;
}

/// <summary>How far a scope goes beyond what changed.</summary>
/// <param name="Everything">The articles were named one by one: read them whatever is known of them.</param>
/// <param name="RetryBefore">Parked articles whose next try lies before this instant are read again.</param>
/// <param name="Moved">Listings whose stock orders have moved since it was acknowledged.</param>
/// <param name="Remapped">Articles whose mapping has changed: what parked one of them may just have been put right, so it does not wait.</param>
public readonly record struct ScopeUrgency(
    bool Everything,
    DateTimeOffset RetryBefore,
    IReadOnlySet<ListingId> Moved,
    IReadOnlySet<Sku> Remapped
);
