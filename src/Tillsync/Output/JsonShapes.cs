using System.Text.Json.Serialization;

namespace Tillsync.Output;

// The shapes that --json prints. They are an interface (docs/commands.md): members are added, never renamed or removed.

internal sealed record EventJson(string Kind, int Count, string Text);

internal sealed record CheckJson(
    string Storefront,
    DateTimeOffset CheckedAt,
    bool ShouldSync,
    string Reason,
    IReadOnlyList<EventJson> Events,
    DateTimeOffset? LastFullSyncAt
);

internal sealed record WriteJson(
    string Sku,
    string Listing,
    decimal? From,
    decimal To,
    decimal? Delta,
    bool TakesOver,
    string Because,
    string? Outcome,
    string? Detail,
    string? Appearance
);

internal sealed record ItemJson(string Sku, string? Listing, string Code, string Reason);

internal sealed record ParkedJson(
    string Sku,
    string? Listing,
    string Code,
    string Reason,
    int Attempts,
    DateTimeOffset ParkedAt,
    DateTimeOffset NextTryAt
);

internal sealed record CountsJson(
    int Considered,
    int Updated,
    int Skipped,
    int Refused,
    int Unknown,
    int Parked,
    int Deferred,
    int StockUnknown,
    int Unmapped,
    int ReadRequests,
    int WriteRequests,
    int Created
);

internal sealed record SyncJson(
    string Storefront,
    bool DryRun,
    string Result,
    int ExitCode,
    long? RunId,
    string Reason,
    string Plan,
    IReadOnlyList<WriteJson> Writes,
    IReadOnlyList<string> HoldReasons,
    HeldPlanJson? Held,
    IReadOnlyList<ItemJson> Blocked,
    IReadOnlyList<ItemJson> StockUnknown,
    IReadOnlyList<string> Unmapped,
    IReadOnlyList<ItemJson> Deferred,
    IReadOnlyList<ParkedJson> Parked,
    IReadOnlyList<string> Left,
    IReadOnlyList<string> UnmatchedOrderLines,
    IReadOnlyList<string> Failures,
    CountsJson Counts,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    BacklogJson OrderBacklog,
    IReadOnlyList<string> OrderContradictions,
    IReadOnlyList<CreationJson> Creations,
    IReadOnlyList<ItemJson> NotCreated,
    StagingJson? Staging
);

internal sealed record RunJson(CheckJson Check, bool Skipped, SyncJson? Sync, int ExitCode, string LogFile);

internal sealed record VerifyJson(string Storefront, bool IsRight, bool MarkedForNextSync, int ExitCode, int InSync, SyncJson Reading);

internal sealed record ReservationJson(
    long OrderId,
    string Number,
    string Status,
    decimal Quantity,
    DateTimeOffset Since,
    string WhyUnknown,
    bool IsBacklog,
    string? Sold
);

/// <summary>The unit a listing is sold in, where that is not what the till counts in: it holds Numerator/Denominator stocking units.</summary>
internal sealed record UnitJson(string Name, decimal? Numerator, decimal? Denominator)
{
    public static UnitJson? Of(Core.Stock.ItemUnit? unit) =>
        unit is null ? null : new UnitJson(unit.Name, unit.Numerator, unit.Denominator);
}

internal sealed record BacklogJson(int Orders, decimal Units, DateTimeOffset? OldestAt);

internal sealed record LocationJson(string Location, bool Sells, decimal? OnHand, decimal? Committed, decimal? Available);

internal sealed record IntentJson(
    long RunId,
    string Sku,
    string Listing,
    decimal? From,
    decimal To,
    decimal? Delta,
    string Inputs,
    string State,
    string? Detail,
    DateTimeOffset IntendedAt,
    DateTimeOffset? SettledAt
);

internal sealed record WhyJson(
    string Storefront,
    string Sku,
    string? Description,
    string? Status,
    bool? IsWebItem,
    IReadOnlyList<LocationJson> Locations,
    string Decision,
    decimal? Target,
    string Because,
    IReadOnlyList<ReservationJson> Reservations,
    DateTimeOffset? OrdersAsOf,
    string? Listing,
    decimal? Shown,
    string ListingState,
    decimal? Acknowledged,
    DateTimeOffset? AcknowledgedAt,
    ParkedJson? Parked,
    IReadOnlyList<IntentJson> History,
    IReadOnlyList<string> EndedListings,
    UnitJson? Unit,
    IReadOnlyList<string> Cells,
    IReadOnlyList<string> OtherUnits,
    string? Category,
    string? SafetyStockRule,
    string? LocationRule,
    string? ListingStatus
);

internal sealed record HistoryRunJson(
    long RunId,
    string Scope,
    string Reason,
    string Result,
    string Holder,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    CountsJson? Counts,
    string? Error,
    string? Plan
);

