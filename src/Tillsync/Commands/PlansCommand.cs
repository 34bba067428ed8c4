using System.CommandLine;
using Tillsync.Core.Recording;
using Tillsync.Output;

namespace Tillsync.Commands;

/// <summary>Plans that the guard held: which there are, what they would write, and somebody's word on one of them.</summary>
internal static class PlansCommand
{
    private static readonly Argument<string?> Shown = new("checksum")
    {
        Description = "The plan's checksum or its first 6 digits or more. Default: the one that waits.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Argument<string> Named = new("checksum") { Description = "The plan's checksum or its first 6 digits or more." };

    public static Command Create() =>
        new("plans", "Plans that the guard held.")
        {
            new Command("list", "Which plans were held, and what became of them.") { CommandOptions.Rows }.Does(ListAsync),
            new Command("show", "What a held plan would write, and why it was held.") { Shown, CommandOptions.Rows }.Does(ShowAsync),
            new Command("approve", "Lets this very plan through: the next run that arrives at it carries it out, once.") { Named }.Does(
                context => DecideAsync(context, (approval, name) => approval.ApproveAsync(name, Operator.Name, context.Stop))
            ),
            new Command("reject", "Puts a plan away: a run that arrives at it stays held.") { Named }.Does(context =>
                DecideAsync(context, (approval, name) => approval.RejectAsync(name, Operator.Name, context.Stop))
            ),
        };

    private static async Task<int> ListAsync(CommandContext context)
    {
        await using var session = await context.OpenAsync(JournalAccess.Read);
        var plans = await session.Journal.ReadHeldPlansAsync(context.Stop);
        if (context.Terminal.IsJson)
        {
            var list = new PlanListJson(session.Name, [.. plans.Select(PlanShaping.Of)]);
            context.Terminal.Json(list, JsonShapes.Default.PlanListJson);
        }
        else
        {
            PlanPrinter.Print(context.Terminal, plans, context.Time, context.Arguments.GetValue(CommandOptions.Rows));
        }

        return ExitCodes.Ok;
    }

    private static async Task<int> ShowAsync(CommandContext context)
    {
        await using var session = await context.OpenAsync(JournalAccess.Read);
        var plans = await session.Journal.ReadHeldPlansAsync(context.Stop);
        var plan = context.Arguments.GetValue(Shown) is { } name ? HeldPlanBook.Find(plans, name) : Waiting(plans);
        var writes = await session.Journal.ReadHeldWritesAsync(plan.Checksum, context.Stop);
        if (context.Terminal.IsJson)
        {
            var shown = new PlanJson(session.Name, PlanShaping.Of(plan), [.. writes.Select(PlanShaping.Of)]);
            context.Terminal.Json(shown, JsonShapes.Default.PlanJson);
        }
        else
        {
            PlanPrinter.Print(context.Terminal, plan, writes, context.Time, context.Arguments.GetValue(CommandOptions.Rows));
        }

        return ExitCodes.Ok;
    }

    private static async Task<int> DecideAsync(CommandContext context, Func<PlanApproval, string, Task<HeldPlan>> decide)
    {
        await using var session = await context.OpenAsync(JournalAccess.Write);
        var approval = new PlanApproval(session.Journal, session.Ports(context.HardStop).Holder, context.Time);
        var plan = await LeaseWait.RunAsync(context, () => decide(approval, context.Arguments.GetValue(Named) ?? ""));
        if (context.Terminal.IsJson)
        {
            context.Terminal.Json(new PlanDecisionJson(session.Name, PlanShaping.Of(plan)), JsonShapes.Default.PlanDecisionJson);
        }
        else
        {
            PlanPrinter.PrintDecision(context.Terminal, plan, context.Time);
        }

        return ExitCodes.Ok;
    }

    private static HeldPlan Waiting(IReadOnlyList<HeldPlan> plans) =>
        plans.FirstOrDefault(plan => plan.State == HeldPlanState.Held)
        ?? plans.FirstOrDefault(plan => plan.State == HeldPlanState.Approved)
        ?? throw new UsageException("plans show", "No plan waits.", "Name one of those that `tillsync plans list` shows.");
}
