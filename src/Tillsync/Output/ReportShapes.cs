namespace Tillsync.Output;

// The shapes of report. Like those in JsonShapes.cs they are an interface: members are added, never renamed or removed.

internal sealed record ProductJson(
    string Sku,
    string? Description,
    string? Status,
    string State,
    string Reason,
    decimal? ToList,
    decimal? OnHand,
    decimal? Committed,
    decimal? Available,
    decimal? Reserved,
    decimal? SafetyStock,
    string? Listing,
    string? Origin,
    decimal? Shows,
    DateTimeOffset? ConfirmedAt,
    DateTimeOffset? ChangedAt,
    decimal? ChangedFrom,
    decimal? ChangedTo,
    long? RunId,
    string? Item,
    IReadOnlyList<string>? Cell,
    UnitJson? Unit
);

internal sealed record ProductReportJson(string Storefront, IReadOnlyList<NameCountJson> Counts, IReadOnlyList<ProductJson> Products);

internal sealed record LintItemJson(string? Sku, string Detail);

internal sealed record LintFindingJson(string Code, string Effect, string Advice, IReadOnlyList<LintItemJson> Items);

internal sealed record StatusUseJson(string Status, int WebItems, bool IsSold, string Becomes, string Meaning);

internal sealed record LintJson(string Storefront, IReadOnlyList<LintFindingJson> Findings, IReadOnlyList<StatusUseJson> Statuses);
