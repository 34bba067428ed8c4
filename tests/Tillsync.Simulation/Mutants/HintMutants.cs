using Tillsync.Core.Recording;

namespace Tillsync.Simulation.Mutants;

internal sealed class HintMarksNothing()
    : Mutant("hint-marks-nothing", 300, "A webhook that tells of somebody else's number does not lead to a look at the listing.")
{
    public override IJournal Journal(IJournal journal) =>
        TwistedJournal.Around(journal, (call, _, next) => call == nameof(IJournal.MarkForLookAsync) ? Task.CompletedTask : next());
}
