namespace Tillsync.Core.Recording;

/// <summary>The till's own record of runs (USER_SYNC_LOG), written only where its switch allows it.</summary>
public interface ISyncLog
{
    /// <summary>Appends one row. Raises <see cref="TillException"/> when the table or the permission is missing.</summary>
    Task AppendAsync(SyncLogEntry entry, CancellationToken cancellationToken);
}

/// <summary>One row of USER_SYNC_LOG; OPERATION_TYPE is 'inventory_sync' and DIRECTION 'CP_TO_WOO'.</summary>
/// <param name="SyncId">SYNC_ID, at most 50 characters.</param>
/// <param name="StartedAt">Written as START_TIME in the database server's local time, as the table's other rows are.</param>
public sealed record SyncLogEntry(
    string SyncId,
    bool IsDryRun,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    int Input,
    int Updated,
    int Skipped,
    int Failed,
    bool Succeeded,
    string? Error
)
{
    /// <summary>RECORDS_CREATED: products that were made.</summary>
    public int Created { get; init; }
}
