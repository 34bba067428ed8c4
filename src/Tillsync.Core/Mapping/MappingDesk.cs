using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Mapping;

/// <summary>Changes mappings by hand: judged against till, shop and journal as they are now, all together or none.</summary>
/// <param name="rows">Writes USER_PRODUCT_MAP as well; null where its switch is off.</param>
public sealed class MappingDesk(ITill till, IShop shop, IJournal journal, IProductMap? rows, LeaseHolder holder, TimeProvider time)
{
    /// <summary>What the changes would come to; nothing is written.</summary>
    public async Task<MappingPreview> PreviewAsync(IReadOnlyList<MappingChange> changes, CancellationToken cancellationToken)
    {
        var (resolved, ground) = await ReadAsync(changes, cancellationToken);
        return MappingBook.Judge(resolved, ground);
    }

    /// <summary>Makes the changes, unless one of them has a problem.</summary>
    /// <exception cref="LeaseHeldException">A run is going on.</exception>
    public async Task<MappingPreview> ApplyAsync(IReadOnlyList<MappingChange> changes, string by, CancellationToken cancellationToken)
    {
        var lease = await LeaseKeeper.AcquireAsync(journal, holder, time, cancellationToken);
        try
        {
            var (resolved, ground) = await ReadAsync(changes, cancellationToken);
            var preview = MappingBook.Judge(resolved, ground);
            if (preview.Problems.Count > 0)
            {
                return preview;
            }

            if (rows is not null)
            {
                // The till first: where the journal then fails, its rows are honoured all the same.
                await rows.WriteAsync([.. resolved.Select(RowOf)], by, cancellationToken);
            }

            var (changed, forgotten) = MappingBook.Records(resolved, ground, by, time.GetUtcNow());
            await lease.KeepAsync();
            await journal.SaveListingsAsync(lease.Current, changed, forgotten, CancellationToken.None);
            // What kept the article from its listing may just have been put right.
            await journal.SaveParkedAsync(lease.Current, [], [.. resolved.Select(change => change.Sku)], CancellationToken.None);
            return preview;
        }
        finally
        {
            await lease.ReleaseAsync();
        }
    }

    private async Task<(IReadOnlyList<MappingChange> Changes, MappingGround Ground)> ReadAsync(
        IReadOnlyList<MappingChange> changes,
        CancellationToken cancellationToken
    )
    {
        var reading = await till.ReadAsync(cancellationToken);
        if (reading.Failures.FirstOrDefault(failure => failure.Probe == TillProbes.ProductMap) is { } failed)
        {
            throw new TillException(failed.Probe, failed.Error, "Grant SELECT on it: without it nobody can tell what is mapped.");
        }

        var memory = await JournalMemory.ReadAsync(journal, cancellationToken);
        var moment = new StockMoment(reading, [], DateTimeOffset.MinValue, memory);
        var ids = changes.Select(change => change.Listing ?? LetGo(change, memory)).OfType<ListingId>().ToHashSet();
        var listings = new Listings(ids.Count > 0 ? await shop.ReadListingsAsync(ids, cancellationToken) : []);
        // A variation may be given by its own id alone; the shop says whose it is.
        var resolved = changes.Select(change =>
            change.Listing is { } id && listings.FindByShopId(id.VariationId ?? id.ProductId) is { } listing
                ? change with
                {
                    Listing = listing.Id,
                }
                : change
        );
        var articles = UnitArticles.Add(moment.Articles, changes.Select(change => change.Sku));
        return (
            [.. resolved],
            new MappingGround(moment, listings, rows is not null)
            {
                Articles = articles.GroupBy(article => article.Sku).ToDictionary(group => group.Key, group => group.First()),
            }
        );
    }

    /// <summary>Whether it can be let go depends on the SKU that it carries now.</summary>
    private static ListingId? LetGo(MappingChange change, JournalMemory memory) =>
        change.LetsGo ? memory.Listings.GetValueOrDefault(change.Sku)?.Listing : null;

    private static ProductMapRow RowOf(MappingChange change) =>
        new(change.Sku, change.Listing is { } id ? id.VariationId ?? id.ProductId : null);
}
