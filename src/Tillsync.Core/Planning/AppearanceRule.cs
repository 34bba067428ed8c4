using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Planning;

/// <summary>
/// Says whether a listing is to be taken out of customers' sight or brought back. Only products: what a customer sees of a variation is
/// its product's. Only what Tillsync hid is brought back, and only while the shop still shows it as Tillsync left it. Pure.
/// </summary>
internal static class AppearanceRule
{
    private const string PublishedStatus = "publish";

    /// <summary>As far as is known the listing is in sight, or out of it in this way, as decided.</summary>
    public static bool IsAsDecided(Decision decision, ListingId listing, HiddenAs? hidden) => hidden?.Field == FieldOf(decision, listing);

    /// <returns>What to send, null for nothing; and what is to be remembered, null for nothing.</returns>
    public static (AppearanceChange? Change, HiddenAs? Remembered) Of(Decision decision, ShopListing listing, HiddenAs? hidden)
    {
        if (FieldOf(decision, listing.Id) is not { } field)
        {
            return Restore(listing, hidden);
        }

        if (hidden is not null && hidden.Field != field)
        {
            // The policy has changed since: first back the one way, then out of sight the other.
            var (change, remembered) = Restore(listing, hidden);
            if (change is not null)
            {
                return (change, remembered);
            }

            hidden = null;
        }

        return Hide(listing, field, hidden);
    }

    /// <returns>Null: in sight.</returns>
    private static AppearanceField? FieldOf(Decision decision, ListingId listing) =>
        decision is Decision.PhaseOut phaseOut && !listing.IsVariation ? phaseOut.HidesBy : null;

    private static (AppearanceChange?, HiddenAs) Hide(ShopListing listing, AppearanceField field, HiddenAs? hidden)
    {
        if (field == AppearanceField.Visibility)
        {
            var shown = listing.Visibility ?? HiddenAs.HiddenVisibility;
            var isHidden = shown == HiddenAs.HiddenVisibility;
            return isHidden
                ? (null, hidden ?? new HiddenAs(field, shown))
                : (new AppearanceChange(field, HiddenAs.HiddenVisibility), new HiddenAs(field, shown));
        }

        // Private, pending and scheduled ones are out of sight by somebody's own decision.
        return listing.Status == ListingStatus.Published
            ? (new AppearanceChange(field, HiddenAs.DraftStatus), new HiddenAs(field, PublishedStatus))
            : (null, hidden ?? new HiddenAs(field, HiddenAs.DraftStatus));
    }

    /// <summary>Back into sight, where the listing is still as Tillsync left it.</summary>
    public static (AppearanceChange? Change, HiddenAs? Remembered) Restore(ShopListing listing, HiddenAs? hidden)
    {
        var isAsLeft = hidden switch
        {
            null => false,
            { Field: AppearanceField.Visibility } => listing.Visibility == HiddenAs.HiddenVisibility,
            _ => listing.Status == ListingStatus.Draft,
        };
        return isAsLeft && hidden is not null && hidden.Before != hidden.Now
            ? (new AppearanceChange(hidden.Field, hidden.Before), hidden)
            : (null, null);
    }
}
