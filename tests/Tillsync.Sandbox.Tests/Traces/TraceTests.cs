namespace Tillsync.Sandbox.Tests.Traces;

public sealed class TraceTests(ITestOutputHelper output)
{
    public static TheoryData<string> Files => [.. ContractRun.TraceFiles];

    [Theory]
    [MemberData(nameof(Files))]
    public void Trace_GivesTheAnswersOfTheStore(string file)
    {
        var unknown = ContractRun.Trace(file).Differences.Where(difference => !KnownDifferences.Covers(difference)).ToList();

        foreach (var difference in unknown.Take(5))
        {
            output.WriteLine(difference.ToString());
        }

        Assert.Empty(unknown);
    }

    [Fact]
    public void KnownDifferences_StillDiffer()
    {
        var seen = ContractRun
            .TraceFiles.SelectMany(file => ContractRun.Trace(file).Differences)
            .Select(item => $"{item.Trace} step {item.Step}");

        Assert.Empty(KnownDifferences.Reasons.Keys.Except(seen));
    }
}
