using Tillsync.Core.Deciding;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Detecting;

/// <summary>
/// Which listing each article is mapped to, by the till's rows and by what somebody decided, and which listings have lost their article.
/// Pure.
/// </summary>
public static class Mappings
{
    /// <summary>The journal's memory with those records ended that the till's rows no longer bear out.</summary>
    public static JournalMemory EndStale(TillReading till, JournalMemory memory)
    {
        ArgumentNullException.ThrowIfNull(till);
        ArgumentNullException.ThrowIfNull(memory);
        // Without the table nothing has ended and nothing comes back: what a listing hung on is remembered.
        var stale = till.Mappings is { } rows ? StaleOf(rows, memory) : [];
        if (stale.Count == 0)
        {
            return memory;
        }

        var ended = memory
            .Listings.Values.Where(record => stale.Contains(record.Listing))
            .Select(record => record with { EndedAt = till.ReadAt, EndedBy = null })
            .ToList();
        return memory with
        {
            Listings = memory.Listings.Where(entry => !stale.Contains(entry.Value.Listing)).ToDictionary(),
            Ended = [.. memory.Ended, .. ended],
            NewlyEnded = ended,
        };
    }

    /// <summary>The listing that is named for each article, with what speaks against it.</summary>
    public static IReadOnlyDictionary<Sku, MappedListing> Of(TillReading till, JournalMemory memory)
    {
        ArgumentNullException.ThrowIfNull(till);
        ArgumentNullException.ThrowIfNull(memory);
        var map = new Dictionary<Sku, MappedListing>();
        foreach (var row in till.Mappings ?? [])
        {
            map.TryAdd(row.Sku, new MappedListing(row.ProductId, MappingOrigin.ProductMap));
        }

        foreach (var record in memory.Listings.Values.Where(record => record.Origin != MappingOrigin.EqualSku))
        {
            var decided = new MappedListing(ShopIdOf(record.Listing), record.Origin) { Listing = record.Listing, ShopSku = record.ShopSku };
            if (!map.TryGetValue(record.Sku, out var row))
            {
                map.Add(record.Sku, decided);
            }
            else if (row.ShopId == decided.ShopId)
            {
                map[record.Sku] = decided;
            }
            else if (record.IsDecided)
            {
                map[record.Sku] = decided with { Against = row.ShopId };
            }
        }

        return NameSharers(map, till, memory);
    }

    /// <summary>What is to become of listings whose mapping has ended and that nothing names.</summary>
    public static IReadOnlyList<EndedMapping> Ended(JournalMemory memory, IReadOnlyDictionary<Sku, MappedListing> mappedTo)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(mappedTo);
        var named = mappedTo.Values.Select(mapped => mapped.ShopId).ToHashSet();
        var kept = memory.Listings.Values.Select(record => record.Listing).ToHashSet();
        return
        [
            .. memory
                .Ended.Where(record => !named.Contains(ShopIdOf(record.Listing)) && !kept.Contains(record.Listing))
                .OrderBy(record => record.Listing)
                .Select(Of),
        ];
    }

    /// <summary>
    /// Listings that an article's own SKU must not lead to: those that somebody has taken from it by hand, and those that are mapped to another
    /// unit of it, which may carry its SKU.
    /// </summary>
    /// <param name="inUnits">Articles that are another unit of one, as <see cref="UnitArticles.Of"/> gives them.</param>
    public static ILookup<Sku, ListingId> Barred(
        JournalMemory memory,
        IReadOnlyDictionary<Sku, MappedListing> mappedTo,
        IReadOnlyDictionary<Sku, TillItem> inUnits
    )
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(mappedTo);
        ArgumentNullException.ThrowIfNull(inUnits);
        var taken = memory.Ended.Where(record => record.EndedBy is not null).Select(record => (record.Sku, record.Listing));
        var inOtherUnits = mappedTo
            .Where(entry => inUnits.ContainsKey(entry.Key))
            .Select(entry => (Sku: inUnits[entry.Key].StockSku, Listing: entry.Value.Id));
        return taken.Concat(inOtherUnits).ToLookup(pair => pair.Sku, pair => pair.Listing);
    }

    private static EndedMapping Of(ListingRecord record)
    {
        var text = record.EndedBy is { } by
            ? $"Listing {record.Listing} was taken from it by {by}."
            : $"Listing {record.Listing} is no longer mapped to it.";
        return new EndedMapping(
            record.Listing,
            record.Origin,
            record.EndedAt ?? record.ConfirmedAt,
            record.NeedsLook ? null : record.Acknowledged,
            new Decision.PhaseOut(record.Sku, PhaseOutCause.MappingEnded, text)
        )
        {
            Hidden = record.Hidden,
        };
    }

    /// <summary>
    /// A record is stale when it hung on the till's rows alone and no row names it now, or when a row names another listing for its article.
    /// What somebody decided goes stale by nobody's rows.
    /// </summary>
    private static HashSet<ListingId> StaleOf(IReadOnlyList<TillMapping> rows, JournalMemory memory)
    {
        var named = rows.ToLookup(row => row.Sku, row => row.ProductId);
        return memory
            .Listings.Values.Where(record => !record.IsDecided)
            .Where(record => record.Origin == MappingOrigin.ProductMap || named.Contains(record.Sku))
            .Where(record => !named[record.Sku].Contains(ShopIdOf(record.Listing)))
            .Select(record => record.Listing)
            .ToHashSet();
    }

    /// <summary>Two articles that are mapped to one listing: the one that has it keeps it; where neither has, neither gets it.</summary>
    private static Dictionary<Sku, MappedListing> NameSharers(Dictionary<Sku, MappedListing> map, TillReading till, JournalMemory memory)
    {
        var shared = map.GroupBy(entry => entry.Value.ShopId).Where(group => group.Skip(1).Any()).ToList();
        if (shared.Count == 0)
        {
            return map;
        }

        var sold = till.Items.Where(item => item.IsWebItem).Select(item => item.Sku).Concat(memory.Listings.Keys).ToHashSet();
        foreach (var group in shared)
        {
            var rivals = group.Select(entry => entry.Key).Where(sold.Contains).Order().ToList();
            foreach (var sku in rivals.Where(sku => !Has(memory, sku, group.Key)))
            {
                if (rivals.Find(other => other != sku) is { Text.Length: > 0 } other)
                {
                    map[sku] = map[sku] with { SharedWith = other };
                }
            }
        }

        return map;
    }

    private static bool Has(JournalMemory memory, Sku sku, long shopId) =>
        memory.Listings.TryGetValue(sku, out var record) && ShopIdOf(record.Listing) == shopId;

    private static long ShopIdOf(ListingId listing) => listing.VariationId ?? listing.ProductId;
}