/// <param name="Staged">Web orders whose rows in the till the run was the last to change; null without --run.</param>
internal sealed record HistoryJson(
    string Storefront,
    IReadOnlyList<HistoryRunJson> Runs,
    IReadOnlyList<IntentJson>? Writes,
    IReadOnlyList<PastCreationJson>? Creations,
    IReadOnlyList<StagedOrderJson>? Staged
);

internal sealed record TillJson(
    string? Server,
    string? Database,
    string? ServerVersion,
    string? Isolation,
    int? Items,
    int? WebItems,
    IReadOnlyList<NameCountJson> Statuses,
    IReadOnlyList<NameCountJson> Locations,
    IReadOnlyList<NameTextJson> Missing,
    string? Error
);

internal sealed record ShopJson(
    string Url,
    string? Name,
    string? WooCommerceVersion,
    decimal? OutOfStockThreshold,
    bool? CanWrite,
    string? WriteProblem,
    string? Error
);

internal sealed record NameCountJson(string Name, int Count);

internal sealed record NameTextJson(string Name, string Text);

internal sealed record StatusJson(
    string Storefront,
    string Configuration,
    string Version,
    DateTimeOffset? LastFullSyncAt,
    DateTimeOffset? LastVerifiedAt,
    HistoryRunJson? LastRun,
    int ListingsKept,
    int OpenIntents,
    int OrdersHoldingStock,
    IReadOnlyList<ParkedJson> Parked,
    string? HeldPlan,
    IReadOnlyList<string> HeldReasons,
    IReadOnlyList<HeldPlanJson> Plans,
    TillJson Till,
    ShopJson Shop,
    OrdersJson? Orders,
    Service.PauseJson? Pause = null,
    RelativeWritesJson? RelativeWrites = null,
    StagingStandingJson? Staging = null
);

/// <param name="State">works, ignored or untested.</param>
internal sealed record RelativeWritesJson(string State, DateTimeOffset? FoundAt);

/// <summary>Null in <see cref="StatusJson"/> while the till cannot be read, because only it tells which orders it knows.</summary>
internal sealed record OrdersJson(
    int Reserving,
    decimal Units,
    BacklogJson Backlog,
    IReadOnlyList<string> UnmatchedLines,
    IReadOnlyList<string> Contradictions
);

internal sealed record ErrorJson(string Subject, string Cause, string Advice, int ExitCode);

internal sealed record SettingJson(string Key, string Value, string Origin);

internal sealed record ConfigJson(string File, IReadOnlyList<SettingJson> Settings, IReadOnlyList<string> Warnings);

internal sealed record InitJson(
    string File,
    string Storefront,
    IReadOnlyList<string> Locations,
    TillJson? Till,
    ShopJson? Shop,
    IReadOnlyList<string> Warnings
);

internal sealed record ScriptJson(string Dialect, string Script);

internal sealed record DemoStepJson(string Command, int ExitCode);

internal sealed record DemoJson(
    bool Succeeded,
    int Items,
    int Listings,
    IReadOnlyList<DemoStepJson> Steps,
    int Reads,
    int Writes,
    int ExitCode
);

internal sealed record SandboxJson(string Url, string WooCommerce, string ConsumerKey, string ConsumerSecret);

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never
)]
[JsonSerializable(typeof(CheckJson))]
[JsonSerializable(typeof(SyncJson))]
[JsonSerializable(typeof(RunJson))]
[JsonSerializable(typeof(VerifyJson))]
[JsonSerializable(typeof(WhyJson))]
[JsonSerializable(typeof(HistoryJson))]
[JsonSerializable(typeof(StatusJson))]
[JsonSerializable(typeof(PlanListJson))]
[JsonSerializable(typeof(PlanJson))]
[JsonSerializable(typeof(PlanDecisionJson))]
[JsonSerializable(typeof(ParkedListJson))]
[JsonSerializable(typeof(ParkedChangeJson))]
[JsonSerializable(typeof(UndoJson))]
[JsonSerializable(typeof(ScheduleJson))]
[JsonSerializable(typeof(MonitorJson))]
[JsonSerializable(typeof(ProductReportJson))]
[JsonSerializable(typeof(LintJson))]
[JsonSerializable(typeof(MappingListJson))]
[JsonSerializable(typeof(MappingExportJson))]
[JsonSerializable(typeof(MappingChangeJson))]
[JsonSerializable(typeof(RuleListJson))]
[JsonSerializable(typeof(RuleExportJson))]
[JsonSerializable(typeof(RuleChangeJson))]
[JsonSerializable(typeof(DoctorJson))]
[JsonSerializable(typeof(AlertTestJson))]
[JsonSerializable(typeof(ErrorJson))]
[JsonSerializable(typeof(ConfigJson))]
[JsonSerializable(typeof(SandboxJson))]
[JsonSerializable(typeof(InitJson))]
[JsonSerializable(typeof(ScriptJson))]
[JsonSerializable(typeof(DemoJson))]
internal sealed partial class JsonShapes : JsonSerializerContext;
