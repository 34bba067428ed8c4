using Tillsync.Core.Deciding;
using Tillsync.Sandbox;
using Tillsync.Simulation.Histories;
using Tillsync.Simulation.Processes;

namespace Tillsync.Simulation.World;

/// <summary>What Tillsync takes out of customers' sight is no longer sold, and only what it took away it brings back.</summary>
internal sealed class AppearanceInspector(SimulatedWorld world)
{
    public static bool IsInSight(ShopProduct? product) => product is { Status: "publish", CatalogVisibility: not "hidden" };

    public void Judge(SimulatedProcess sender, Offer offer, ShopProduct? before, ShopProduct? after, Sight sight)
    {
        if (IsInSight(before) == IsInSight(after))
        {
            return;
        }

        if (IsInSight(after))
        {
            if (!world.HiddenByUs.Remove(offer.Listing))
            {
                world.Violate(Invariant.Safety, $"{sender} brings listing {offer.Listing} into sight, which it had not hidden.");
            }

            return;
        }

        world.HiddenByUs.Add(offer.Listing);
        if (
            sender.Options.Policy.PhasedOut == PhasedOutListing.Zero
            || sight.Till is not { } read
            || Truths.IsSold(offer, read)
            || offer.Listing.IsVariation
        )
        {
            world.Violate(Invariant.NothingLost, $"{sender} takes listing {offer.Listing} ({offer.Sku}) out of sight, and it is sold.");
        }
    }
}
