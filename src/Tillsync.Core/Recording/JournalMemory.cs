using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Recording;

/// <summary>What the journal remembers, as a cycle needs it.</summary>
public sealed record JournalMemory(
    Positions? Positions,
    IReadOnlyList<RememberedItem> Items,
    IReadOnlyDictionary<Sku, ListingRecord> Listings,
    IReadOnlyList<WebOrder> Orders,
    IReadOnlyList<Intent> OpenIntents,
    IReadOnlyDictionary<Sku, ParkedItem> Parked
)
{
    /// <summary>Articles that the shop was asked for and did not have.</summary>
    public IReadOnlySet<Sku> Unmapped { get; } = Items.Where(item => item.IsUnmapped).Select(item => item.Sku).ToHashSet();

    /// <summary>Listings that are no longer their article's.</summary>
    public IReadOnlyList<ListingRecord> Ended { get; init; } = [];

    /// <summary>Listings that Tillsync has taken out of sight, and how.</summary>
    public IReadOnlyDictionary<ListingId, HiddenAs> Hidden =>
        Listings
            .Values.Concat(Ended)
            .Where(record => record.Hidden is not null)
            .ToDictionary(record => record.Listing, record => record.Hidden!); // Just filtered.

    /// <summary>Products that were to be made, oldest first.</summary>
    public IReadOnlyList<Creation> Creations { get; init; } = [];

    /// <summary>Writes and creations whose outcome nobody has recorded.</summary>
    internal IReadOnlyList<OpenWrite> OpenWrites =>
        [
            .. OpenIntents.Select(intent => new OpenWrite(intent.RunId, intent.IntendedAt)),
            .. Creations.Where(creation => creation.IsOpen).Select(creation => new OpenWrite(creation.RunId, creation.IntendedAt)),
        ];

    /// <summary>What holds for single articles and categories.</summary>
    public StockRules Rules { get; init; } = StockRules.None;

    /// <summary>Those of <see cref="Ended"/> that the journal does not have as ended yet.</summary>
    public IReadOnlyList<ListingRecord> NewlyEnded { get; init; } = [];

    public static async Task<JournalMemory> ReadAsync(IJournal journal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var listings = await journal.ReadListingsAsync(cancellationToken);
        return new JournalMemory(
            await journal.ReadPositionsAsync(cancellationToken),
            await journal.ReadItemsAsync(cancellationToken),
            listings
                .Where(record => record.EndedAt is null)
                .GroupBy(record => record.Sku)
                .ToDictionary(group => group.Key, group => group.Last()),
            await journal.ReadOrdersAsync(cancellationToken),
            await journal.ReadOpenIntentsAsync(cancellationToken),
            (await journal.ReadParkedAsync(cancellationToken)).ToDictionary(item => item.Sku)
        )
        {
            Ended = [.. listings.Where(record => record.EndedAt is not null)],
            Creations = await journal.ReadCreationsAsync(cancellationToken),
            Rules = new StockRules(await journal.ReadRulesAsync(cancellationToken)),
        };
    }
}
