using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Simulation.Mutants;

internal sealed class AcknowledgedTooEarly()
    : Mutant("acknowledged-too-early", 800, "What is to be written is recorded as done before it is sent.")
{
    public override IJournal Journal(IJournal journal, TimeProvider clock) =>
        TwistedJournal.Around(
            journal,
            (call, args, next) =>
                call == nameof(IJournal.RecordIntentsAsync) && args is [Lease lease, long run, IReadOnlyList<PlannedWrite> writes, ..]
                    ? RecordAsync(journal, lease, run, writes)
                    : next()
        );

    private static async Task<IReadOnlyList<long>> RecordAsync(IJournal journal, Lease lease, long run, IReadOnlyList<PlannedWrite> writes)
    {
        var intents = await journal.RecordIntentsAsync(lease, run, writes, CancellationToken.None);
        var settled = intents.Zip(writes, (id, write) => new Settlement(id, IntentState.Accepted, null, write.To.Quantity));
        await journal.RecordSettlementsAsync(lease, [.. settled], CancellationToken.None);
        return intents;
    }
}

internal sealed class PositionBeforeOutcomes()
    : Mutant(
        "position-before-outcomes",
        2000,
        "How far orders were read is stored before anything is written, and what was read with the outcomes."
    )
{
    public override IJournal Journal(IJournal journal, TimeProvider clock) =>
        TwistedJournal.Around(
            journal,
            (call, args, next) =>
                call == nameof(IJournal.RecordIntentsAsync) && args is [Lease lease, ..]
                    ? RecordAsync(journal, clock, lease, () => (Task<IReadOnlyList<long>>)next()!) // The interface says so.
                    : next()
        );

    private static async Task<IReadOnlyList<long>> RecordAsync(
        IJournal journal,
        TimeProvider clock,
        Lease lease,
        Func<Task<IReadOnlyList<long>>> record
    )
    {
        if (await journal.ReadPositionsAsync(CancellationToken.None) is { } positions)
        {
            var now = clock.GetUtcNow();
            var run = await journal.BeginRunAsync(lease, new RunStart("position", "position", now), CancellationToken.None);
            await journal.CompleteRunAsync(
                lease,
                new RunEnd(run, RunResult.Succeeded, now, RunCounts.None, null, null),
                new Advance(
                    positions with
                    {
                        OrdersRead = new ClockReading(now, now),
                    },
                    [],
                    [],
                    [.. await journal.ReadStagedOrderIdsAsync(CancellationToken.None)],
                    await journal.ReadOrdersAsync(CancellationToken.None)
                ),
                CancellationToken.None
            );
        }

        return await record();
    }
}

internal sealed class HintMarksNothing()
    : Mutant("hint-marks-nothing", 300, "A webhook that tells of somebody else's number does not lead to a look at the listing.")
{
    public override IJournal Journal(IJournal journal, TimeProvider clock) =>
        TwistedJournal.Around(journal, (call, _, next) => call == nameof(IJournal.MarkForLookAsync) ? Task.CompletedTask : next());
}

internal sealed class RulesForgotten() : Mutant("rules-forgotten", 300, "What the owner has ruled for single articles is never read.")
{
    public override IJournal Journal(IJournal journal, TimeProvider clock) =>
        TwistedJournal.Around(
            journal,
            (call, _, next) => call == nameof(IJournal.ReadRulesAsync) ? Task.FromResult<IReadOnlyList<StockRule>>([]) : next()
        );
}
