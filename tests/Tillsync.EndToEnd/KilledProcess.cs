using System.Diagnostics;
using System.Globalization;
using Tillsync.EndToEnd.Bench;
using Tillsync.EndToEnd.Killing;

namespace Tillsync.EndToEnd;

/// <summary>kill -9 at any point of a sync, with a shop and a till that go on meanwhile.</summary>
public sealed class KilledProcess(ITestOutputHelper output)
{
    /// <summary>Fewer or more for a try by hand.</summary>
    private const string CountVariable = "TILLSYNC_TEST_KILLS";
    private const int CountDefault = 24;

    /// <summary>Most of a run is waiting for the shop or for quiet: several side by side do not take longer than one.</summary>
    private const int SequenceCount = 4;
    private const int Seed = 20261123;

    [Fact]
    public async Task AtAnyPoint_NextRunLeavesEveryListingRight()
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable(CountVariable), CultureInfo.InvariantCulture, out var number)
            ? number
            : CountDefault;
        var watch = Stopwatch.StartNew();

        var tallies = await Task.WhenAll(Enumerable.Range(0, SequenceCount).Select(index => RunAsync(index, kills / SequenceCount)));

        var tally = tallies.Aggregate(KillTally.None, (sum, each) => sum + each);
        Say($"{tally}. Seeds {Seed} to {Seed + (10 * (SequenceCount - 1))}, {watch.Elapsed.TotalSeconds:0} s.");
        Assert.True(tally.Kills >= kills / SequenceCount * SequenceCount);
        Assert.True(tally.Writing >= tally.Kills / 3, $"Too few kills hit the writing phase: {tally}");
        Assert.True(tally.KillsWithOpenIntents >= tally.Kills / 5, $"Too few kills left an intent open: {tally}");
    }

    private static async Task<KillTally> RunAsync(int index, int kills)
    {
        // Every other shop is plain http, where each request is signed and a signature is good once only.
        await using var sequence = await KillSequence.StartAsync(Seed + (10 * index), https: index % 2 == 0);
        return await sequence.RunAsync(kills);
    }

    private void Say(string text)
    {
        output.WriteLine(text);
        Artifacts.Write("killed-process.txt", text);
    }
}
