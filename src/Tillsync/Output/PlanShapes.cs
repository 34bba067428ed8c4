namespace Tillsync.Output;

// The shapes of plans, parked and undo. Like those in JsonShapes.cs they are an interface: members are added, never renamed or removed.

internal sealed record HeldPlanJson(
    string Checksum,
    string Scope,
    string State,
    IReadOnlyList<string> Reasons,
    bool CanBeApproved,
    int WriteCount,
    long? RunId,
    DateTimeOffset HeldAt,
    DateTimeOffset LastSeenAt,
    int Seen,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    DateTimeOffset? EndedAt,
    long? AppliedRunId,
    string? SupersededBy
);

internal sealed record HeldWriteJson(string Sku, string? Listing, decimal? From, decimal To, decimal? Delta, string Because);

internal sealed record PlanListJson(string Storefront, IReadOnlyList<HeldPlanJson> Plans);

internal sealed record PlanJson(string Storefront, HeldPlanJson Plan, IReadOnlyList<HeldWriteJson> Writes);

internal sealed record PlanDecisionJson(string Storefront, HeldPlanJson Plan);

internal sealed record InDoubtJson(IntentJson Write, string Reason);

internal sealed record ParkedListJson(string Storefront, IReadOnlyList<ParkedJson> Parked, IReadOnlyList<InDoubtJson> InDoubt);

internal sealed record ParkedChangeJson(string Storefront, IReadOnlyList<ParkedJson> Changed);

internal sealed record UndoJson(
    string Storefront,
    long Run,
    bool DryRun,
    string Result,
    int ExitCode,
    long? RunId,
    string Plan,
    IReadOnlyList<WriteJson> Writes,
    IReadOnlyList<ItemJson> LeftAlone,
    IReadOnlyList<string> HoldReasons,
    HeldPlanJson? Held,
    IReadOnlyList<string> Left,
    CountsJson Counts,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt
);
