using System.Text.Json.Serialization;
using Tillsync.Core.Recording;

namespace Tillsync.Service;

// What the health endpoint answers and the pause commands print: an interface (docs/operations.md), members are added, never renamed.

internal sealed record JobJson(
    string Job,
    string Result,
    string Text,
    DateTimeOffset? RunningSince,
    DateTimeOffset? LastAt,
    DateTimeOffset? LastSuccessAt,
    DateTimeOffset? NextAt,
    long Runs
);

internal sealed record StorefrontHealthJson(
    string Storefront,
    string Status,
    string Text,
    PauseJson? Pause,
    DateTimeOffset? LastFullSyncAt,
    DateTimeOffset? LastVerifiedAt,
    int Parked,
    string? HeldPlan,
    IReadOnlyList<JobJson> Jobs
);

internal sealed record HealthJson(
    string Status,
    string Version,
    DateTimeOffset StartedAt,
    DateTimeOffset CheckedAt,
    IReadOnlyList<StorefrontHealthJson> Storefronts,
    ProcessJson Process
);

/// <param name="ResidentBytes">What the operating system counts.</param>
/// <param name="ManagedBytes">What the runtime's collector counts, garbage that it has not collected yet included.</param>
internal sealed record ProcessJson(int Id, long ResidentBytes, long ManagedBytes)
{
    public static ProcessJson OfThis() => new(Environment.ProcessId, Environment.WorkingSet, GC.GetTotalMemory(forceFullCollection: false));
}

/// <param name="State">running, paused or stopped.</param>
internal sealed record PauseJson(string Storefront, string State, DateTimeOffset? Since, string? By);

internal static class PauseShaping
{
    public static PauseJson Of(string storefront, Pause? pause) =>
        pause is null
            ? new PauseJson(storefront, "running", null, null)
            : new PauseJson(storefront, pause.Kind == PauseKind.Paused ? "paused" : "stopped", pause.At, pause.By);
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthJson))]
[JsonSerializable(typeof(PauseJson))]
internal sealed partial class ServiceShapes : JsonSerializerContext;
