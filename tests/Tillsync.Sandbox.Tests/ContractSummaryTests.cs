using Tillsync.Sandbox.Tests.Traces;

namespace Tillsync.Sandbox.Tests;

public sealed class ContractSummaryTests(ITestOutputHelper output)
{
    /// <summary>Writes what was replayed, and what was left out and why, where a reader of the build finds it.</summary>
    [Fact]
    public void Summary_IsWritten()
    {
        var traces = ContractRun.TraceFiles.Select(ContractRun.Trace).ToList();
        var recordings = ContractRun.RecordingFiles.Select(ContractRun.Recording).ToList();
        var leftOut = recordings.SelectMany(recording => recording.LeftOut).ToList();
        var steps = traces.Sum(trace => trace.Steps);
        var differences = traces.Sum(trace => trace.Differences.Count);
        var summary =
            $"sandbox contract: {traces.Count} traces, {steps} steps replayed, {differences} differences ({KnownDifferences.Reasons.Count} known); "
            + $"{recordings.Count} recordings, {recordings.Sum(recording => recording.Covered)} exchanges covered, "
            + $"{recordings.Sum(recording => recording.Differences.Count)} differences, {leftOut.Count} entries left out";

        var folder = Directory.CreateDirectory(Path.Combine(RepositoryFiles.Root, "artifacts"));
        var lines = traces.SelectMany(trace => trace.Differences).Select(difference => $"differs: {difference}");
        File.WriteAllLines(
            Path.Combine(folder.FullName, "sandbox-contract.txt"),
            [summary, .. lines, .. leftOut.Select(line => $"left out: {line}")]
        );
        output.WriteLine(summary);
        Console.WriteLine(summary);

        Assert.True(steps > 0);
    }
}
