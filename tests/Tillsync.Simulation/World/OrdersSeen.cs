using Tillsync.Sandbox;

namespace Tillsync.Simulation.World;

/// <summary>What orders held of each listing when a process last asked the shop for changed ones.</summary>
internal sealed class OrdersSeen
{
    private readonly Dictionary<(long OrderId, long ShopId), decimal> _held = [];

    public static OrdersSeen Now(SimulatedWorld world)
    {
        var seen = new OrdersSeen();
        foreach (var order in world.Shop.Model.Orders)
        {
            foreach (var (line, offer) in world.Floor.LinesOf(order))
            {
                seen._held[(order.Id, offer.ShopId)] = seen.HeldBy(order.Id, offer.ShopId) + Truths.HeldBy(order, line);
            }
        }

        return seen;
    }

    public static bool IsAskedFor(SandboxRequest request) =>
        request.Path.EndsWith("/orders", StringComparison.Ordinal)
        && request.Query.Contains("modified_after", StringComparison.Ordinal)
        && !request.Query.Contains("trash", StringComparison.Ordinal);

    public decimal HeldOf(long shopId) => _held.Where(entry => entry.Key.ShopId == shopId).Sum(entry => entry.Value);

    public decimal HeldBy(long orderId, long shopId) => _held.GetValueOrDefault((orderId, shopId));
}
