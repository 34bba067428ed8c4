using System.Globalization;
using Tillsync.Adapters.WooCommerce.Http;
using Tillsync.Adapters.WooCommerce.Json;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.WooCommerce.Listings;

/// <summary>Reads lists of products or variations, one page or all.</summary>
internal sealed class ListingPages(WooCommerceClient client)
{
    public const string Products = "wc/v3/products";

    /// <summary>All variations of the shop; WooCommerce 10.3 and later have it (recording 14).</summary>
    public const string Variations = "wc/v3/variations";

    public int PageSize => client.Options.PageSize;

    public static string VariationsOf(long parentId) => string.Create(CultureInfo.InvariantCulture, $"{Products}/{parentId}/variations");

    /// <summary>A page that no other can follow, such as the answer to as many ids as a page holds.</summary>
    /// <returns>Null when the shop has no list of all variations.</returns>
    public async Task<IReadOnlyList<ShopListing>?> ReadOneAsync(string path, ShopQuery filter, CancellationToken cancellationToken)
    {
        var request = Request(path, filter);
        return await AskAsync(request, cancellationToken) is { } answer ? Map(path, Rows(answer)) : null;
    }

    /// <summary>
    /// Every page in the order of ids. A short page ends it unless the shop counts more pages: rows that the key's user may not see are
    /// left out of a page. The count itself never ends it.
    /// </summary>
    /// <returns>Null when the shop has no list of all variations.</returns>
    public async Task<IReadOnlyList<ShopListing>?> ReadAllAsync(
        string path,
        ShopQuery filter,
        IProgress<int>? progress,
        CancellationToken cancellationToken
    )
    {
        Dictionary<ListingId, ShopListing> found = [];
        for (var page = 1; ; page++)
        {
            var request = Request(path, filter.With("orderby", "id").With("order", "asc").With("page", page));
            if (await AskAsync(request, cancellationToken) is not { } answer)
            {
                return null;
            }

            var rows = Rows(answer);
            var known = found.Count;
            foreach (var listing in Map(path, rows))
            {
                found[listing.Id] = listing;
            }

            progress?.Report(found.Count);
            if (rows.Count == 0 || (rows.Count < PageSize && !(answer.Headers.TotalPages > page)))
            {
                return [.. found.Values];
            }

            if (rows.Count >= PageSize && found.Count == known)
            {
                throw client.Errors.PagesRepeat(request);
            }
        }
    }

    private static List<ShopListing> Map(string path, List<ListingJson> rows) =>
        [.. rows.Select(row => ListingMapper.Map(row, path != Products, ParentIn(path)))];

    private static long? ParentIn(string path) =>
        path.Split('/') is ["wc", "v3", "products", var parent, "variations"] ? long.Parse(parent, CultureInfo.InvariantCulture) : null;

    private ShopRequest Request(string path, ShopQuery filter) =>
        new(RequestKind.ListingRead, path, filter.With("per_page", PageSize).With("_fields", ListingJson.Fields));

    private async Task<ShopAnswer?> AskAsync(ShopRequest request, CancellationToken cancellationToken)
    {
        if (request.Path == Variations && client.ListsAllVariations is false)
        {
            return null;
        }

        var answer = await client.AskAsync(request, cancellationToken);
        if (request.Path == Variations && answer is { Status: 404, Error.Code: "rest_no_route" })
        {
            client.ListsAllVariations = false;
            return null;
        }

        return answer.IsGood ? answer : throw client.Errors.From(answer);
    }

    private List<ListingJson> Rows(ShopAnswer answer) => client.Parse(answer, WooCommerceJson.Default.ListListingJson);
}
