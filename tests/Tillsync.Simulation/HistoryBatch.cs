using Tillsync.Simulation.Histories;
using Tillsync.Simulation.Mutants;

namespace Tillsync.Simulation;

/// <summary>Many histories, each on one thread, several side by side.</summary>
internal static class HistoryBatch
{
    /// <param name="step">From one seed to the next.</param>
    /// <param name="onEnd">Told of each history, one at a time.</param>
    /// <returns>What happened in all of them, and those in which something happened that must not.</returns>
    public static (HistoryCounts Counts, IReadOnlyList<HistoryResult> Failed) Run(
        int from,
        int count,
        Mutant mutant,
        int workers,
        int step = 1,
        Action<HistoryResult>? onEnd = null
    )
    {
        var counts = new HistoryCounts();
        var failed = new List<HistoryResult>();
        var next = 0;
        var gate = new Lock();
        var threads = Enumerable.Range(0, workers).Select(_ => new Thread(Work, 16 * 1024 * 1024)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return (counts, [.. failed.OrderBy(result => result.Seed)]);

        void Work()
        {
            while (Interlocked.Increment(ref next) - 1 is var index && index < count)
            {
                var result = History.Run(from + (index * step), mutant);
                lock (gate)
                {
                    counts.Add(result.Counts);
                    if (result.Violation is not null)
                    {
                        failed.Add(result);
                    }

                    onEnd?.Invoke(result);
                }
            }
        }
    }

    /// <summary>The first seed in which a fault is found; null when none of them shows it.</summary>
    public static HistoryResult? FirstFailure(Mutant mutant, int within, int workers)
    {
        for (var from = 1; from <= within; from += 4 * workers)
        {
            var (_, failed) = Run(from, Math.Min(4 * workers, within - from + 1), mutant, workers);
            if (failed.Count > 0)
            {
                return failed[0];
            }
        }

        return null;
    }
}
