using Tillsync.Core;
using Tillsync.Core.Recording;

namespace Tillsync.Output;

/// <summary>Prints how a run was taken back, or would be.</summary>
internal static class UndoPrinter
{
    public static void Print(Terminal terminal, SyncReport report, SyncRequest request, TimeProvider time, int? most)
    {
        terminal.Line($"Undo of run {request.Undoes}");
        if (report.Plan.Writes.Count == 0)
        {
            terminal.Line("Nothing of it can be taken back.");
        }
        else
        {
            SyncPrinter.PrintWrites(terminal, report, request, most);
        }

        if (report.LeftAlone.Count > 0)
        {
            terminal.Line();
            terminal.Line($"Left alone ({report.LeftAlone.Count}):");
            terminal.Table(
                ["SKU", "Listing", "Code", "Why"],
                [.. report.LeftAlone.Select(item => (string[])[item.Sku.Text, item.Listing?.ToString() ?? "", item.Code, item.Reason])],
                most
            );
        }

        HoldPrinter.Print(terminal, report, request, time);
        PrintEnd(terminal, report, request);
    }

    private static void PrintEnd(Terminal terminal, SyncReport report, SyncRequest request)
    {
        terminal.Line();
        if (report.Result == RunResult.Held)
        {
            return;
        }

        if (!request.Applies && report.Plan.Writes.Count > 0)
        {
            terminal.Line("This was a dry run: nothing was written. Carry out exactly this plan:");
            terminal.Line($"  tillsync undo {request.Undoes} --apply --plan {report.Checksum}");
        }
        else if (request.Applies)
        {
            terminal.Line($"Result: {Words.Result(report.Result)}; {report.Counts.Updated} listings show again what they showed before.");
        }

        if (report.Plan.Writes.Count > 0)
        {
            terminal.Line(
                "The till still says what it says: the next sync follows it and writes its numbers again. Put the till or the policy right first, and pause the schedule until then."
            );
        }
    }
}
