using Tillsync.Core.Deciding;

namespace Tillsync.Simulation.World;

/// <summary>What kind of shop and till a history is about, drawn from its seed.</summary>
/// <param name="Simple">Simple products.</param>
/// <param name="Variations">Variations of one variable product.</param>
/// <param name="HasMap">The site has a USER_PRODUCT_MAP, and some articles have another SKU in the shop.</param>
/// <param name="HasUnmanaged">Some listings begin with stock management off, and policy lets Tillsync switch it on.</param>
/// <param name="HasTightGuard">The guard holds plans that zero or lower much.</param>
/// <param name="IgnoresRelativeWrites">Something in front of the shop drops <c>inventory_delta</c>.</param>
/// <param name="ShopClockError">The shop's clock against the true time.</param>
internal sealed record WorldPlan(
    int Seed,
    string WooCommerceVersion,
    int Simple,
    int Variations,
    bool HasMap,
    bool HasUnmanaged,
    bool HasTightGuard,
    bool IgnoresRelativeWrites,
    OrderKnowledge Known,
    StockBasis Basis,
    decimal SafetyStock,
    TimeSpan ShopClockError,
    TimeSpan SiteOffset
)
{
    private static readonly string[] Versions = ["8.9.3", "9.9.5", "10.4.3", "11.0.1"];

    private static readonly OrderKnowledge[] Policies =
    [
        OrderKnowledge.AppliedOrCompleted,
        OrderKnowledge.AppliedOrCompleted,
        OrderKnowledge.Applied,
        OrderKnowledge.Completed,
    ];

    public static WorldPlan Draw(int seed)
    {
        var random = new Random(seed);
        return new WorldPlan(
            seed,
            Versions[random.Next(Versions.Length)],
            random.Next(3, 9),
            random.Next(3) == 0 ? random.Next(2, 4) : 0,
            random.Next(3) == 0,
            random.Next(5) == 0,
            random.Next(5) == 0,
            seed % 16 == 0,
            Policies[random.Next(Policies.Length)],
            random.Next(4) == 0 ? StockBasis.OnHand : StockBasis.Available,
            random.Next(4) == 0 ? random.Next(1, 4) : 0,
            TimeSpan.FromSeconds(random.Next(3) == 0 ? random.Next(-600, 600) : random.Next(-2, 3)),
            TimeSpan.FromHours(random.Next(-8, 11))
        );
    }
}
