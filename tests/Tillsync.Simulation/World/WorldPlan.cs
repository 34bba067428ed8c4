using Tillsync.Core.Deciding;
using Tillsync.Sandbox;
using Tillsync.Simulation.Time;

namespace Tillsync.Simulation.World;

/// <summary>What kind of shop and till a history is about, drawn from its seed.</summary>
/// <param name="Simple">Simple products.</param>
/// <param name="Variations">Variations of one variable product.</param>
/// <param name="HasMap">The site has a USER_PRODUCT_MAP, and some articles have another SKU in the shop.</param>
/// <param name="HasUnmanaged">Some listings begin with stock management off, and policy lets Tillsync switch it on.</param>
/// <param name="HasTightGuard">The guard holds plans that zero or lower much.</param>
/// <param name="Unlisted">Articles that the shop does not have at first.</param>
/// <param name="MakesDrafts">Policy lets Tillsync make products of them.</param>
/// <param name="IgnoresRelativeWrites">Something in front of the shop drops <c>inventory_delta</c>.</param>
/// <param name="ShopClockError">The shop's clock against the true time.</param>
/// <param name="HasWebhooks">The service runs, and the shop tells it of changes.</param>
/// <param name="Grace">So long a phased-out listing stays in sight, at zero.</param>
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
    TimeZoneInfo SiteZone,
    int Unlisted,
    bool MakesDrafts,
    bool HasWebhooks,
    PhasedOutListing PhasedOut,
    TimeSpan Grace
)
{
    /// <summary>
    /// The shop's clock is set by up to an hour. Only clocks of our own that are right can tell that afterwards, so in these worlds they are.
    /// </summary>
    public bool SetsShopClock => Seed % 2 == 1;

    /// <summary>Always back, or always forward: what is stamped between the one and the other no clock can tell afterwards.</summary>
    public bool SetsShopClockBack => Seed % 4 == 1;

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
            DrawZone(random),
            random.Next(2) == 0 ? random.Next(1, 3) : 0,
            random.Next(3) == 0,
            random.Next(3) == 0,
            random.Next(2) == 0 ? PhasedOutListing.Zero : (PhasedOutListing)random.Next(1, 3),
            TimeSpan.FromHours(random.Next(3) == 0 ? random.Next(1, 4) : 0)
        );
    }

    /// <summary>In many shops the clock is put forward or back within the first day.</summary>
    private static TimeZoneInfo DrawZone(Random random)
    {
        var offset = TimeSpan.FromHours(random.Next(-8, 11));
        var change = (SimulatedTime.Start + offset).DateTime.AddMinutes(random.Next(0, 24 * 60));
        return random.Next(3) switch
        {
            0 => SandboxOptions.ZoneOf(offset),
            1 => Zone(offset, change, change.AddMonths(6)),
            _ => Zone(offset, change.AddMonths(-1), change),
        };
    }

    private static TimeZoneInfo Zone(TimeSpan offset, DateTime from, DateTime until)
    {
        var rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue.Date,
            DateTime.MaxValue.Date,
            TimeSpan.FromHours(1),
            Yearly(from),
            Yearly(until)
        );
        var name = FormattableString.Invariant(
            $"UTC{offset.TotalHours:+0.##;-0.##}, an hour more from {from:MM-dd HH:mm} to {until:MM-dd HH:mm}"
        );
        return TimeZoneInfo.CreateCustomTimeZone("site", offset, name, null, null, [rule]);
    }

    private static TimeZoneInfo.TransitionTime Yearly(DateTime moment) =>
        TimeZoneInfo.TransitionTime.CreateFixedDateRule(DateTime.MinValue + moment.TimeOfDay, moment.Month, moment.Day);
}
