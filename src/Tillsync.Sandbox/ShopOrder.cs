namespace Tillsync.Sandbox;

/// <summary>An order as it is stored at one moment.</summary>
/// <param name="Id">The id.</param>
/// <param name="Status">The status.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="RefundIds">Its refunds.</param>
/// <param name="ModifiedAt">When it was last saved.</param>
public sealed record ShopOrder(
    long Id,
    string Status,
    IReadOnlyList<ShopOrderLine> Lines,
    IReadOnlyList<long> RefundIds,
    DateTimeOffset ModifiedAt
);
