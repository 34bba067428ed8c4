using Tillsync.Core.Detecting;

namespace Tillsync.Core.Planning;

/// <summary>Tells why a listing must not be written. Each of these the shop would answer with 200 and store nothing, or worse.</summary>
internal static class ListingCheck
{
    /// <summary>The code of a listing that was thrown away.</summary>
    public const string Trashed = "listing_trashed";

    /// <summary>The code of a variation that stayed in the trash when its product was taken out of it.</summary>
    public const string TrashedAlone = "variation_trashed_alone";

    /// <param name="parent">A variation's product, where it was read.</param>
    /// <returns>Null when the listing can be written.</returns>
    public static ListingMatch.Blocked? Problem(ShopListing listing, bool takesOverUnmanaged, ShopListing? parent = null)
    {
        if (listing.Status == ListingStatus.Trashed)
        {
            return TrashProblem(listing, parent);
        }

        if (IsOrphaned(listing, parent))
        {
            return Blocked(
                listing,
                "variation_orphaned",
                "is a variation without a variable product above it, so nobody can buy it. Make its product variable again, or delete it in the shop."
            );
        }

        return listing.Type switch
        {
            ListingType.Grouped => Blocked(
                listing,
                "listing_grouped",
                "is a grouped product, which has no stock of its own. Map its parts."
            ),
            ListingType.External => Blocked(listing, "listing_external", "is an external product, which has no stock. Unmap it."),
            ListingType.Variable => Blocked(
                listing,
                "listing_variable",
                "is a variable product; its stock belongs to its variations. Give the variation this SKU."
            ),
            _ => ManagementProblem(listing, takesOverUnmanaged),
        };
    }

    /// <summary>Its product is gone, is no variable one any more (the shop leaves variations there when a product's type is changed), or is itself.</summary>
    private static bool IsOrphaned(ShopListing listing, ShopListing? parent) =>
        listing.Type == ListingType.Variation
        && (!listing.Id.IsVariation || parent is { Type: not (ListingType.Variable or ListingType.Other) });

    /// <summary>
    /// Trashing a product trashes its variations. The shop's own page brings them back with it; setting the product's status by REST leaves them
    /// there, whatever the version (recordings 13, 14): the product is back and cannot be bought.
    /// </summary>
    private static ListingMatch.Blocked TrashProblem(ShopListing listing, ShopListing? parent) =>
        parent switch
        {
            { Status: ListingStatus.Trashed } => Blocked(
                listing,
                Trashed,
                $"is in the shop's trash with its product {parent.Id}. Restore the product on the shop's page Products, which brings its variations back."
            ),
            { Status: not ListingStatus.Trashed } => Blocked(
                listing,
                TrashedAlone,
                $"is in the shop's trash and its product {parent.Id} is not: a program has restored the product without it. Move the product to the trash and restore it on the shop's page Products, which brings its variations back."
            ),
            _ => Blocked(listing, Trashed, "is in the shop's trash. Restore or delete it there."),
        };

    private static ListingMatch.Blocked? ManagementProblem(ShopListing listing, bool takesOverUnmanaged) =>
        listing.Management switch
        {
            StockManagement.ByParent => Blocked(
                listing,
                "listing_managed_by_parent",
                "shows its parent's stock and ignores writes. Switch on stock management for the variation and off for the parent."
            ),
            StockManagement.Unmanaged when !takesOverUnmanaged => Blocked(
                listing,
                "listing_unmanaged",
                "has stock management off. Switch it on in the shop, or allow it with Stock:TakeOverUnmanaged."
            ),
            _ => null,
        };

    private static ListingMatch.Blocked Blocked(ShopListing listing, string code, string text) =>
        new(listing.Id, code, $"Listing {listing.Id} {text}");
}
