using Tillsync.Core.Recording;
using Tillsync.Monitoring;
using Tillsync.Service;

namespace Tillsync.Output;

// The shape of monitor. Like those in JsonShapes.cs it is an interface: members are added, never renamed or removed.

internal sealed record MonitoredStartJson(
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    long? RunId,
    string Scope,
    string Outcome,
    string Reason,
    CountsJson Counts,
    int Requests,
    int Saved,
    string? Error,
    IReadOnlyList<IntentJson>? Writes
);

internal sealed record MonitorJson(
    string Storefront,
    DateTimeOffset Since,
    DateTimeOffset Now,
    string Schedule,
    bool? ScheduleIsRight,
    DateTimeOffset? LastFullSyncAt,
    DateTimeOffset? LastVerifiedAt,
    decimal? HoursSinceVerified,
    int Requests,
    int Saved,
    int InDoubt,
    IReadOnlyList<HeldPlanJson> WaitingPlans,
    IReadOnlyList<ParkedJson> Parked,
    IReadOnlyList<MonitoredStartJson> Starts,
    PauseJson? Pause,
    MonitoredServiceJson? Service
);

internal static class MonitorShaping
{
    public static MonitorJson Of(MonitorReport report, IReadOnlyDictionary<long, IReadOnlyList<Intent>>? writes) =>
        new(
            report.Storefront,
            report.Since,
            report.Now,
            report.Schedule.Text,
            report.Schedule.IsRight,
            report.Positions?.LastFullSyncAt,
            report.Positions?.LastVerifiedAt,
            report.Positions?.LastVerifiedAt is { } verified ? Math.Round((decimal)(report.Now - verified).TotalHours, 2) : null,
            report.Requests,
            report.Saved,
            report.InDoubt,
            [.. report.WaitingPlans.Select(PlanShaping.Of)],
            [.. report.Parked.Select(JsonShaping.Of)],
            [.. report.Starts.Select(start => Of(start, writes))],
            report.Pause is { } pause ? PauseShaping.Of(report.Storefront, pause) : null,
            report.Service is { } service ? MonitoredServiceJson.Of(service) : null
        );

    private static MonitoredStartJson Of(MonitoredStart start, IReadOnlyDictionary<long, IReadOnlyList<Intent>>? writes) =>
        new(
            start.StartedAt,
            start.EndedAt,
            start.RunId,
            start.Scope,
            JsonShaping.Name(start.Outcome),
            start.Reason,
            JsonShaping.Of(start.Counts),
            start.Requests,
            start.Saved,
            start.Error,
            start.RunId is { } id && writes?.TryGetValue(id, out var intents) == true ? [.. intents.Select(JsonShaping.Of)] : null
        );
}
