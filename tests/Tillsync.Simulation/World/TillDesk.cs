using Tillsync.Core.Stock;
using Tillsync.Sandbox;

namespace Tillsync.Simulation.World;

/// <summary>What the order desk knows and does about orders in the till.</summary>
internal sealed class TillDesk(SimulatedWorld world)
{
    private readonly Dictionary<(long OrderId, long ShopId), decimal> _comingBack = [];

    public IReadOnlyList<TakenLine> HeldNow(ShopOrder order) =>
        [
            .. world
                .Floor.LinesOf(order)
                .Select(pair => new TakenLine(pair.Offer, Truths.HeldBy(order, pair.Line)))
                .Where(line => line.Units > 0),
        ];

    /// <summary>What the till has of an order's product, once all is taken back that the desk is about to.</summary>
    public decimal StaysInTill(long orderId, Offer offer) =>
        world.Till.Has(orderId, offer.ShopId) - _comingBack.GetValueOrDefault((orderId, offer.ShopId));

    /// <summary>Nothing that its row gave the till has come back there, nor is about to.</summary>
    public bool HasKept(ShopOrder order) =>
        world.Floor.LinesOf(order).All(pair => StaysInTill(order.Id, pair.Offer) >= world.Till.RowGave(order.Id, pair.Offer.ShopId));

    /// <summary>What the order holds and the till was not given.</summary>
    public void EnterRest(ShopOrder order) =>
        world.Till.Add(
            order.Id,
            [
                .. HeldNow(order)
                    .Select(line => line with { Units = line.Units - StaysInTill(order.Id, line.Offer) })
                    .Where(line => line.Units > 0),
            ]
        );

    /// <summary>A unit of a line is refunded; what the till never had of it does not come back to it.</summary>
    public void GiveBackOneLater(ShopOrder order, ShopOrderLine line, TimeSpan later)
    {
        var held = Truths.HeldBy(order, line);
        var one = Math.Min(1, held);
        var refunded = world.Floor.LinesOf(order).FirstOrDefault(pair => pair.Line.Id == line.Id).Offer;
        GiveBackLater(order, (id, offer) => offer == refunded ? Math.Clamp(StaysInTill(id, offer) - (held - one), 0, one) : 0, later);
    }

    public void GiveBackLater(ShopOrder order, Func<long, Offer, decimal> units, TimeSpan later)
    {
        if (!world.Till.Contains(order.Id))
        {
            return;
        }

        foreach (var (_, offer) in world.Floor.LinesOf(order).ToList())
        {
            if (units(order.Id, offer) is > 0 and var count)
            {
                var key = (order.Id, offer.ShopId);
                _comingBack[key] = _comingBack.GetValueOrDefault(key) + count;
                world.Time.After(
                    later,
                    () =>
                    {
                        world.Till.TakeBack(order.Id, new TakenLine(offer, count));
                        _comingBack[key] -= count;
                    }
                );
            }
        }
    }
}

/// <summary>An order held more of a listing before than after, and the shop's stock has the difference.</summary>
internal sealed record GivenBack(ListingId Listing, long ShopId, long OrderId, long At, decimal Before, decimal After)
{
    public decimal Units => Before - After;

    /// <summary>Those of them that the till had left out when it was read.</summary>
    public decimal Of(TillTruth read)
    {
        var had = read.Has(OrderId, ShopId);
        return Math.Min(had, Before) - Math.Min(had, After);
    }
}
