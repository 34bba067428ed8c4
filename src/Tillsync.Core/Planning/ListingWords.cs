using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Planning;

/// <summary>Why customers do not find a listing although its number is right.</summary>
public static class ListingWords
{
    /// <returns>Null for one that they find.</returns>
    public static string? OutOfSight(ShopListing listing)
    {
        ArgumentNullException.ThrowIfNull(listing);
        return listing.Status switch
        {
            ListingStatus.Draft => "it is a draft",
            ListingStatus.Pending => "it waits for review (pending)",
            ListingStatus.Private => "it is private",
            ListingStatus.Scheduled => "it is to be published later",
            ListingStatus.Trashed => "it is in the trash",
            ListingStatus.Other => "its status is one of a plugin",
            _ => listing.Visibility == HiddenAs.HiddenVisibility ? "it is hidden from lists and searches" : null,
        };
    }
}
