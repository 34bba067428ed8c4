using Tillsync.Core;
using Tillsync.Core.Recording;

namespace Tillsync.Output;

internal static class StagingShaping
{
    public static StagingJson? Of(StagingReport? report) =>
        report is null
            ? null
            : new StagingJson(report.Since, [.. report.Orders.Select(Of)], [.. report.Problems.Select(Of)], report.Failure);

    public static StagedOrderJson Of(StagedWebOrder entry) =>
        new(
            entry.OrderId,
            entry.Number,
            JsonShaping.Name(entry.State),
            entry.Status,
            entry.StagingId,
            entry.ChangedAt,
            entry.Problem,
            entry.Detail,
            entry.Attempts,
            entry.NextTryAt
        );

    /// <summary>Null where orders are not staged and never were.</summary>
    public static StagingStandingJson? Of(StagingLedger ledger, bool isOn, DateTimeOffset now) =>
        !isOn && ledger.Since is null
            ? null
            : new StagingStandingJson(
                isOn,
                ledger.Since,
                ledger.Orders.Count(entry => entry.State == StagingState.Staged),
                ledger.Orders.Count(entry => entry.State == StagingState.Applied),
                ledger.Orders.Count(entry => entry.State == StagingState.Withdrawn),
                [.. StagingReport.ProblemsOf(ledger.Orders, now).Select(Of)]
            );

    private static StagingOrderJson Of(StagingResult result) =>
        new(
            result.OrderId,
            result.Number,
            JsonShaping.Name(result.Action),
            result.Because,
            result.Effect is { } effect ? JsonShaping.Name(effect) : null,
            result.StagingId
        );
}
