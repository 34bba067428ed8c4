using System.CommandLine;
using Tillsync.Output;
using Tillsync.Scheduling;

namespace Tillsync.Commands;

/// <summary>Has the machine start <c>tillsync run</c> or <c>tillsync serve</c> by itself.</summary>
internal static class ScheduleCommand
{
    private const decimal HoursDefault = 12;

    private static readonly Option<decimal?> IntervalHours = NumberOption.Create<decimal>(
        "--interval-hours",
        "N",
        $"Hours between two runs. Default: {HoursDefault}.",
        hours => hours is >= 0.1m and <= 744,
        "a number of hours from 0.1 to 744"
    );

    private static readonly Option<string?> TaskName = new("--task-name")
    {
        Description = $"The task's name. Default: \"{TaskNames.Default}\", with the storefront's name where there are several.",
        HelpName = "NAME",
    };

    private static readonly Option<string?> User = new("--user")
    {
        Description = "The account that it runs as. Default: yours. Windows: also SYSTEM, \"LOCAL SERVICE\" or \"NETWORK SERVICE\".",
        HelpName = "NAME",
    };

    private static readonly Option<string?> Scheduler = new("--scheduler")
    {
        Description =
            $"{string.Join(", ", Schedulers.Names)}. Default: the best that this machine has. With --dry-run also another machine's.",
        HelpName = "NAME",
    };

    private static readonly Option<bool> Serve = new("--serve")
    {
        Description =
            "The service instead of runs: `tillsync serve`, started with the machine and again whenever it has ended. One for all storefronts, or for the one that is named.",
    };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only print what would be done." };

    public static Command Create() =>
        new("schedule", "Has the machine start `tillsync run`, or `tillsync serve`, by itself: Windows Task Scheduler, systemd, or cron.")
        {
            new Command("install", "Prints what it does, does it, and reads back what is there then.")
            {
                Serve,
                IntervalHours,
                TaskName,
                User,
                Scheduler,
                DryRun,
            }.Does(InstallAsync),
            new Command("show", "What is installed, and whether it is what `install` would make. Exits with 4 when it is not.")
            {
                Serve,
                TaskName,
                User,
                Scheduler,
            }.Does(ShowAsync),
            new Command("remove", "Takes it away again.") { Serve, TaskName, User, Scheduler, DryRun }.Does(RemoveAsync),
        };

    private static async Task<int> InstallAsync(CommandContext context)
    {
        var target = TargetOf(context);
        var order = target.Order(Interval(context));
        var steps = await target.Scheduler.InstallStepsAsync(order, context.Stop);
        var isDry = context.Arguments.GetValue(DryRun);
        SchedulePrinter.PrintSteps(context.Terminal, target, steps, isDry);
        foreach (var warning in target.Warnings)
        {
            context.Terminal.Warn(warning);
        }

        if (order.Interval is null && target.Scheduler.ServiceNote is { } note)
        {
            context.Terminal.Warn(note);
        }

        if (isDry)
        {
            return Report(context, ScheduleShaping.Of(target, order, steps, isDry, null, ExitCodes.Ok));
        }

        foreach (var warning in await new StepRunner(target.Tools).RunAsync(steps, context.Stop))
        {
            context.Terminal.Warn(warning);
        }

        var installed = await target.Scheduler.ReadAsync(target.TaskName, context.Stop);
        var state = ScheduleState.Of(target, order, installed);
        SchedulePrinter.PrintState(context.Terminal, target, state);
        return Report(context, ScheduleShaping.Of(target, order, steps, isDry, state, state.IsRight ? ExitCodes.Ok : ExitCodes.Failed));
    }

    private static async Task<int> ShowAsync(CommandContext context)
    {
        var target = TargetOf(context);
        var state = await ScheduleState.ReadAsync(target, context.Stop);
        SchedulePrinter.PrintState(context.Terminal, target, state);
        return Report(context, ScheduleShaping.Of(target, state.Order, [], false, state, state.IsRight ? ExitCodes.Ok : ExitCodes.Parked));
    }

    private static async Task<int> RemoveAsync(CommandContext context)
    {
        var target = TargetOf(context);
        var steps = await target.Scheduler.RemoveStepsAsync(target.TaskName, context.Stop);
        var isDry = context.Arguments.GetValue(DryRun);
        SchedulePrinter.PrintSteps(context.Terminal, target, steps, isDry);
        if (!isDry)
        {
            await new StepRunner(target.Tools).RunAsync(steps, context.Stop);
            if (steps.Count > 0 && await target.Scheduler.ReadAsync(target.TaskName, context.Stop) is not null)
            {
                throw new ScheduleException(target.TaskName, "It is still there.", "Look at it with `tillsync schedule show`.");
            }
        }

        return Report(context, ScheduleShaping.Of(target, null, steps, isDry, null, ExitCodes.Ok));
    }

    private static ScheduleTarget TargetOf(CommandContext context)
    {
        var arguments = context.Arguments;
        return ScheduleTarget.Of(
            context,
            new ScheduleChoice(
                arguments.GetValue(TaskName),
                arguments.GetValue(User),
                arguments.GetValue(Scheduler),
                OfAll: arguments.GetValue(Serve) && arguments.GetValue(CommandOptions.Storefront) is null
            ),
            onlyShows: arguments.GetValue(DryRun)
        );
    }

    /// <summary>Null for the service. Whole minutes: no scheduler knows smaller ones.</summary>
    private static TimeSpan? Interval(CommandContext context)
    {
        var hours = context.Arguments.GetValue(IntervalHours);
        return !context.Arguments.GetValue(Serve)
                ? TimeSpan.FromMinutes((long)Math.Round((hours ?? HoursDefault) * 60, MidpointRounding.AwayFromZero))
            : hours is null ? null
            : throw new UsageException(
                "--interval-hours",
                "The service stays on; it has no interval.",
                "Leave --interval-hours or --serve out."
            );
    }

    private static int Report(CommandContext context, ScheduleJson json)
    {
        if (context.Terminal.IsJson)
        {
            context.Terminal.Json(json, JsonShapes.Default.ScheduleJson);
        }

        return json.ExitCode;
    }
}
