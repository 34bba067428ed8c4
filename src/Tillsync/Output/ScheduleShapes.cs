using Tillsync.Scheduling;

namespace Tillsync.Output;

// The shape of the schedule commands. Like those in JsonShapes.cs it is an interface: members are added, never renamed or removed.

/// <param name="Text">The file's text, or what is changed in what the program is given on standard input.</param>
internal sealed record ScheduleStepJson(string Action, string Name, string? Text);

internal sealed record InstalledScheduleJson(
    bool IsEnabled,
    decimal? IntervalHours,
    bool StaysOn,
    IReadOnlyList<NameTextJson> Texts,
    IReadOnlyList<NameTextJson> Facts
);

/// <param name="Storefront">Null: all of them.</param>
internal sealed record ScheduleJson(
    string? Storefront,
    string Scheduler,
    string? Note,
    string TaskName,
    string Program,
    IReadOnlyList<string> Arguments,
    string User,
    bool DryRun,
    decimal? IntervalHours,
    IReadOnlyList<ScheduleStepJson> Steps,
    InstalledScheduleJson? Installed,
    bool? IsRight,
    IReadOnlyList<string> Problems,
    IReadOnlyList<string> Warnings,
    int ExitCode,
    bool StaysOn
);

internal static class ScheduleShaping
{
    public static ScheduleJson Of(
        ScheduleTarget target,
        ScheduleOrder? order,
        IReadOnlyList<ScheduleStep> steps,
        bool isDry,
        ScheduleState? state,
        int exitCode
    )
    {
        var program = order?.Program ?? target.Run ?? target.Serve;
        return new(
            target.Storefront,
            target.Scheduler.Kind,
            target.Scheduler.Note,
            target.TaskName,
            program.Path,
            program.Arguments,
            target.User,
            isDry,
            Hours(order?.Interval),
            [.. steps.Select(SchedulePrinter.Describe).Select(step => new ScheduleStepJson(step.Action, step.Name, step.Text))],
            state?.Installed is { } installed ? Of(installed) : null,
            state?.IsRight,
            state?.Problems ?? [],
            target.Warnings,
            exitCode,
            order is { Interval: null }
        );
    }

    private static InstalledScheduleJson Of(InstalledSchedule installed) =>
        new(
            installed.IsEnabled,
            Hours(installed.Interval),
            installed.StaysOn,
            [.. installed.Texts.Select(text => new NameTextJson(text.Key, text.Value))],
            [.. installed.Facts.Select(fact => new NameTextJson(fact.Name, fact.Text))]
        );

    private static decimal? Hours(TimeSpan? interval) => interval is { } span ? (decimal)span.Ticks / TimeSpan.TicksPerHour : null;
}
