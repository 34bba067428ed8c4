using System.Data;
using System.Data.Common;
using Tillsync.Core;
using Tillsync.Core.Recording;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>
/// USER_SYNC_LOG in the till's database. The only statement of this program that writes there: one INSERT of one row, outside any
/// transaction of the till's.
/// </summary>
public sealed class CounterpointSyncLog : ISyncLog
{
    /// <summary>SYNC_ID is varchar(50).</summary>
    private const int SyncIdLengthMax = 50;

    private readonly ITillDialect _dialect;

    /// <exception cref="TillException">The connection string cannot be read or names no database.</exception>
    public CounterpointSyncLog(TillOptions options)
        : this(TillDialects.For(options)) { }

    internal CounterpointSyncLog(ITillDialect dialect)
    {
        _dialect = dialect;
    }

    /// <inheritdoc />
    public async Task AppendAsync(SyncLogEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entry.SyncId.Length, SyncIdLengthMax);
        try
        {
            await using var session = new TillSession(_dialect, forWriting: true);
            await session.OpenAsync(cancellationToken);
            var clock = await ServerClock.ReadAsync(session, cancellationToken);
            await session.ExecuteAsync(
                CounterpointObjects.SyncLog,
                CounterpointQueries.InsertSyncLog(_dialect),
                command => Bind(command, entry, clock),
                cancellationToken
            );
        }
        catch (TillQueryException error)
        {
            throw TillErrors.Explain(error, _dialect);
        }
    }

    private static void Bind(DbCommand command, SyncLogEntry entry, ServerClock clock)
    {
        Add(command, "@syncId", DbType.AnsiString, entry.SyncId);
        Add(command, "@dryRun", DbType.Boolean, entry.IsDryRun);
        Add(command, "@startTime", DbType.DateTime2, clock.ToLocal(entry.StartedAt));
        Add(command, "@endTime", DbType.DateTime2, clock.ToLocal(entry.EndedAt));
        Add(command, "@durationSeconds", DbType.Decimal, decimal.Round((decimal)(entry.EndedAt - entry.StartedAt).TotalSeconds, 2));
        Add(command, "@input", DbType.Int32, entry.Input);
        Add(command, "@created", DbType.Int32, entry.Created);
        Add(command, "@updated", DbType.Int32, entry.Updated);
        Add(command, "@skipped", DbType.Int32, entry.Skipped);
        Add(command, "@failed", DbType.Int32, entry.Failed);
        Add(command, "@success", DbType.Boolean, entry.Succeeded);
        Add(command, "@errorMessage", DbType.String, entry.Error);
        Add(command, "@createdDt", DbType.DateTime2, clock.ToLocal(clock.Now));
    }

    private static void Add(DbCommand command, string name, DbType type, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.DbType = type;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }
}
