using Tillsync.Scheduling;

namespace Tillsync.Tests.Scheduling;

internal static class SomeOrders
{
    public static readonly DateTimeOffset FirstAt = new(2026, 3, 1, 4, 5, 0, TimeSpan.FromHours(-5));

    public static ScheduleOrder Timed(double hours = 12) =>
        new(TaskNames.Default, Program("run", "--config", "/etc/tillsync/tillsync.json"), TimeSpan.FromHours(hours), "till", FirstAt);

    public static ScheduleOrder Lasting() =>
        new(TaskNames.Default, Program("serve", "--config", "/etc/tillsync/tillsync.json"), null, "till", FirstAt);

    /// <summary>A program that every Unix machine has, since systemd looks whether it is there.</summary>
    public static ScheduledProgram Program(params string[] arguments) =>
        new("/bin/true", arguments, "/tmp", new Dictionary<string, string>());
}

/// <summary>Answers as told, and remembers what it was asked to start.</summary>
internal sealed class ScriptedTools : IToolRunner
{
    private readonly Dictionary<string, ToolResult> _answers = [];

    public List<ToolCall> Calls { get; } = [];

    public bool HasVerifier { get; init; } = true;

    /// <param name="start">How the command line begins.</param>
    public ScriptedTools Answer(string start, int exitCode, string output)
    {
        _answers[start] = new ToolResult(exitCode, output);
        return this;
    }

    public bool Has(string program) => HasVerifier;

    public Task<ToolResult> RunAsync(ToolCall call, CancellationToken cancellationToken)
    {
        Calls.Add(call);
        var answer = _answers.LastOrDefault(answer => call.ToString().StartsWith(answer.Key, StringComparison.Ordinal));
        return Task.FromResult(answer.Value ?? new ToolResult(0, ""));
    }
}
