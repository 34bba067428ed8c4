namespace Tillsync.EndToEnd.Bench;

/// <summary>What one process of the program did.</summary>
internal sealed record Ran(string Command, int ExitCode, string Output, string Error, TimeSpan Elapsed)
{
    /// <summary>Both streams, as somebody reads them who ran the command by hand.</summary>
    public string Text => Output + Error;

    public string[] Lines => Output.Split('\n');

    /// <summary>Asserts the exit code, and shows what was printed when it is another one.</summary>
    public Ran Ended(int code)
    {
        Assert.True(code == ExitCode, $"`tillsync {Command}` ended with {ExitCode} instead of {code}:\n{Output}\n{Error}");
        return this;
    }
}
