using Tillsync.Simulation.Histories;
using Tillsync.Simulation.Mutants;

namespace Tillsync.Simulation;

/// <summary>Cuts a history that fails down to what it takes to fail in the same way: halves first, then quarters, at last single happenings.</summary>
internal static class Minimiser
{
    public static HistoryResult Minimise(HistoryResult failed, Mutant mutant)
    {
        var smallest = failed;
        for (var size = failed.Script.Count / 2; size >= 1; size /= 2)
        {
            for (var from = 0; from < smallest.Script.Count; )
            {
                var without = smallest.Script.Take(from).Concat(smallest.Script.Skip(from + size)).ToList();
                var result = History.Run(failed.Seed, mutant, without);
                if (result.Violation?.Invariant == failed.Violation?.Invariant)
                {
                    smallest = result;
                }
                else
                {
                    from += size;
                }
            }
        }

        return smallest;
    }
}
