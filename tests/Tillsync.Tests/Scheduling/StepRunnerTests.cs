using System.Text;
using Tillsync.Scheduling;

namespace Tillsync.Tests.Scheduling;

public sealed class StepRunnerTests
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    [Fact]
    public async Task AFailedStep_EndsItWithWhatTheToolSaid()
    {
        var tools = new ScriptedTools().Answer("one", 5, "Access denied\n");
        IReadOnlyList<ScheduleStep> steps =
        [
            new ScheduleStep.RunTool(new ToolCall("one", ["x"]), "Be root."),
            new ScheduleStep.RunTool(new ToolCall("two", []), ""),
        ];

        var failure = await Assert.ThrowsAsync<ScheduleException>(() => new StepRunner(tools).RunAsync(steps, None));

        Assert.Equal(("one x", "It ended with exit code 5: Access denied", "Be root."), (failure.Subject, failure.Cause, failure.Advice));
        Assert.Equal(["one x"], tools.Calls.Select(call => call.ToString()));
    }

    [Fact]
    public async Task AStepThatMayFail_IsAWarningAndTheRestIsDone()
    {
        var tools = new ScriptedTools().Answer("one", 1, "no");
        IReadOnlyList<ScheduleStep> steps =
        [
            new ScheduleStep.RunTool(new ToolCall("one", []), "Ask.", MayFail: true),
            new ScheduleStep.RunTool(new ToolCall("two", []), ""),
        ];

        var warnings = await new StepRunner(tools).RunAsync(steps, None);

        Assert.Equal(["one: It ended with exit code 1: no Ask."], warnings);
        Assert.Equal(2, tools.Calls.Count);
    }

    [Fact]
    public async Task AFileThatCannotBeWritten_NamesItAndTheWayOut()
    {
        var file = Path.Combine(Path.GetTempFileName(), "x.service");

        var failure = await Assert.ThrowsAsync<ScheduleException>(() =>
            new StepRunner(new ScriptedTools()).RunAsync([new ScheduleStep.WriteFile(file, "x", Encoding.UTF8)], None)
        );

        Assert.Equal(file, failure.Subject);
        File.Delete(Path.GetDirectoryName(file)!);
    }

    [Fact]
    public async Task AToolThatIsNotThere_SaysSo()
    {
        var failure = await Assert.ThrowsAsync<ScheduleException>(() =>
            new ToolRunner().RunAsync(new ToolCall("tillsync-no-such-tool", []), None)
        );

        Assert.Equal("tillsync-no-such-tool", failure.Subject);
    }
}
