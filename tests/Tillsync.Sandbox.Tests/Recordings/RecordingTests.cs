namespace Tillsync.Sandbox.Tests.Recordings;

public sealed class RecordingTests(ITestOutputHelper output)
{
    public static TheoryData<string> Files => [.. ContractRun.RecordingFiles];

    [Theory]
    [MemberData(nameof(Files))]
    public void Recording_GivesTheAnswersOfTheStore(string file)
    {
        var replay = ContractRun.Recording(file);

        foreach (var difference in replay.Differences.Take(20))
        {
            output.WriteLine(difference);
        }

        Assert.Empty(replay.Differences);
    }
}
