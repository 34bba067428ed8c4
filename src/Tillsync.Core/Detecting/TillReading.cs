using Tillsync.Core.Stock;

namespace Tillsync.Core.Detecting;

/// <summary>What one short, consistent read of the till found.</summary>
/// <param name="ReadAt">The database server's clock before the first row was read, UTC.</param>
/// <param name="Items">Every article, web item or not. Two rows of one <see cref="Sku"/> are both listed.</param>
/// <param name="Mappings">Active rows of USER_PRODUCT_MAP; null when the site has no such table.</param>
/// <param name="StagedOrders">USER_ORDER_STAGING; null when the site has no such table.</param>
/// <param name="Failures">Optional reads that failed. They are never taken for "nothing changed".</param>
public sealed record TillReading(
    TillIdentity Identity,
    DateTimeOffset ReadAt,
    IReadOnlyList<TillItem> Items,
    IReadOnlyList<TillMapping>? Mappings,
    IReadOnlyList<StagedOrder>? StagedOrders,
    IReadOnlyList<ProbeFailure> Failures
);

/// <summary>Which company database was read; a changed one is never synced without approval.</summary>
/// <param name="Server">For display.</param>
/// <param name="Key">Equal exactly when it is the same database, also after a restart or a moved connection string.</param>
public sealed record TillIdentity(string Server, string Database, string Key);

/// <summary>An active row of USER_PRODUCT_MAP: strictly one article to one product, no variation, no unit.</summary>
public sealed record TillMapping(Sku Sku, long ProductId);

/// <summary>A web order as the integration staged it (USER_ORDER_STAGING).</summary>
/// <param name="IsApplied">IS_APPLIED with a CP_DOC_ID: a document of the till came of it.</param>
public sealed record StagedOrder(long StagingId, long OrderId, bool IsApplied, DateTimeOffset? CreatedAt);

/// <summary>A probe that could not answer, with the object it asked and the error's text (never a secret).</summary>
public sealed record ProbeFailure(string Probe, string Error);
