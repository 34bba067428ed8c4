using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Output;

/// <summary>Prints plans that the guard held.</summary>
internal static class PlanPrinter
{
    public static void Print(Terminal terminal, IReadOnlyList<HeldPlan> plans, TimeProvider time, int? most)
    {
        if (plans.Count == 0)
        {
            terminal.Line("No plan has been held.");
            return;
        }

        terminal.Table(
            ["Plan", "State", "Scope", "Writes", "Held since", "Seen", "What became of it", "Reasons"],
            [
                .. plans.Select(plan =>
                    (string[])
                        [
                            plan.Checksum,
                            JsonShaping.Name(plan.State),
                            plan.Scope,
                            $"{plan.WriteCount}",
                            Words.Local(plan.HeldAt, time),
                            $"{plan.Seen}",
                            Fate(plan, time),
                            string.Join(" ", plan.Reasons),
                        ]
                ),
            ],
            most
        );
    }

    public static void Print(Terminal terminal, HeldPlan plan, IReadOnlyList<HeldWrite> writes, TimeProvider time, int? most)
    {
        terminal.Line($"Plan {plan.Checksum} ({plan.Scope}): {JsonShaping.Name(plan.State)}");
        terminal.Line($"  {Since(plan, time)}{(plan.RunId is { } run ? $", first by run {run}" : "")}");
        if (plan.State != HeldPlanState.Held)
        {
            terminal.Line($"  {Fate(plan, time)}");
        }

        terminal.Line("Held because");
        foreach (var reason in plan.Reasons)
        {
            terminal.Line($"  - {reason}");
        }

        terminal.Line($"Writes ({writes.Count}):");
        terminal.Table(["SKU", "Listing", "Shows", "Should", "Change", "Because"], [.. writes.Select(Row)], most);
        if (plan.State == HeldPlanState.Held)
        {
            PrintNext(terminal, plan);
        }
    }

    public static void PrintDecision(Terminal terminal, HeldPlan plan, TimeProvider time)
    {
        terminal.Line($"Plan {plan.Checksum} ({plan.WriteCount} writes): {Fate(plan, time)}");
        terminal.Line(
            plan.State == HeldPlanState.Approved
                ? "Only this plan: if till or shop change meanwhile, the next one is held anew."
                : $"To change your mind: tillsync plans approve {plan.Checksum}"
        );
    }

    /// <summary>What to do about a plan that waits.</summary>
    public static void PrintNext(Terminal terminal, HeldPlan plan)
    {
        if (!plan.CanBeApproved)
        {
            terminal.Line("An empty read is no plan and cannot be approved. Find out why the till showed nothing.");
            return;
        }

        PrintApproval(terminal, plan.Checksum, plan.Scope, isKept: true);
    }

    /// <param name="isKept">A run was held with it; a plan that only a dry run has seen is not in the journal.</param>
    public static void PrintApproval(Terminal terminal, string checksum, string scope, bool isKept)
    {
        terminal.Line("If that is right, approve this plan and no other:");
        if (isKept)
        {
            terminal.Line($"  tillsync plans approve {checksum}   ({Next(scope)} carries it out)");
        }

        terminal.Line($"  tillsync {CommandOf(scope)} --apply --plan {checksum}{(isKept ? "   (carries it out now)" : "")}");
    }

    public static string Since(HeldPlan plan, TimeProvider time) =>
        plan.Seen <= 1
            ? $"held since {Words.Local(plan.HeldAt, time)}"
            : $"held since {Words.Local(plan.HeldAt, time)}, seen {plan.Seen} times, last {Words.Local(plan.LastSeenAt, time)}";

    /// <summary>What became of it, in one line.</summary>
    public static string Fate(HeldPlan plan, TimeProvider time) =>
        plan.State switch
        {
            HeldPlanState.Held => "waits for approval",
            HeldPlanState.Approved => $"approved by {By(plan, time)}; {Next(plan.Scope)} that arrives at it carries it out, once",
            HeldPlanState.Rejected => $"rejected by {By(plan, time)}; a run that arrives at it stays held",
            HeldPlanState.Applied => $"carried out by run {plan.AppliedRunId}, approved by {By(plan, time)}",
            _ => plan.SupersededBy is { } other ? $"superseded by plan {other}" : "superseded: a later run was not held",
        };

    private static string By(HeldPlan plan, TimeProvider time) =>
        plan.DecidedAt is { } at ? $"{plan.DecidedBy} at {Words.Local(at, time)}" : $"{plan.DecidedBy}";

    private static string Next(string scope) =>
        scope == RunScope.Full ? "the next run or sync --apply" : $"the next {CommandOf(scope)} --apply";

    /// <summary>The command that arrives at plans of a scope.</summary>
    private static string CommandOf(string scope) =>
        scope == RunScope.Full ? "sync"
        : scope.StartsWith("sku ", StringComparison.Ordinal) ? $"sync --sku \"{scope[4..]}\""
        : scope;

    private static string[] Row(HeldWrite write) =>
        [
            write.Sku.Text,
            write.Listing?.ToString() ?? "new draft",
            write.From?.ToString() ?? "none",
            write.To.ToString(),
            write.From is { } from ? Change(write.To.Quantity - from) : "set",
            write.Because,
        ];

    private static string Change(Quantity delta) => delta > Quantity.Zero ? $"+{delta}" : delta.ToString();
}
