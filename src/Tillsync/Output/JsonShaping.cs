using System.Text.Json;
using Tillsync.Core;
using Tillsync.Core.Applying;
using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;

namespace Tillsync.Output;

/// <summary>Turns the core's results into the documented JSON shapes.</summary>
internal static class JsonShaping
{
    public static RelativeWritesJson Of(RelativeWriteFinding? finding) =>
        finding is null
            ? new RelativeWritesJson("untested", null)
            : new RelativeWritesJson(finding.Work ? "works" : "ignored", finding.FoundAt);

    public static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static CheckJson Of(CheckResult check, string storefront) =>
        new(
            storefront,
            check.CheckedAt,
            check.IsNeeded,
            check.Reason,
            [.. check.Events.Select(found => new EventJson(Name(found.Kind), found.Count, found.Text))],
            check.LastFullSyncAt
        );

    public static SyncJson Of(SyncReport report, SyncRequest request, string storefront, int exitCode) =>
        new(
            storefront,
            !request.Applies,
            Name(report.Result),
            exitCode,
            report.RunId,
            request.Reason,
            report.Checksum,
            Writes(report),
            report.HoldReasons,
            report.Held is { } held ? PlanShaping.Of(held) : null,
            [.. report.Plan.Blocked.Select(item => new ItemJson(item.Sku.Text, item.Listing?.ToString(), item.Code, item.Reason))],
            [.. report.Plan.StockUnknown.Select(item => new ItemJson(item.Sku.Text, null, Name(item.Cause), item.Detail))],
            [.. report.Plan.Unmapped.Select(sku => sku.Text)],
            [.. report.Plan.Deferred.Select(Deferred)],
            [.. report.Parked.Select(Of)],
            [.. report.Left.Select(sku => sku.Text)],
            [.. report.UnmatchedOrderLines.Select(Of)],
            [.. report.Failures.Select(failure => $"{failure.Probe}: {failure.Error}")],
            Of(report.Counts),
            report.StartedAt,
            report.EndedAt,
            Of(report.Orders.Backlog),
            report.Orders.Contradictions,
            CreationShaping.Of(report),
            [.. report.Plan.NotCreated.Select(item => new ItemJson(item.Sku.Text, item.Listing?.ToString(), item.Code, item.Reason))],
            StagingShaping.Of(report.Staging)
        );

    public static OrdersJson Of(OrderStanding standing) =>
        new(standing.Orders, standing.Units.Units, Of(standing.Backlog), [.. standing.Unmatched.Select(Of)], standing.Contradictions);

    private static BacklogJson Of(Backlog backlog) => new(backlog.Orders, backlog.Units.Units, backlog.OldestAt);

    private static string Of(WebOrderLine line) => $"{line.Sku?.Text ?? "(no SKU)"} x {line.Taken}";

    public static CountsJson Of(RunCounts counts) =>
        new(
            counts.Considered,
            counts.Updated,
            counts.Skipped,
            counts.Refused,
            counts.Unknown,
            counts.Parked,
            counts.Deferred,
            counts.StockUnknown,
            counts.Unmapped,
            counts.ReadRequests,
            counts.WriteRequests,
            counts.Created
        );

    public static ParkedJson Of(ParkedItem item) =>
        new(item.Sku.Text, item.Listing?.ToString(), item.Code, item.Reason, item.Attempts, item.ParkedAt, item.NextTryAt);

    public static IntentJson Of(Intent intent) =>
        new(
            intent.RunId,
            intent.Sku.Text,
            intent.Listing.ToString(),
            intent.From?.Units,
            intent.To.Quantity.Units,
            intent.Delta?.Units,
            intent.Inputs,
            Name(intent.State),
            intent.Detail,
            intent.IntendedAt,
            intent.SettledAt
        );

    public static TillJson Of(TillProfile profile) =>
        new(
            profile.Identity.Server,
            profile.Identity.Database,
            profile.ServerVersion,
            profile.Isolation,
            profile.ItemCount,
            profile.WebItemCount,
            [.. profile.Statuses.Select(value => new NameCountJson(value.Value, value.Count))],
            [.. profile.Locations.Select(value => new NameCountJson(value.Value, value.Count))],
            [.. profile.Missing.Select(missing => new NameTextJson(missing.Name, missing.Cost))],
            null
        );

    public static ShopJson Of(ShopProfile shop) =>
        new(
            shop.Identity.Url.ToString(),
            shop.Identity.Name,
            shop.WooCommerceVersion,
            shop.OutOfStockThreshold,
            Words.CanWrite(shop.Writing),
            Words.Problem(shop.Writing),
            null
        );

    public static HistoryRunJson Of(RunRecord run) =>
        new(
            run.RunId,
            run.Start.Scope,
            run.Start.Reason,
            Name(run.End?.Result ?? RunResult.Running),
            run.Holder,
            run.Start.StartedAt,
            run.End?.EndedAt,
            run.End is { } end ? Of(end.Counts) : null,
            run.End?.Error,
            run.End?.PlanChecksum
        );

    private static ItemJson Deferred(DeferredItem item) =>
        new(item.Sku.Text, item.Listing.ToString(), "order_in_flight", $"Order {item.OrderId} changed while the listings were read.");

    /// <summary>Every write with its outcome; in a dry run, and where the guard held the plan, the plan's writes without one.</summary>
    public static IReadOnlyList<WriteJson> Writes(SyncReport report) =>
        report.Writes.Count > 0
            ? [.. report.Writes.Select(result => Of(result.Write, result.Outcome))]
            : [.. report.Plan.Writes.Select(write => Of(write, null))];

    private static WriteJson Of(PlannedWrite write, WriteOutcome? outcome) =>
        new(
            write.Sku.Text,
            write.Listing.ToString(),
            write.From?.Units,
            write.To.Quantity.Units,
            write.Delta?.Units,
            write.TakesOver,
            DecisionText.Arithmetic(write.Because),
            outcome switch
            {
                WriteOutcome.Accepted => "accepted",
                WriteOutcome.Refused => "refused",
                WriteOutcome.Unknown => "unknown",
                _ => null,
            },
            outcome switch
            {
                WriteOutcome.Accepted accepted => accepted.After?.ToString(),
                WriteOutcome.Refused refused => $"{refused.Code}: {refused.Reason}",
                WriteOutcome.Unknown unknown => unknown.Cause,
                _ => null,
            },
            write.Appearance?.To
        );
}
