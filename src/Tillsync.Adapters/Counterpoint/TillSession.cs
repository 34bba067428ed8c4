using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Tillsync.Core.Detecting;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>One open connection to the till for one read or one write.</summary>
internal sealed class TillSession : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private DbTransaction? _transaction;

    /// <summary>A session that still has to be opened.</summary>
    public TillSession(ITillDialect dialect, bool forWriting)
    {
        Dialect = dialect;
        _connection = dialect.CreateConnection(forWriting);
    }

    public ITillDialect Dialect { get; }

    /// <summary>Optional reads that failed so far.</summary>
    public List<ProbeFailure> Failures { get; } = [];

    /// <summary>The server's version as the connection knows it, without asking.</summary>
    public string ServerVersion => _connection.ServerVersion;

    /// <summary>Connects and sets the connection up so that it never makes a till wait.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await GuardAsync(Dialect.Place, () => _connection.OpenAsync(cancellationToken), cancellationToken);
        }
        catch (TillQueryException error) when (error is { Fault: TillFault.CommandTimeout, InnerException: { } inner })
        {
            throw new TillQueryException(TillFault.Unreachable, error.Subject, inner);
        }
        catch (NotSupportedException error)
        {
            // SqlClient's word for a process without ICU, which it needs for the server's collations.
            throw new TillQueryException(TillFault.NoGlobalization, Dialect.Place, error);
        }
        catch (InvalidOperationException error)
        {
            // SqlClient's word for a pool in which no connection became free in time.
            throw new TillQueryException(TillFault.Unreachable, Dialect.Place, error);
        }

        await Dialect.PrepareAsync(this, cancellationToken);
    }

    /// <summary>From here on reads show one moment, where the database can do that without holding locks.</summary>
    public async Task BeginReadAsync(ServerFacts facts, CancellationToken cancellationToken) =>
        await GuardAsync(
            "the start of the read",
            async () => _transaction = await Dialect.BeginReadAsync(_connection, facts, cancellationToken),
            cancellationToken
        );

    /// <summary>Runs one statement and hands over each row; the reader is moved by this method only.</summary>
    public Task QueryAsync(string subject, string sql, Action<DbDataReader> onRow, CancellationToken cancellationToken) =>
        QueryAsync(subject, sql, _ => { }, onRow, cancellationToken);

    /// <summary>The same with parameters.</summary>
    public Task QueryAsync(
        string subject,
        string sql,
        Action<DbCommand> bind,
        Action<DbDataReader> onRow,
        CancellationToken cancellationToken
    ) =>
        GuardAsync(
            subject,
            async () =>
            {
                RequireConnection(subject);
                await using var command = CreateCommand(sql);
                bind(command);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                while (await reader.ReadAsync(cancellationToken))
                {
                    onRow(reader);
                }
            },
            cancellationToken
        );

    /// <summary>
    /// The same for what a site may lack. A failure is noted and answered with false: rows handed over until then must be dropped.
    /// A deadlock concerns the whole read and is not held back; where a failure cost the connection, the next read that is needed fails.
    /// </summary>
    public async Task<bool> TryQueryAsync(string subject, string sql, Action<DbDataReader> onRow, CancellationToken cancellationToken)
    {
        try
        {
            await QueryAsync(subject, sql, onRow, cancellationToken);
            return true;
        }
        catch (TillQueryException error) when (error.Fault != TillFault.Deadlock)
        {
            Failures.Add(new ProbeFailure(subject, error.Words));
            return false;
        }
    }

    /// <returns>How many rows the statement has changed.</returns>
    public async Task<int> ExecuteAsync(string subject, string sql, Action<DbCommand> bind, CancellationToken cancellationToken)
    {
        var changed = 0;
        await GuardAsync(
            subject,
            async () =>
            {
                await using var command = CreateCommand(sql);
                bind(command);
                changed = await command.ExecuteNonQueryAsync(cancellationToken);
            },
            cancellationToken
        );
        return changed;
    }

    /// <summary>What is executed from here on is done together by <see cref="CommitAsync"/>, or not at all.</summary>
    public Task BeginWriteAsync(CancellationToken cancellationToken) =>
        GuardAsync(
            "the start of the write",
            async () => _transaction = await _connection.BeginTransactionAsync(cancellationToken),
            cancellationToken
        );

    public Task CommitAsync(CancellationToken cancellationToken) =>
        GuardAsync("the end of the write", () => _transaction?.CommitAsync(cancellationToken) ?? Task.CompletedTask, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_connection.State == ConnectionState.Open && _transaction is not null)
        {
            try
            {
                await _transaction.DisposeAsync();
            }
            catch (DbException)
            {
                // What it did not commit is undone with the connection, which goes now in any case.
            }
        }

        await _connection.DisposeAsync();
    }

    private void RequireConnection(string subject)
    {
        if (_connection.State != ConnectionState.Open)
        {
            throw new TillQueryException(TillFault.Unreachable, subject, new InvalidOperationException("the connection was lost before"));
        }
    }

    private async Task GuardAsync(string subject, Func<Task> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await work();
        }
        catch (DbException error) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The read of the till was cancelled.", error, cancellationToken);
        }
        catch (DbException error)
        {
            throw TillQueryException.From(Dialect, subject, error);
        }
    }

    [SuppressMessage("Security", "CA2100", Justification = "Text comes from CounterpointQueries and the dialects; values are parameters.")]
    private DbCommand CreateCommand(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = Dialect.CommandTimeoutSeconds;
        command.Transaction = _transaction;
        return command;
    }
}
