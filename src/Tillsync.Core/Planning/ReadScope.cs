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
        IReadOnlyDictionary<Sku, MappedListing> mappedTo,
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
            MappedListing? mapped = mappedTo.TryGetValue(sku, out var named) ? named : null;
            // What is parked cannot rest on an older acknowledgement: until it is read again, nothing would end its being due.
            var isParked = parked.TryGetValue(sku, out var item);
            var isMoved = record is not null && urgency.Moved.Contains(record.Listing);
            var mustRead = urgency.Everything || isParked || isMoved;
            if (
                decision.Target is not { } target
                || (!mustRead && IsAcknowledged(record, mapped, target) && IsInSightAsDecided(record, decision))
            )
            {
                continue;
            }

            if (item is not null && item.NextTryAt > urgency.RetryBefore && !urgency.Remapped.Contains(sku))
            {
                stillParked.Add(sku, item);
            }
            else if (record is null && mapped is null && !urgency.Everything && rememberedUnmapped.Contains(sku))
            {
                unmapped.Add(sku);
            }
            else
            {
                articles.Add(sku);
                if (mapped is { } other && !Names(record, other))
                {
                    ids.Add(other.Id);
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

    /// <summary>The same with ended mappings to look at: those that may show more than they should, and those that orders have moved.</summary>
    public ReadScope WithEnded(IReadOnlyList<EndedMapping> ended, IReadOnlySet<ListingId> moved)
    {
        ArgumentNullException.ThrowIfNull(ended);
        ArgumentNullException.ThrowIfNull(moved);
        var open = ended.Where(each => !each.IsSettled || moved.Contains(each.Listing)).Select(each => each.Listing);
        return IsWhole ? this : this with { Ids = [.. Ids.Union(open)] };
    }

    private static bool IsAcknowledged(ListingRecord? record, MappedListing? mapped, ListedQuantity target) =>
        record is { NeedsLook: false, Acknowledged: { } shown }
        && shown == target.Quantity
        && (mapped is not { } named || Agrees(record, named));

    /// <summary>What is to be taken out of sight, or brought back, has to be read for that.</summary>
    private static bool IsInSightAsDecided(ListingRecord? record, Decision decision) =>
        record is null || AppearanceRule.IsAsDecided(decision, record.Listing, record.Hidden);

    /// <summary>A mapping with something against it is looked at until that is settled.</summary>
    private static bool Agrees(ListingRecord record, MappedListing mapped) =>
        Names(record, mapped) && mapped is { Against: null, SharedWith: null };

    private static bool Names(ListingRecord? record, MappedListing mapped) =>
        record is not null && (record.Listing.VariationId ?? record.Listing.ProductId) == mapped.ShopId;
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
