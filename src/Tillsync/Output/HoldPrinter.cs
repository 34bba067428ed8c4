using Tillsync.Core;
using Tillsync.Core.Recording;

namespace Tillsync.Output;

/// <summary>Prints what the guard made of a plan, and what to do about it.</summary>
internal static class HoldPrinter
{
    public static void Print(Terminal terminal, SyncReport report, SyncRequest request, TimeProvider time)
    {
        if (report.Result == RunResult.Held)
        {
            PrintHeld(terminal, report, request, time);
        }
        else if (report.Held is { } plan)
        {
            // Approved and seen by a dry run, or just carried out.
            terminal.Line();
            terminal.Line($"Plan {plan.Checksum}, which the guard holds: {PlanPrinter.Fate(plan, time)}.");
        }
    }

    private static void PrintHeld(Terminal terminal, SyncReport report, SyncRequest request, TimeProvider time)
    {
        terminal.Line();
        terminal.Line(request.Applies ? "HELD: nothing was written, because" : "This plan would be held, because");
        foreach (var reason in report.HoldReasons)
        {
            terminal.Line($"  - {reason}");
        }

        if (report.Held is { } held)
        {
            var since = held.State is HeldPlanState.Applied or HeldPlanState.Superseded ? "was held before" : PlanPrinter.Since(held, time);
            terminal.Line($"Plan {held.Checksum} {since}; {PlanPrinter.Fate(held, time)}.");
        }

        if (report.CanBeApproved && report.Held?.State != HeldPlanState.Rejected)
        {
            // A dry run keeps nothing: what the journal does not hold right now cannot be approved in it.
            PlanPrinter.PrintApproval(terminal, report.Checksum, request.Scope, isKept: report.Held is { IsOpen: true });
        }
    }
}
