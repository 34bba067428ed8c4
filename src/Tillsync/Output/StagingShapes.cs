namespace Tillsync.Output;

/// <param name="Orders">In a dry run, what would be done: <c>effect</c> is null.</param>
/// <param name="Failure">Why not everything could be staged; null: it could.</param>
internal sealed record StagingJson(
    DateTimeOffset Since,
    IReadOnlyList<StagingOrderJson> Orders,
    IReadOnlyList<StagedOrderJson> Problems,
    string? Failure
);

/// <param name="Action">stage, change or withdraw.</param>
/// <param name="Effect">inserted, updated, withdrawn or none.</param>
internal sealed record StagingOrderJson(long OrderId, string Number, string Action, string Because, string? Effect, long? StagingId);

/// <summary>An order as the journal knows it. Nothing of its customer is in it.</summary>
internal sealed record StagedOrderJson(
    long OrderId,
    string Number,
    string State,
    string? ShopStatus,
    long? StagingId,
    DateTimeOffset ChangedAt,
    string? Code,
    string? Detail,
    int Attempts,
    DateTimeOffset? NextTryAt
);

/// <param name="IsOn">Till:StageOrders.</param>
/// <param name="Waiting">Rows that wait for the till.</param>
internal sealed record StagingStandingJson(
    bool IsOn,
    DateTimeOffset? Since,
    int Waiting,
    int Taken,
    int Withdrawn,
    IReadOnlyList<StagedOrderJson> Problems
);
