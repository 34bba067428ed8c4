using Tillsync.Core.Detecting;
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

/// <summary>Matches articles to listings: the mapping first, else the equal SKU. Pure.</summary>
public static class ListingMatcher
{
    /// <summary>The code of a mapping to what is gone for good.</summary>
    public const string Missing = "listing_missing";

    /// <summary>The code of a listing whose SKU in the shop is not that of its article.</summary>
    public const string OtherSku = "sku_conflict";

    /// <param name="mapped">The listing that a mapping names for the article; null when none does.</param>
    /// <param name="barred">Listings that somebody has taken from this article by hand: an equal SKU does not bring them back.</param>
    /// <param name="kept">What articles have by an equal SKU so far.</param>
    public static ListingMatch Match(
        Sku sku,
        MappedListing? mapped,
        Listings listings,
        IReadOnlySet<ListingId>? barred = null,
        KeptBySku? kept = null
    )
    {
        ArgumentNullException.ThrowIfNull(listings);
        return mapped is { } named ? MatchMapped(sku, named, listings) : MatchBySku(sku, listings, barred, kept ?? KeptBySku.None);
    }

    /// <summary>The listing is another article's already.</summary>
    internal static ListingMatch.Blocked TwoArticles(ListingId listing, Sku other) =>
        new(listing, "listing_shared", $"Listing {listing} is already kept for '{other}'. One listing can follow one article only.");

    private static ListingMatch MatchMapped(Sku sku, MappedListing mapped, Listings listings)
    {
        if (mapped.Against is { } other)
        {
            return new ListingMatch.Blocked(
                mapped.Id,
                "mapping_conflict",
                $"Somebody mapped it to listing {mapped.Id}, and USER_PRODUCT_MAP names product {other}. Drop the one (`tillsync map drop`) or deactivate the other."
            );
        }

        if (listings.FindByShopId(mapped.ShopId) is not { } listing)
        {
            return new ListingMatch.Blocked(mapped.Id, Missing, $"{Says(mapped)}, which the shop does not have. {Correct(mapped)}");
        }

        if (listing.Sku is { } carried && carried != sku && carried != mapped.ShopSku)
        {
            return new ListingMatch.Blocked(
                listing.Id,
                OtherSku,
                $"{Says(mapped)}, whose SKU in the shop is '{carried}'. Correct the mapping or the shop's SKU."
            );
        }

        if (mapped.SharedWith is { } rival && listing.Sku != sku)
        {
            return new ListingMatch.Blocked(
                listing.Id,
                "listing_shared",
                $"{Says(mapped)}, which is mapped to '{rival}' as well. One listing can follow one article only: {Correct(mapped)}"
            );
        }

        // Only where the shop's SKU does not name the article does the listing hang on the till's mapping alone.
        var hangsOnSku = mapped.IsOfTheTill && listing.Sku == sku;
        return new ListingMatch.Found(listing, hangsOnSku ? MappingOrigin.EqualSku : mapped.Origin);
    }

    private static string Says(MappedListing mapped) =>
        mapped.IsOfTheTill ? $"USER_PRODUCT_MAP names product {mapped.ShopId}" : $"It was mapped to listing {mapped.Id}";

    private static string Correct(MappedListing mapped) =>
        mapped.IsOfTheTill
            ? "Correct or deactivate the mapping."
            : "Map it to another (`tillsync map set`) or drop it (`tillsync map drop`).";

    private static ListingMatch MatchBySku(Sku sku, Listings listings, IReadOnlySet<ListingId>? barred, KeptBySku kept)
    {
        var found = listings.FindBySku(sku);
        if (barred is { Count: > 0 })
        {
            found = [.. found.Where(listing => !barred.Contains(listing.Id))];
        }

        if (found.Count > 1 && found.Where(listing => listing.Status != ListingStatus.Trashed).ToList() is { Count: > 0 } alive)
        {
            found = alive;
        }

        return found.Count switch
        {
            0 when Conflict(sku, listings, kept) is { } conflict => conflict,
            0 => new ListingMatch.Unmapped(),
            1 => new ListingMatch.Found(found[0], MappingOrigin.EqualSku),
            _ => new ListingMatch.Blocked(
                null,
                "sku_twice",
                $"The shop has this SKU {found.Count} times (listings {string.Join(", ", found.Select(listing => listing.Id))}). Give each its own, or name one with `tillsync map set`."
            ),
        };
    }

    /// <summary>Somebody has given the article's listing a SKU that is nobody's: it would go on selling its last number.</summary>
    private static ListingMatch.Blocked? Conflict(Sku sku, Listings listings, KeptBySku kept) =>
        kept.Listings.TryGetValue(sku, out var id)
        && listings.Find(id) is { Sku: { } carried, Status: not ListingStatus.Trashed }
        && carried != sku
        && !kept.Articles.Contains(carried)
            ? new ListingMatch.Blocked(
                id,
                OtherSku,
                $"Listing {id} was found by the SKU '{sku}' and carries '{carried}' in the shop now. Put '{sku}' back there, say that it is this article all the same (`tillsync map set {sku} {id} --other-sku`), or take it from it (`tillsync map drop {sku}`)."
            )
            : null;
}
