using System.Net;
using Tillsync.Adapters.WooCommerce.Json;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.WooCommerce.Listings;

/// <summary>Wire record → what the core knows.</summary>
internal static class ListingMapper
{
    /// <param name="parentId">The parent whose variations were asked for; null when the answer has to tell.</param>
    public static ShopListing Map(ListingJson listing, bool isVariation, long? parentId = null)
    {
        var isChild = isVariation || listing.Type == "variation";
        // Shops hold variations that name no product, or themselves. Such a one keeps its own id alone, and nothing is written to it.
        var parent = listing.ParentId is > 0 and var named && named != listing.Id ? named : parentId;
        return new ShopListing(
            isChild && parent is { } id ? new ListingId(id, listing.Id) : new ListingId(listing.Id),
            Sku.From(listing.Sku),
            // Names are HTML, and so are the options of a variation whose attribute is the whole shop's.
            WebUtility.HtmlDecode(listing.Name ?? ""),
            isChild ? ListingType.Variation : TypeOf(listing.Type),
            StatusOf(listing.Status),
            listing.ManageStock,
            listing.StockQuantity is { } units ? new Quantity(units) : null,
            listing.StockStatus ?? "",
            listing.Backorders is not (null or "no"),
            ShopTime.Parse(listing.DateModifiedGmt)
        )
        {
            Visibility = isChild || string.IsNullOrEmpty(listing.CatalogVisibility) ? null : listing.CatalogVisibility,
            Barcode = string.IsNullOrWhiteSpace(listing.GlobalUniqueId) ? null : listing.GlobalUniqueId.Trim(),
        };
    }

    /// <summary>Whether variations may hang below it; types of plugins are asked too.</summary>
    public static bool MayHaveVariations(ListingType type) => type is ListingType.Variable or ListingType.Other;

    private static ListingType TypeOf(string? type) =>
        type switch
        {
            "simple" => ListingType.Simple,
            "variable" => ListingType.Variable,
            "grouped" => ListingType.Grouped,
            "external" => ListingType.External,
            _ => ListingType.Other,
        };

    private static ListingStatus StatusOf(string? status) =>
        status switch
        {
            "publish" => ListingStatus.Published,
            "draft" => ListingStatus.Draft,
            "pending" => ListingStatus.Pending,
            "private" => ListingStatus.Private,
            "future" => ListingStatus.Scheduled,
            "trash" => ListingStatus.Trashed,
            _ => ListingStatus.Other,
        };
}
