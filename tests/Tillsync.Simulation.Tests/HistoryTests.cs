using System.Diagnostics;
using System.Globalization;
using Tillsync.Simulation.Histories;
using Tillsync.Simulation.Mutants;
using Tillsync.Simulation.World;

namespace Tillsync.Simulation.Tests;

public sealed class HistoryTests(ITestOutputHelper output)
{
    /// <summary>Seeds 1 to this many; TILLSYNC_TEST_SEEDS says otherwise.</summary>
    private const int SeedsDefault = 5000;

    [Fact]
    public void NoHistory_BreaksAnInvariant()
    {
        var asked = Environment.GetEnvironmentVariable("TILLSYNC_TEST_SEEDS");
        var seeds = asked is null ? SeedsDefault : int.Parse(asked, CultureInfo.InvariantCulture);
        var watch = Stopwatch.StartNew();

        var (counts, failed) = HistoryBatch.Run(1, seeds, Mutant.None, Artifacts.Workers);

        var summary = Report.Of(counts, failed.Count, watch.Elapsed);
        output.WriteLine(summary);
        Artifacts.Append("simulation.txt", summary);
        var first = failed.Count == 0 ? null : failed[0];
        var told = first is null ? "" : Report.Of(first, Minimiser.Minimise(first, Mutant.None), $"script/simulate --seed {first.Seed}");
        Assert.True(first is null, told);
        Assert.Equal(seeds, counts.Histories);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(48)]
    [InlineData(671)]
    public void ASeed_TellsTheSameHistoryEveryTime(int seed)
    {
        var first = History.Run(seed, Mutant.None).Counts;
        var second = History.Run(seed, Mutant.None).Counts;

        Assert.Equal(
            (first.Steps, first.Requests, first.Runs, first.Faults, first.WrittenListings),
            (second.Steps, second.Requests, second.Runs, second.Faults, second.WrittenListings)
        );
    }

    [Fact]
    public void Histories_MeetEverythingThatTheyAreToMeet()
    {
        var drawn = Enumerable.Range(1, 500).SelectMany(HistoryScript.Draw).ToList();

        Assert.Equal(Enum.GetValues<Act>().Order(), drawn.Select(happening => happening.Act).Distinct().Order());
        Assert.Equal(4, Enumerable.Range(1, 100).Select(seed => WorldPlan.Draw(seed).WooCommerceVersion).Distinct().Count());
    }

    [Fact]
    public void AFailingHistory_IsCutDownToOneThatFailsInTheSameWay()
    {
        var mutant = MutantList.Find("absolute-writes")!; // It is in the list.
        var failed = HistoryBatch.FirstFailure(mutant, mutant.Within, Artifacts.Workers)!; // MutantTests demand one.

        var smallest = Minimiser.Minimise(failed, mutant);

        Assert.Equal(failed.Violation!.Invariant, smallest.Violation!.Invariant);
        Assert.True(smallest.Script.Count < failed.Script.Count / 2, $"{smallest.Script.Count} of {failed.Script.Count} are left.");
        Assert.Null(History.Run(failed.Seed, Mutant.None, smallest.Script).Violation);
    }
}
