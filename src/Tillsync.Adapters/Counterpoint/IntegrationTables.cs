using System.Data.Common;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>Rows of the integration's own tables, which a site may lack.</summary>
internal static class IntegrationTables
{
    /// <summary>Stands in CREATED_BY of rows that this program makes.</summary>
    public const string Creator = "tillsync";

    /// <summary>A row of <see cref="CounterpointQueries.Mappings"/>; null when it names no article or no product.</summary>
    public static TillMapping? ReadMapping(DbDataReader row) =>
        Sku.From(TillValues.TextOrNull(row, 0)) is { } sku && TillValues.TryReadNumber(row, 1, out var productId)
            ? new TillMapping(sku, productId)
            : null;

    /// <summary>A row of <see cref="CounterpointQueries.StagedOrders"/>; null when it names no order.</summary>
    /// <param name="serverOffset">
    /// The server's offset from UTC now. CREATED_DT is local time; across a change of the clocks it is an hour off, and it is only displayed.
    /// </param>
    public static StagedOrder? ReadStagedOrder(DbDataReader row, bool hasDocumentColumn, TimeSpan serverOffset)
    {
        if (!TillValues.TryReadNumber(row, 0, out var stagingId) || !TillValues.TryReadNumber(row, 1, out var orderId))
        {
            return null;
        }

        var document = TillValues.TextOrNull(row, 3)?.Trim() is { Length: > 0 } text ? text : null;
        var isApplied = TillValues.Flag(row, 2) && (!hasDocumentColumn || document is not null);
        TillValues.TryReadDate(row, 4, out var local);
        return new StagedOrder(stagingId, orderId, isApplied, local is { } date ? ToUtc(date, serverOffset) : null)
        {
            Document = document,
            IsMarkedApplied = TillValues.Flag(row, 2),
            IsOwn = IsOwn(TillValues.TextOrNull(row, 5)),
        };
    }

    /// <summary>CREATED_BY names this program.</summary>
    public static bool IsOwn(string? createdBy) => string.Equals(createdBy?.Trim(), Creator, StringComparison.OrdinalIgnoreCase);

    private static DateTimeOffset ToUtc(DateTime local, TimeSpan offset) =>
        new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), offset).ToUniversalTime();
}
