using Tillsync.Core;
using Tillsync.Core.Applying;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Output;

/// <summary>Prints what a sync did, or would do.</summary>
internal static class SyncPrinter
{
    public static void Print(Terminal terminal, SyncReport report, SyncRequest request, TimeProvider time, int? most)
    {
        PrintWrites(terminal, report, request, most);
        CreationPrinter.Print(terminal, report, request, most);
        PrintProblems(terminal, report, most);
        StagingPrinter.Print(terminal, report.Staging);
        PrintSummary(terminal, report, request);
        HoldPrinter.Print(terminal, report, request, time);
        if (report.Result != RunResult.Held && !request.Applies && !report.Plan.IsEmpty)
        {
            terminal.Line();
            terminal.Line("This was a dry run: nothing was written. Carry out exactly this plan:");
            terminal.Line($"  tillsync sync --apply --plan {report.Checksum}");
        }
    }

    public static void PrintWrites(Terminal terminal, SyncReport report, SyncRequest request, int? most)
    {
        if (report.Plan.Writes.Count == 0 && report.Writes.Count == 0)
        {
            var kept = report.Plan.InSync.Count + report.Plan.Unread;
            if (kept == 0 && report.Plan.Creations.Count > 0)
            {
                return;
            }

            var all = report.Plan is { StockUnknown.Count: 0, Blocked.Count: 0 };
            terminal.Line(
                kept == 0 ? "Nothing to write: no listing of the shop can be written."
                : all ? "Nothing to write: every listing shows its number."
                : $"Nothing to write: {kept} listings show their number, the others are left alone."
            );
            return;
        }

        var applied = request.Applies && report.Writes.Count > 0;
        terminal.Line(
            applied ? $"Writes ({report.Writes.Count}):" : $"Plan {report.Checksum}: {report.Plan.Writes.Count} listings would change"
        );
        IReadOnlyList<IReadOnlyList<string>> rows = applied
            ? [.. report.Writes.Select(result => Row(result.Write, Outcome(result.Outcome)))]
            : [.. report.Plan.Writes.Select(write => Row(write, null))];
        string[] head = applied
            ? ["SKU", "Listing", "Shows", "Should", "Change", "Outcome", "Because"]
            : ["SKU", "Listing", "Shows", "Should", "Change", "Because"];
        terminal.Table(head, rows, most);
    }

    private static string[] Row(PlannedWrite write, string? outcome)
    {
        string[] start =
        [
            write.Sku.Text,
            write.Listing.ToString(),
            write.From?.ToString() ?? "none",
            write.To.ToString(),
            Words.Change(write),
        ];
        return outcome is null ? [.. start, Words.Because(write.Because)] : [.. start, outcome, Words.Because(write.Because)];
    }

    private static string Outcome(WriteOutcome outcome) =>
        outcome switch
        {
            WriteOutcome.Accepted { After: { } after } => $"shows {after}",
            WriteOutcome.Accepted => "nothing stored",
            WriteOutcome.Refused refused => $"refused: {refused.Code}",
            WriteOutcome.Unknown => "in doubt",
            _ => "",
        };

    private static void PrintProblems(Terminal terminal, SyncReport report, int? most)
    {
        foreach (var failure in report.Failures)
        {
            terminal.Warn($"{failure.Probe}: {failure.Error}");
        }

        List<IReadOnlyList<string>> rows =
        [
            .. report.Plan.Blocked.Select(item => new[] { item.Sku.Text, item.Code, item.Reason }),
            .. report.Writes.Where(result => result.Outcome is WriteOutcome.Refused).Select(Refusal),
            .. report.Plan.StockUnknown.Select(item => new[] { item.Sku.Text, "stock_unknown", item.Detail }),
            .. CreationPrinter.Problems(report),
            .. Unmapped(report).Select(sku => new[] { sku.Text, "unmapped", "The shop has no listing with this SKU." }),
        ];
        if (rows.Count > 0)
        {
            terminal.Line();
            terminal.Line($"Left alone ({rows.Count}):");
            terminal.Table(["SKU", "Code", "Why, and what to do"], rows, most);
        }

        foreach (var text in Words.Standing(report.Orders))
        {
            terminal.Warn(text);
        }
    }

    /// <summary>Those about which nothing else is said.</summary>
    private static IEnumerable<Sku> Unmapped(SyncReport report) =>
        report.Plan.Unmapped.Except(
            report.Plan.Creations.Select(creation => creation.Sku).Concat(report.Plan.NotCreated.Select(item => item.Sku))
        );

    private static string[] Refusal(WriteResult result) =>
        [result.Write.Sku.Text, ((WriteOutcome.Refused)result.Outcome).Code, ((WriteOutcome.Refused)result.Outcome).Reason];

    private static void PrintSummary(Terminal terminal, SyncReport report, SyncRequest request)
    {
        var counts = report.Counts;
        terminal.Line();
        terminal.Line(request.Applies ? "Summary" : "Summary (dry run)");
        terminal.Line($"  Updated: {counts.Updated}{(request.Applies ? "" : $" (would be: {report.Plan.Writes.Count})")}");
        if (report.Plan.Creations.Count > 0)
        {
            terminal.Line($"  New products: {counts.Created}{(request.Applies ? "" : $" (would be: {report.Plan.Creations.Count})")}");
        }

        terminal.Line($"  Skipped: {counts.Skipped} (nothing to change)");
        terminal.Line($"  Errors: {counts.Refused + counts.Unknown}");
        terminal.Line(
            $"  Stock unknown: {counts.StockUnknown}   Unmapped: {counts.Unmapped}   Parked: {counts.Parked}   Deferred: {counts.Deferred}"
        );
        if (report.Plan.Writes.Count(write => write.TakesOver) is > 0 and var takenOver)
        {
            terminal.Line($"  Taken over for the first time: {takenOver} (stock management is switched on)");
        }

        terminal.Line($"  Requests to the shop: {counts.ReadRequests} reads, {counts.WriteRequests} writes");
        terminal.Line($"  Result: {Words.Result(report.Result)}");
        if (report.Left.Count > 0)
        {
            terminal.Line($"  {report.Left.Count} listings are in doubt or were touched by orders; the next run begins with them.");
        }
    }
}
