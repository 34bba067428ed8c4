using Tillsync.Simulation.Mutants;

namespace Tillsync.Simulation.Tests;

public sealed class MutantTests
{
    public static TheoryData<string> Names => [.. MutantList.All.Select(mutant => mutant.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void EachDeliberateFault_IsFound(string name)
    {
        var mutant = MutantList.Find(name)!; // The names come from the list.

        var found = HistoryBatch.FirstFailure(mutant, mutant.Within, Artifacts.Workers);

        Artifacts.Append(
            "mutants.txt",
            $"{mutant.Name}: {(found is null ? "not found" : $"seed {found.Seed}, {found.Violation!.Invariant}")}"
        );
        Assert.True(found is not null, $"{mutant.Fault} None of {mutant.Within} histories shows it.");
    }
}
