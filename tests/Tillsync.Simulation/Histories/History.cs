using Tillsync.Simulation.Mutants;
using Tillsync.Simulation.World;

namespace Tillsync.Simulation.Histories;

/// <summary>What became of one history.</summary>
internal sealed record HistoryResult(int Seed, IReadOnlyList<Happening> Script, Violation? Violation, HistoryCounts Counts);

/// <summary>One seed, one history: the same on every machine, every time.</summary>
internal static class History
{
    public static HistoryResult Run(int seed, Mutant mutant, IReadOnlyList<Happening>? script = null, Action<string>? trace = null)
    {
        var happenings = script ?? HistoryScript.Draw(seed);
        using var world = new SimulatedWorld(WorldPlan.Draw(seed), mutant, JournalFiles.Folder) { Trace = trace };
        var rest = new Rest(world);
        // The first sync, which nothing disturbs.
        rest.BringToRest(isDeep: false);
        foreach (var happening in happenings)
        {
            if (world.Violation is not null)
            {
                break;
            }

            world.Time.Pass(happening.Wait);
            world.Counts.Actions++;
            world.Tell($"{happening}");
            if (happening.Act == Act.Rest)
            {
                rest.BringToRest(isDeep: happening.A % 2 == 0);
            }
            else if (!TillActs.Do(world, happening) && !ShopActs.Do(world, happening) && !OwnerActs.Do(world, happening))
            {
                ProcessActs.Do(world, happening);
            }

            world.Post?.Look();
        }

        rest.BringToRest(isDeep: seed % 2 == 0);
        world.Counts.Histories = 1;
        return new HistoryResult(seed, happenings, world.Violation, world.Counts);
    }
}
