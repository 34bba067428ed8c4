using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Planning;

/// <summary>Which listing an article has in the shop.</summary>
public abstract record ListingMatch
{
    private ListingMatch() { }

    public sealed record Found(ShopListing Listing, MappingOrigin Origin) : ListingMatch;

    /// <summary>The shop has no listing for it.</summary>
    public sealed record Unmapped : ListingMatch;

    /// <summary>There is one, and it must not be written.</summary>
    /// <param name="Code">A stable word for machines.</param>
    public sealed record Blocked(ListingId? Listing, string Code, string Reason) : ListingMatch;
}

/// <summary>Matches articles to listings: a row of USER_PRODUCT_MAP first, else the equal SKU. Pure.</summary>
public static class ListingMatcher
{
    /// <param name="mappedTo">The product that USER_PRODUCT_MAP names for the article; null when it names none.</param>
    public static ListingMatch Match(Sku sku, long? mappedTo, Listings listings)
    {
        ArgumentNullException.ThrowIfNull(listings);
        return mappedTo is { } productId ? MatchMapped(sku, productId, listings) : MatchBySku(sku, listings);
    }

    private static ListingMatch MatchMapped(Sku sku, long productId, Listings listings)
    {
        if (listings.FindByShopId(productId) is not { } listing)
        {
            return new ListingMatch.Blocked(
                new ListingId(productId),
                "listing_missing",
                $"USER_PRODUCT_MAP names product {productId}, which the shop does not have. Correct or deactivate the mapping."
            );
        }

        if (listing.Sku is { } other && other != sku)
        {
            return new ListingMatch.Blocked(
                listing.Id,
                "sku_conflict",
                $"USER_PRODUCT_MAP names product {productId}, whose SKU in the shop is '{other}'. Correct the mapping or the shop's SKU."
            );
        }

        // Only where the shop's SKU does not name the article does the listing hang on the mapping alone.
        return new ListingMatch.Found(listing, listing.Sku is null ? MappingOrigin.ProductMap : MappingOrigin.EqualSku);
    }

    private static ListingMatch MatchBySku(Sku sku, Listings listings)
    {
        var found = listings.FindBySku(sku);
        if (found.Count > 1 && found.Where(listing => listing.Status != ListingStatus.Trashed).ToList() is { Count: > 0 } alive)
        {
            found = alive;
        }

        return found.Count switch
        {
            0 => new ListingMatch.Unmapped(),
            1 => new ListingMatch.Found(found[0], MappingOrigin.EqualSku),
            _ => new ListingMatch.Blocked(
                null,
                "sku_twice",
                $"The shop has this SKU {found.Count} times (listings {string.Join(", ", found.Select(listing => listing.Id))}). Give each its own."
            ),
        };
    }
}
