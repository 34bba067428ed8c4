using Tillsync.Core.Deciding;
using Tillsync.Sandbox;

namespace Tillsync.Simulation.World;

/// <summary>
/// What is true of every listing, computed from the till's and the shop's own insides and not by the product's code: how much it may show at most, and
/// what it should show once all is quiet.
/// </summary>
internal sealed class Truths(SimulatedWorld world)
{
    /// <summary>Units that a line of an order keeps from being sold again.</summary>
    public static decimal HeldBy(ShopOrder order, ShopOrderLine line) =>
        line.ReducedStock is { } taken ? Math.Max(0, taken)
        : order.Status is "processing" or "on-hold" ? line.Quantity
        : 0;

    /// <summary>
    /// The most that a listing may show right after a write: what the till could sell when it was read, less every web order that exists now and was not
    /// in the till then. Null: nobody could know, and nothing may be written.
    /// </summary>
    /// <remarks>
    /// What an order gives back after the till was read, the shop itself adds to whatever is shown. That is right where the till had let those units go; and
    /// where more had been ordered than there was, it comes on top of a zero below which nothing is ever written. Both are allowed until the next sync.
    /// </remarks>
    public decimal? Most(Offer offer, TillTruth read)
    {
        var showable = ShowableOf(offer, read.Sellable[offer.Sku], read.Mapped, order => !read.Booked.Contains(order.Id));
        if (showable is not { } most)
        {
            return null;
        }

        most += world.Floor.GivenBackSince(offer.Listing, read.At, read.Booked.Contains);
        var givenBack = world.Floor.GivenBackSince(offer.Listing, read.At, order => !read.Booked.Contains(order));
        var missing =
            Held(offer, order => !read.Booked.Contains(order.Id)) + givenBack + world.Plan.SafetyStock - (read.Sellable[offer.Sku] ?? 0);
        return most + Math.Min(givenBack, Math.Max(0, Math.Ceiling(missing)));
    }

    /// <summary>The least that it may show then: as if every order that there is held its units besides.</summary>
    public decimal Least(Offer offer, TillTruth read) =>
        (ShowableOf(offer, read.Sellable[offer.Sku], read.Mapped, _ => false) ?? 0) - Held(offer, _ => true);

    /// <summary>What a listing shows when everything has been read and nothing moves. Null: nothing is decided.</summary>
    public decimal? Expected(Offer offer)
    {
        var now = world.Till.Truth(world.Time.Elapsed);
        return ShowableOf(offer, now.Sellable[offer.Sku], now.Mapped, order => !IsKnown(order));
    }

    private decimal? ShowableOf(Offer offer, decimal? sellable, IReadOnlySet<Core.Stock.Sku>? mapped, Func<ShopOrder, bool> reserves)
    {
        if (offer.IsMapped && mapped?.Contains(offer.Sku) != true)
        {
            return 0;
        }

        if (sellable is not { } units)
        {
            return null;
        }

        return Math.Max(0, Math.Floor(units - Held(offer, reserves) - world.Plan.SafetyStock));
    }

    private decimal Held(Offer offer, Func<ShopOrder, bool> reserves)
    {
        decimal held = 0;
        foreach (var order in world.Shop.Model.Orders)
        {
            foreach (var line in order.Lines)
            {
                if ((line.VariationId != 0 ? line.VariationId : line.ProductId) == offer.ShopId && reserves(order))
                {
                    held += HeldBy(order, line);
                }
            }
        }

        return held;
    }

    private bool IsKnown(ShopOrder order)
    {
        var isApplied = world.Till.IsBooked(order.Id);
        var isCompleted = order.Status == "completed" || (order.Status is "refunded" or "trash" && world.Floor.WasCompleted(order.Id));
        return world.Plan.Known switch
        {
            OrderKnowledge.Applied => isApplied,
            OrderKnowledge.Completed => isCompleted,
            OrderKnowledge.AppliedOrCompleted => isApplied || isCompleted,
            _ => false,
        };
    }
}
