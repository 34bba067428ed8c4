using Tillsync.Core.Stock;

namespace Tillsync.Core.Recording;

/// <summary>What somebody does about parked articles by hand.</summary>
public sealed class Parking(IJournal journal, LeaseHolder holder, TimeProvider time)
{
    /// <summary>Makes articles due, so that the next sync tries them; the attempts so far are remembered.</summary>
    /// <param name="skus">None names all of them.</param>
    /// <returns>The articles as they are parked now.</returns>
    /// <exception cref="UnknownNameException">One of them is not parked; nothing has changed.</exception>
    /// <exception cref="LeaseHeldException">A run is going on.</exception>
    public Task<IReadOnlyList<ParkedItem>> RetryAsync(IReadOnlyList<Sku> skus, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return ChangeAsync(
            skus,
            items => [.. items.Select(item => item.NextTryAt > now ? item with { NextTryAt = now } : item)],
            cancellationToken
        );
    }

    /// <summary>
    /// Forgets that articles are parked: the next sync that meets the problem parks them anew, beginning at one attempt. It looks at their
    /// listings, whose acknowledged numbers may be from before they were parked.
    /// </summary>
    /// <returns>The articles as they were parked.</returns>
    /// <inheritdoc cref="RetryAsync"/>
    public Task<IReadOnlyList<ParkedItem>> DropAsync(IReadOnlyList<Sku> skus, CancellationToken cancellationToken) =>
        ChangeAsync(skus, _ => null, cancellationToken);

    /// <param name="change">What is parked instead; null: nothing.</param>
    private async Task<IReadOnlyList<ParkedItem>> ChangeAsync(
        IReadOnlyList<Sku> skus,
        Func<IReadOnlyList<ParkedItem>, IReadOnlyList<ParkedItem>?> change,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(skus);
        var lease = await LeaseKeeper.AcquireAsync(journal, holder, time, cancellationToken);
        try
        {
            var items = Named(await journal.ReadParkedAsync(cancellationToken), skus);
            var changed = change(items);
            if (items.Count > 0)
            {
                IReadOnlyList<Sku> cleared = changed is null ? [.. items.Select(item => item.Sku)] : [];
                await LookAtAsync(lease.Current, cleared, cancellationToken);
                await journal.SaveParkedAsync(lease.Current, changed ?? [], cleared, cancellationToken);
            }

            return changed ?? items;
        }
        finally
        {
            await lease.ReleaseAsync();
        }
    }

    private async Task LookAtAsync(Lease lease, IReadOnlyList<Sku> cleared, CancellationToken cancellationToken)
    {
        if (cleared.Count == 0)
        {
            return;
        }

        var skus = cleared.ToHashSet();
        var records = await journal.ReadListingsAsync(cancellationToken);
        IReadOnlyList<ListingId> listings = [.. records.Where(record => skus.Contains(record.Sku)).Select(record => record.Listing)];
        if (listings.Count > 0)
        {
            await journal.MarkForLookAsync(lease, listings, cancellationToken);
        }
    }

    private static IReadOnlyList<ParkedItem> Named(IReadOnlyList<ParkedItem> parked, IReadOnlyList<Sku> skus)
    {
        var bySku = parked.ToDictionary(item => item.Sku);
        var unknown = skus.Where(sku => !bySku.ContainsKey(sku)).ToList();
        if (unknown.Count > 0)
        {
            throw new UnknownNameException(
                $"SKU {string.Join(", ", unknown)}",
                unknown.Count == 1 ? "It is not parked." : "They are not parked.",
                "See `tillsync parked list`. Nothing has been changed."
            );
        }

        return skus.Count == 0 ? [.. parked.OrderBy(item => item.Sku)] : [.. skus.Distinct().Select(sku => bySku[sku])];
    }
}
