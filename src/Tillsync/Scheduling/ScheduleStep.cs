using System.Text;

namespace Tillsync.Scheduling;

/// <summary>One thing that is done to install or remove a schedule; all of them are shown before the first is done.</summary>
internal abstract record ScheduleStep
{
    private ScheduleStep() { }

    /// <param name="Encoding">Windows reads its tasks in UTF-16, everything else is UTF-8.</param>
    public sealed record WriteFile(string Path, string Text, Encoding Encoding) : ScheduleStep;

    /// <summary>No error when it is gone already.</summary>
    public sealed record DeleteFile(string Path) : ScheduleStep;

    /// <param name="Advice">The next move when it fails.</param>
    /// <param name="MayFail">Then the rest is done all the same, and what it said is a warning.</param>
    /// <param name="Shown">What of its input is shown: what is ours.</param>
    public sealed record RunTool(ToolCall Call, string Advice, bool MayFail = false, string? Shown = null) : ScheduleStep;
}

/// <summary>A program of the machine, started without a shell.</summary>
/// <param name="Input">What it is given on standard input; null: nothing.</param>
/// <param name="IsInteractive">It asks its user something on this terminal.</param>
internal sealed record ToolCall(string Program, IReadOnlyList<string> Arguments, string? Input = null, bool IsInteractive = false)
{
    /// <summary>As one would type it.</summary>
    public override string ToString() => string.Join(' ', [Program, .. Arguments.Select(Shown)]);

    private static string Shown(string argument) => argument.Length > 0 && !argument.Any(char.IsWhiteSpace) ? argument : $"\"{argument}\"";
}

/// <param name="Output">Both streams' text, what was said on standard output first.</param>
internal sealed record ToolResult(int ExitCode, string Output);

/// <summary>Starts programs of the machine.</summary>
internal interface IToolRunner
{
    /// <summary>Whether it can be found at all.</summary>
    bool Has(string program);

    /// <exception cref="ScheduleException">It could not be started, or did not end in time.</exception>
    Task<ToolResult> RunAsync(ToolCall call, CancellationToken cancellationToken);
}
