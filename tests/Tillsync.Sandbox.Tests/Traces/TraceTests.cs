namespace Tillsync.Sandbox.Tests.Traces;

public sealed class TraceTests(ITestOutputHelper output)
{
    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(RepositoryFiles.Recorded("traces"), "wc-*.json").Select(file => Path.GetFileName(file)!).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void Trace_GivesTheAnswersOfTheStore(string file)
    {
        var replay = new TraceReplay(Path.Combine(RepositoryFiles.Recorded("traces"), file)).Run();

        foreach (var difference in replay.Differences.Take(5))
        {
            output.WriteLine(difference.ToString());
        }

        Assert.Empty(replay.Differences);
    }
}
