using Tillsync.Core.Deciding;
using Tillsync.Sandbox;

namespace Tillsync.Simulation.World;

/// <summary>
/// What is true of every listing, computed from the till's and the shop's own insides and not by the product's code: how much it may show at most, and
/// what it should show once all is quiet.
/// </summary>
internal sealed class Truths(SimulatedWorld world)
{
    /// <summary>A plugin's own status of an order.</summary>
    public const string Delivered = "delivered";

    /// <summary>Units that a line of an order keeps from being sold again.</summary>
    public static decimal HeldBy(ShopOrder order, ShopOrderLine line) =>
        line.ReducedStock is { } taken ? Math.Max(0, taken)
        : order.Status is "processing" or "on-hold" or "completed" ? line.Quantity
        : 0;

    /// <summary>
    /// The most that a listing may show right after a write: what the till could sell when it was read, less every web order that exists now and was not
    /// in the till then. Null: nobody could know, and nothing may be written.
    /// </summary>
    /// <remarks>
    /// What an order gives back after the till was read, the shop itself adds to whatever is shown. That is right where the till had let those units go; and
    /// where more had been ordered than there was, it comes on top of a zero below which nothing is ever written. Both are allowed until the next sync.
    /// An order for another listing of the same stock counts only as the sender saw it: no write can know of one that comes after the last look.
    /// </remarks>
    public decimal? Most(Offer offer, Sight sight)
    {
        if (sight.Till is not { } read)
        {
            return null;
        }

        var (seen, safety) = (sight.Orders, sight.Safety[offer.Stock]);
        // What was cancelled while the listing was not managed keeps its record, and the till has taken its goods back.
        decimal Known(ShopOrder order, Offer of) =>
            order.Status is "cancelled" or "trash" ? GivenBy(order, of) : read.Has(order.Id, of.ShopId);
        if (ShowableOf(offer, read, Known, seen, safety) is not { } most)
        {
            return null;
        }

        if (!IsNamed(offer, read.Mapped))
        {
            // It is to show nothing, whatever the till has: what an order gives back on top, the next pass takes away.
            return most + world.Floor.GivenBackSince(offer.Listing, read.At);
        }

        var ofTheTill = world.Floor.GivenBackSince(offer.Listing, read);
        most += ofTheTill;
        var givenBack = world.Floor.GivenBackSince(offer.Listing, read.At) - ofTheTill;
        var missing = Held(offer, Known, seen, read.Mapped) + (givenBack * offer.Factor) + safety - (read.Sellable[offer.Stock] ?? 0);
        return most + Math.Min(givenBack, Math.Max(0, Math.Ceiling(missing / offer.Factor)));
    }

    /// <summary>The least that it may show then: as if every order that there is held its units besides.</summary>
    /// <remarks>Orders for other listings of the stock count once more as the sender saw them: what one gave back since, no write can know.</remarks>
    public decimal Least(Offer offer, Sight sight)
    {
        if (sight.Till is not { } read)
        {
            return 0;
        }

        var (seen, safety) = (sight.Orders, sight.Safety[offer.Stock]);
        var others = world.SharingStockWith(offer).Where(other => other != offer);
        var held =
            Held(offer, Nothing, null, null, countsAll: true) + others.Sum(other => other.Factor * (seen?.HeldOf(other.ShopId) ?? 0));
        return (ShowableOf(offer, read, Everything, null, safety) ?? 0) - Math.Ceiling(held / offer.Factor);
    }

    /// <summary>What a listing shows when everything has been read and nothing moves. Null: nothing is decided.</summary>
    public decimal? Expected(Offer offer)
    {
        var now = world.Till.Truth(world.Time.Elapsed);
        return ShowableOf(offer, now, Known, null, SafetyUnits.Of(world, world.Plan.SafetyStock)[offer.Stock]);
    }

    /// <param name="known">Units of an order's product that the till has, or that policy takes for known.</param>
    /// <param name="safety">Units that are kept back.</param>
    private decimal? ShowableOf(Offer offer, TillTruth read, Func<ShopOrder, Offer, decimal> known, OrdersSeen? seen, decimal safety)
    {
        if (!IsNamed(offer, read.Mapped))
        {
            return 0;
        }

        if (read.Sellable[offer.Stock] is not { } units)
        {
            return null;
        }

        return Math.Max(0, Math.Floor((units - Held(offer, known, seen, read.Mapped) - safety) / offer.Factor));
    }

    /// <summary>The listing is its article's, and that is sold on the web.</summary>
    public static bool IsSold(Offer offer, TillTruth read) => IsNamed(offer, read.Mapped) && read.Sold.Contains(offer.Stock);

    /// <summary>A row names one listing: the one that is there for it, and no other.</summary>
    private static bool IsNamed(Offer offer, IReadOnlySet<Core.Stock.Sku>? mapped) =>
        offer.IsMapped == (mapped?.Contains(offer.Sku) == true);

    /// <summary>In stocking units, of all listings that share the stock.</summary>
    /// <param name="known">Units of an order's product that the till has left out already.</param>
    /// <param name="mapped">Articles with a row in the mapping.</param>
    /// <param name="countsAll">Orders on listings that no row names any more as well.</param>
    private decimal Held(
        Offer offer,
        Func<ShopOrder, Offer, decimal> known,
        OrdersSeen? seen,
        IReadOnlySet<Core.Stock.Sku>? mapped,
        bool countsAll = false
    )
    {
        bool Counts(Offer other) =>
            other.Stock == offer.Stock && (countsAll || !other.HasForeignSku || mapped?.Contains(other.Sku) == true);
        decimal held = 0;
        foreach (var order in world.Shop.Model.Orders)
        {
            foreach (var (line, other) in world.Floor.LinesOf(order).Where(pair => Counts(pair.Offer)))
            {
                var units = HeldBy(order, line);
                var counted = other == offer || seen is null ? units : Math.Min(units, seen.HeldBy(order.Id, other.ShopId));
                held += other.Factor * Math.Max(0, counted - known(order, other));
            }
        }

        return held;
    }

    private static decimal Nothing(ShopOrder order, Offer offer) => 0;

    private static decimal Everything(ShopOrder order, Offer offer) => decimal.MaxValue;

    /// <summary>What the order's row gave the till of a listing, whatever has come back there since.</summary>
    private decimal GivenBy(ShopOrder order, Offer offer) => world.Till.Contains(order.Id) ? world.Till.RowGave(order.Id, offer.ShopId) : 0;

    /// <summary>What the policy takes for known: all of a completed order, and of one that the till has what its row gave it.</summary>
    private decimal Known(ShopOrder order, Offer offer)
    {
        var applied = GivenBy(order, offer);
        var completed =
            order.Status == "completed" || (order.Status is "refunded" or "trash" or Delivered && world.Floor.WasCompleted(order.Id))
                ? decimal.MaxValue
                : 0;
        return world.Plan.Known switch
        {
            OrderKnowledge.Applied => applied,
            OrderKnowledge.Completed => completed,
            OrderKnowledge.AppliedOrCompleted => Math.Max(applied, completed),
            _ => 0,
        };
    }
}
