using Tillsync.Adapters.WooCommerce.Http;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.WooCommerce.Listings;

/// <summary>
/// Listings by SKU: the <c>sku</c> parameter takes a list and finds variations too. The shop's comparison is the database's (case and
/// accents may not count), so only equal <see cref="Sku"/>s are kept.
/// </summary>
internal sealed class SkuSearch(ListingPages pages)
{
    /// <summary>nginx refused a URL of 9,000 characters (recording 12); a signature adds some 300 to this.</summary>
    private const int ListLengthMax = 6_000;

    public Task<IReadOnlyList<ShopListing>> FindAsync(IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken) =>
        FindAsync(ShopQuery.Empty, skus, cancellationToken);

    /// <summary>In the trash, which no other list shows (recording 06).</summary>
    public Task<IReadOnlyList<ShopListing>> FindTrashedAsync(IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken) =>
        FindAsync(ShopQuery.Empty.With("status", "trash"), skus, cancellationToken);

    private async Task<IReadOnlyList<ShopListing>> FindAsync(
        ShopQuery where,
        IReadOnlyCollection<Sku> skus,
        CancellationToken cancellationToken
    )
    {
        HashSet<Sku> wanted = [.. skus];
        Dictionary<ListingId, ShopListing> found = [];
        foreach (var list in Lists(wanted))
        {
            var filter = where.With("sku", list);
            var listings = await pages.ReadAllAsync(ListingPages.Products, filter, progress: null, cancellationToken);
            foreach (var listing in (listings ?? []).Where(listing => listing.Sku is { } sku && wanted.Contains(sku)))
            {
                found[listing.Id] = listing;
            }
        }

        return [.. found.Values];
    }

    /// <summary>
    /// One less than a page to a list: a full page then means that a SKU occurs twice, and only then a second page is asked for. The shop
    /// splits at commas but also tries the whole text, so a SKU with a comma goes alone.
    /// </summary>
    private IEnumerable<string> Lists(HashSet<Sku> skus)
    {
        var countMax = Math.Max(1, pages.PageSize - 1);
        List<string> list = [];
        var length = 0;
        foreach (var text in skus.Select(sku => sku.Text))
        {
            if (text.Contains(',', StringComparison.Ordinal))
            {
                yield return text;
                continue;
            }

            var added = Uri.EscapeDataString(text).Length + "%2C".Length;
            if (list.Count == countMax || (list.Count > 0 && length + added > ListLengthMax))
            {
                yield return Joined(list);
                list.Clear();
                length = 0;
            }

            list.Add(text);
            length += added;
        }

        if (list.Count > 0)
        {
            yield return Joined(list);
        }
    }

    /// <summary>PHP takes the text "0" for no filter at all; twice it is one.</summary>
    private static string Joined(List<string> list) => list is ["0"] ? "0,0" : string.Join(',', list);
}
