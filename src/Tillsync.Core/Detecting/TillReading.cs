using Tillsync.Core.Stock;

namespace Tillsync.Core.Detecting;

/// <summary>What one short, consistent read of the till found.</summary>
/// <param name="ReadAt">The database server's clock before the first row was read, UTC.</param>
/// <param name="Items">Every item, web item or not, and the cells of grid items. Two rows of one <see cref="Sku"/> are both listed.</param>
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
)
{
    /// <summary>The site has cells of grid items (IM_INV_CELL) and this login may read them. Without, none is listed in <see cref="Items"/>.</summary>
    public bool ReadsCells { get; init; } = true;

    /// <summary>The same with the rows marked as selling or not by the rules, where one says so.</summary>
    public TillReading Under(StockRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return rules.HaveLocations
            ? this with
            {
                Items =
                [
                    .. Items.Select(item =>
                        rules.ForLocations(item.StockSku, item.Item, item.Category) is { Locations: { } locations }
                            ? item.SellingAt(locations)
                            : item
                    ),
                ],
            }
            : this;
    }
}

/// <summary>Which company database was read; a changed one is never synced without approval.</summary>
/// <param name="Server">For display.</param>
/// <param name="Key">Equal exactly when it is the same database, also after a restart or a moved connection string.</param>
public sealed record TillIdentity(string Server, string Database, string Key);

/// <summary>An active row of USER_PRODUCT_MAP: strictly one article to one product, no variation, no unit.</summary>
public sealed record TillMapping(Sku Sku, long ProductId);

/// <summary>A web order as the integration staged it (USER_ORDER_STAGING).</summary>
/// <param name="IsApplied">IS_APPLIED with a CP_DOC_ID: a document of the till came of it.</param>
public sealed record StagedOrder(long StagingId, long OrderId, bool IsApplied, DateTimeOffset? CreatedAt)
{
    /// <summary>IS_APPLIED alone: whoever creates orders in the till will not touch the row again.</summary>
    public bool IsMarkedApplied
    {
        get => field || IsApplied;
        init;
    }

    /// <summary>CREATED_BY names Tillsync.</summary>
    public bool IsOwn { get; init; }

    /// <summary>CP_DOC_ID as it stands; null when there is none.</summary>
    public string? Document { get; init; }

    /// <summary>What the till has under that number.</summary>
    public StagedDocument DocumentState { get; init; } = StagedDocument.NotChecked;
}

/// <summary>What became of the document that a staged order was entered as.</summary>
public enum StagedDocument
{
    /// <summary>The site has no open documents to look at (PS_DOC_HDR, PS_DOC_LIN): the staging row alone tells.</summary>
    NotChecked,

    /// <summary>It is no longer among the open documents: it was posted, and stock on hand fell.</summary>
    Posted,

    /// <summary>It is open and commits stock.</summary>
    Commits,

    /// <summary>It is an open order (DOC_TYP 'O') whose lines are none that commit (LIN_TYP 'O'), or that has no line.</summary>
    CommitsNothing,

    /// <summary>CP_DOC_ID is no number, and a document's DOC_ID always is one.</summary>
    NoSuchNumber,

    /// <summary>The documents are there but could not be read this time.</summary>
    Unreadable,
}

/// <summary>A probe that could not answer, with the object it asked and the error's text (never a secret).</summary>
public sealed record ProbeFailure(string Probe, string Error);
