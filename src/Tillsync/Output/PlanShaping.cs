using Tillsync.Core;
using Tillsync.Core.Recording;

namespace Tillsync.Output;

/// <summary>Turns held plans and undos into their JSON shapes.</summary>
internal static class PlanShaping
{
    public static HeldPlanJson Of(HeldPlan plan) =>
        new(
            plan.Checksum,
            plan.Scope,
            JsonShaping.Name(plan.State),
            plan.Reasons,
            plan.CanBeApproved,
            plan.WriteCount,
            plan.RunId,
            plan.HeldAt,
            plan.LastSeenAt,
            plan.Seen,
            plan.DecidedBy,
            plan.DecidedAt,
            plan.EndedAt,
            plan.AppliedRunId,
            plan.SupersededBy
        );

    public static HeldWriteJson Of(HeldWrite write) =>
        new(
            write.Sku.Text,
            write.Listing?.ToString(),
            write.From?.Units,
            write.To.Quantity.Units,
            write.From is { } from ? (write.To.Quantity - from).Units : null,
            write.Because
        );

    public static UndoJson OfUndo(SyncReport report, SyncRequest request, string storefront, int exitCode) =>
        new(
            storefront,
            request.Undoes ?? 0,
            !request.Applies,
            JsonShaping.Name(report.Result),
            exitCode,
            report.RunId,
            report.Checksum,
            JsonShaping.Writes(report),
            [.. report.LeftAlone.Select(item => new ItemJson(item.Sku.Text, item.Listing?.ToString(), item.Code, item.Reason))],
            report.HoldReasons,
            report.Held is { } held ? Of(held) : null,
            [.. report.Left.Select(sku => sku.Text)],
            JsonShaping.Of(report.Counts),
            report.StartedAt,
            report.EndedAt
        );
}
