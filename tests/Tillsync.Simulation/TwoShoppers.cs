using Tillsync.Core.Deciding;
using Tillsync.Simulation.Histories;
using Tillsync.Simulation.Mutants;
using Tillsync.Simulation.Processes;
using Tillsync.Simulation.World;

namespace Tillsync.Simulation;

/// <summary>What came of the experiment.</summary>
/// <param name="Orders">Placed while a sync was under way.</param>
/// <param name="UnitsOrdered">In them.</param>
/// <param name="UnitsGivenBack">Sold, and offered again right after a sync.</param>
/// <param name="Writes">Requests that wrote.</param>
internal sealed record TwoShopperResult(int Orders, decimal UnitsOrdered, decimal UnitsGivenBack, int Writes);

/// <summary>
/// The experiment in which a recorded shop lost 81 of 136 units to absolute writes: two shoppers go on buying while eight syncs bring a hundred
/// listings to new numbers.
/// </summary>
internal static class TwoShoppers
{
    private const int Products = 100;
    private const int Syncs = 8;

    public static TwoShopperResult Run(int seed, Mutant mutant)
    {
        var plan = WorldPlan.Draw(seed) with
        {
            Simple = Products,
            Variations = 0,
            HasMap = false,
            HasUnmanaged = false,
            HasTightGuard = false,
            IgnoresRelativeWrites = false,
            Known = OrderKnowledge.AppliedOrCompleted,
            Basis = StockBasis.Available,
            SafetyStock = 0,
            HasWebhooks = false,
            PhasedOut = PhasedOutListing.Zero,
        };
        using var world = new SimulatedWorld(plan, mutant, JournalFiles.Folder);
        world.Till.Articles.ForEach(article => article.OnHand = 60);
        new Rest(world).BringToRest(isDeep: false);
        var (writesBefore, givenBack) = (world.Network.Writes, 0m);
        for (var sync = 0; sync < Syncs; sync++)
        {
            world.Till.Articles.ForEach(article => article.OnHand += world.Random.Next(1, 6));
            var process = world.Start(ProcessKind.Scheduled, SimulatedWorld.Host);
            GoShopping(world, process);
            GoShopping(world, process);
            world.Network.Arrange(new ArrangedFault(NetworkFault.OrderBetweenItems, OnWrite: true, world.Random.Next(Products)));
            world.Time.PassUntil(() => !process.IsRunning, TimeSpan.FromHours(1));
            givenBack += world.Offers.Sum(offer => GivenBack(world, offer));
        }

        var orders = world.Shop.Model.Orders;
        return new TwoShopperResult(
            orders.Count,
            orders.SelectMany(order => order.Lines).Sum(line => line.Quantity),
            givenBack,
            world.Network.Writes - writesBefore
        );
    }

    private static void GoShopping(SimulatedWorld world, SimulatedProcess during) =>
        world.Time.After(
            TimeSpan.FromMilliseconds(world.Random.Next(400, 2500)),
            () =>
            {
                if (during.IsRunning)
                {
                    world.Floor.Buy(world.Offers[world.Random.Next(Products)], world.Random.Next(1, 4));
                    GoShopping(world, during);
                }
            }
        );

    private static decimal GivenBack(SimulatedWorld world, Offer offer)
    {
        var shown = world.Shop.Model.Get(offer.ShopId).Quantity ?? 0;
        return Math.Max(0, shown - (world.Truths.Expected(offer) ?? shown));
    }
}
