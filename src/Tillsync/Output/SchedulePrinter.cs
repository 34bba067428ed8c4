using System.Globalization;
using Tillsync.Scheduling;

namespace Tillsync.Output;

/// <summary>Prints what is done to a schedule, and what is there.</summary>
internal static class SchedulePrinter
{
    public static void PrintSteps(Terminal terminal, ScheduleTarget target, IReadOnlyList<ScheduleStep> steps, bool isDry)
    {
        PrintHead(terminal, target);
        if (steps.Count == 0)
        {
            terminal.Line("  Nothing of this name is installed; there is nothing to do.");
            return;
        }

        terminal.Line(isDry ? "This would be done:" : "This is done:");
        for (var i = 0; i < steps.Count; i++)
        {
            var (action, name, text) = Describe(steps[i]);
            terminal.Line($"  {i + 1}. {action} {name}");
            foreach (var line in text?.ReplaceLineEndings("\n").TrimEnd().Split('\n') ?? [])
            {
                terminal.Line($"       {line}".TrimEnd());
            }
        }

        if (isDry)
        {
            terminal.Line("Nothing has been done (--dry-run).");
        }
    }

    public static void PrintState(Terminal terminal, ScheduleTarget target, ScheduleState state)
    {
        if (state.Order is null)
        {
            PrintHead(terminal, target);
        }

        if (state.Installed is { } installed)
        {
            terminal.Line($"Installed: {Often(installed)}; {(installed.IsEnabled ? "enabled" : "DISABLED")}");
            terminal.Line($"  {string.Join(", ", installed.Texts.Keys)}");
            foreach (var fact in installed.Facts)
            {
                terminal.Line($"  {fact.Name}: {fact.Text}");
            }
        }

        foreach (var problem in state.Problems)
        {
            terminal.Line($"  - {problem}");
        }

        if (state.IsRight)
        {
            terminal.Line("It is as Tillsync would install it.");
        }
        else if (state.Installed is not null)
        {
            terminal.Line("It is NOT as Tillsync would install it; put it right with: tillsync schedule install");
        }
    }

    /// <summary>What a step does, to what, and with which text.</summary>
    public static (string Action, string Name, string? Text) Describe(ScheduleStep step) =>
        step switch
        {
            ScheduleStep.WriteFile file => ("write", file.Path, file.Text),
            ScheduleStep.DeleteFile file => ("delete", file.Path, null),
            ScheduleStep.RunTool tool => ("run", tool.Call.ToString(), tool.Shown),
            _ => throw new ArgumentOutOfRangeException(nameof(step)),
        };

    private static void PrintHead(Terminal terminal, ScheduleTarget target)
    {
        terminal.Line($"\"{target.TaskName}\" of {target.Storefronts}, by {target.Scheduler.Kind}");
        if (target.Scheduler.Note is { } note)
        {
            terminal.Line($"  {note}");
        }
    }

    private static string Often(InstalledSchedule installed) =>
        installed switch
        {
            { StaysOn: true } => "started with the machine, stays on",
            { Interval: { } interval } => string.Create(CultureInfo.InvariantCulture, $"every {interval.TotalHours:0.##} hours"),
            _ => "at times that Tillsync does not know",
        };
}
