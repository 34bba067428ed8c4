using Tillsync.Adapters.WooCommerce.Http;
using Tillsync.Adapters.WooCommerce.Json;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.WooCommerce.Listings;

/// <summary>
/// Listings by id. Lists leave out what they do not like without a word (recording 02): the trash, and variations given as products.
/// So whatever is missing is asked for in the trash, and what is missing there one by one, each at most once.
/// </summary>
internal sealed class ListingLookup(WooCommerceClient client, ListingPages pages)
{
    public async Task<IReadOnlyList<ShopListing>> ReadAsync(IReadOnlyCollection<ListingId> ids, CancellationToken cancellationToken)
    {
        Dictionary<ListingId, ShopListing> found = [];
        List<long> products = [.. ids.Where(id => !id.IsVariation).Select(id => id.ProductId).Distinct()];
        await ReadListAsync(ListingPages.Products, products, found, cancellationToken);

        var variations = ids.Where(id => id.IsVariation).Distinct().ToList();
        if (!await ReadListAsync(ListingPages.Variations, IdsOf(variations), found, cancellationToken))
        {
            foreach (var family in variations.GroupBy(id => id.ProductId))
            {
                await ReadListAsync(ListingPages.VariationsOf(family.Key), IdsOf(family), found, cancellationToken);
            }
        }

        return [.. found.Values];
    }

    private static List<long> IdsOf(IEnumerable<ListingId> variations) =>
        [.. variations.Select(id => id.VariationId.GetValueOrDefault()).Distinct()];

    /// <returns>False when the shop has no such list; nothing was read then.</returns>
    private async Task<bool> ReadListAsync(
        string path,
        List<long> ids,
        Dictionary<ListingId, ShopListing> found,
        CancellationToken cancellationToken
    )
    {
        var missing = await ReadChunksAsync(path, ShopQuery.Empty, ids, found, cancellationToken);
        if (missing is null)
        {
            return false;
        }

        missing = await ReadChunksAsync(path, ShopQuery.Empty.With("status", "trash"), missing, found, cancellationToken);
        foreach (var id in missing ?? [])
        {
            if (await ReadSingleAsync(id, cancellationToken) is { } listing)
            {
                found[listing.Id] = listing;
            }
        }

        return true;
    }

    /// <returns>The ids that the shop left out; null when it has no such list.</returns>
    private async Task<List<long>?> ReadChunksAsync(
        string path,
        ShopQuery filter,
        List<long> ids,
        Dictionary<ListingId, ShopListing> found,
        CancellationToken cancellationToken
    )
    {
        HashSet<long> missing = [.. ids];
        foreach (var chunk in ids.Chunk(pages.PageSize))
        {
            if (await pages.ReadOneAsync(path, filter.With("include", chunk), cancellationToken) is not { } listings)
            {
                return null;
            }

            foreach (var listing in listings.Where(listing => missing.Remove(listing.Id.VariationId ?? listing.Id.ProductId)))
            {
                found[listing.Id] = listing;
            }
        }

        return [.. missing];
    }

    /// <summary>This address answers for variations too, with their parent.</summary>
    private async Task<ShopListing?> ReadSingleAsync(long id, CancellationToken cancellationToken)
    {
        var path = FormattableString.Invariant($"{ListingPages.Products}/{id}");
        var request = new ShopRequest(RequestKind.ListingRead, path, ShopQuery.Empty.With("_fields", ListingJson.Fields));
        var answer = await client.AskAsync(request, cancellationToken);
        if (answer is { Status: 404, Error.Code: "woocommerce_rest_product_invalid_id" })
        {
            return null;
        }

        return answer.IsGood
            ? ListingMapper.Map(client.Parse(answer, WooCommerceJson.Default.ListingJson), isVariation: false)
            : throw client.Errors.From(answer);
    }
}
