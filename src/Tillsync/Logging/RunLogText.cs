using Tillsync.Core;
using Tillsync.Core.Applying;
using Tillsync.Core.Recording;
using Tillsync.Output;

namespace Tillsync.Logging;

/// <summary>What a run's log says of its sync.</summary>
internal static class RunLogText
{
    /// <summary>So many single writes are named; history and why know all of them.</summary>
    private const int LinesMax = 200;

    public static void Write(RunLog log, SyncReport report, TimeProvider time)
    {
        foreach (var result in report.Writes.Take(LinesMax))
        {
            log.Write(
                $"  {result.Write.Sku} ({result.Write.Listing}): {result.Write.From?.ToString() ?? "none"} -> {result.Write.To}{Words.Sight(result.Write)}{Suffix(result.Outcome)}"
            );
        }

        if (report.Writes.Count > LinesMax)
        {
            log.Write($"  ... and {report.Writes.Count - LinesMax} more: tillsync history --run {report.RunId}");
        }

        foreach (var result in report.Creations.Take(LinesMax))
        {
            log.Write($"  {result.Creation.Sku} new product: {CreationPrinter.Outcome(result.Outcome)}");
        }

        foreach (var item in report.Plan.NotCreated.Take(LinesMax))
        {
            log.Write($"  {item.Sku} is not made: {item.Reason}");
        }

        foreach (var item in report.Plan.Blocked.Take(LinesMax))
        {
            log.Write($"  {item.Sku} left alone: {item.Reason}");
        }

        foreach (var text in Words.Standing(report.Orders).Take(LinesMax))
        {
            log.Write($"WARNING: {text}");
        }

        foreach (var result in (report.Staging?.Orders ?? []).Take(LinesMax))
        {
            log.Write($"  {StagingPrinter.Describe(result)}");
        }

        foreach (var text in (report.Staging is { } staging ? StagingPrinter.Problems(staging) : []).Take(LinesMax))
        {
            log.Write($"WARNING: {text}");
        }

        foreach (var reason in report.HoldReasons)
        {
            log.Write($"HELD: {reason}{Approval(report)}");
        }

        if (report.Held is { } plan)
        {
            log.Write($"Plan {plan.Checksum}: {PlanPrinter.Since(plan, time)}; {PlanPrinter.Fate(plan, time)}");
        }

        var counts = report.Counts;
        log.Write($"Updated: {counts.Updated}");
        if (report.Plan.Creations.Count > 0)
        {
            log.Write($"New products: {counts.Created}");
        }

        log.Write($"Skipped: {counts.Skipped}");
        log.Write($"Errors: {counts.Refused + counts.Unknown}");
        log.Write(
            $"Stock unknown: {counts.StockUnknown}, unmapped: {counts.Unmapped}, parked: {counts.Parked}, deferred: {counts.Deferred}"
        );
        log.Write($"Requests to the shop: {counts.ReadRequests} reads, {counts.WriteRequests} writes");
        var end = report.Result == RunResult.Held ? "Inventory sync held" : "Inventory sync finished";
        log.Write($"{end}: {Words.Result(report.Result)} ({(report.EndedAt - report.StartedAt).TotalSeconds:0.0} s)");
    }

    private static string Approval(SyncReport report) =>
        report.CanBeApproved && report.Held?.State != HeldPlanState.Rejected
            ? $" Approve with: tillsync plans approve {report.Checksum} (the next run carries it out), or tillsync sync --apply --plan {report.Checksum}"
            : "";

    private static string Suffix(WriteOutcome outcome) =>
        outcome switch
        {
            WriteOutcome.Refused refused => $" REFUSED ({refused.Code}: {refused.Reason})",
            WriteOutcome.Unknown unknown => $" IN DOUBT ({unknown.Cause})",
            WriteOutcome.Accepted { After: null } => " NOTHING STORED",
            _ => "",
        };
}
