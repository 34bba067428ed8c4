using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Tillsync.Core.Recording;

namespace Tillsync.Adapters.Journal;

/// <summary>
/// One connection, used by one call at a time. SQLite works on the calling thread: its provider's asynchronous methods only pretend, so the
/// synchronous ones are used, and what is awaited is the turn.
/// </summary>
internal sealed class JournalSession(SqliteConnection connection, JournalOptions options, string path, bool isReadOnly) : IAsyncDisposable
{
    [SuppressMessage("Usage", "CA2213", Justification = "Without a wait handle it holds nothing, and late callers must not hang.")]
    private readonly SemaphoreSlim _turn = new(1, 1);

    public SqliteConnection Connection { get; } = connection;

    public string Path { get; } = path;

    public Func<LeaseHolder, DateTimeOffset, bool> IsAlive => options.IsAlive;

    /// <summary>A session, and the number of the storefront in its file.</summary>
    public static (JournalSession Session, long StorefrontId) Open(JournalOptions options, string storefront, bool isReadOnly)
    {
        var path = System.IO.Path.GetFullPath(options.Path);
        SqliteConnection? connection = null;
        try
        {
            connection = isReadOnly ? JournalFile.OpenForReading(options, path) : JournalFile.OpenForWriting(options, path);
            var id = isReadOnly ? StorefrontTable.Find(connection, storefront) : StorefrontTable.FindOrAdd(connection, storefront);
            var session = new JournalSession(connection, options, path, isReadOnly);
            connection = null;
            return (session, id);
        }
        catch (SqliteException exception) when (JournalErrors.Explains(exception))
        {
            throw JournalErrors.From(path, exception);
        }
        finally
        {
            connection?.Dispose();
        }
    }

    public void RequireSameFile() => JournalIdentity.RequireSame(Connection, Path, options);

    public async Task<T> ReadAsync<T>(Func<T> read, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return read();
        }
        catch (SqliteException exception) when (JournalErrors.Explains(exception))
        {
            throw JournalErrors.From(Path, exception);
        }
        catch (FormatException exception)
        {
            throw JournalErrors.BadValue(Path, exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Runs <paramref name="write"/> as one transaction. It takes the write lock at its start (BEGIN IMMEDIATE), so what it reads, the fence
    /// above all, still holds when it commits.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<T> write, CancellationToken cancellationToken)
    {
        if (isReadOnly)
        {
            throw new InvalidOperationException($"{Path} was opened for reading only.");
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            using var transaction = Connection.BeginTransaction(deferred: false);
            JournalIdentity.RequireFile(Path);
            var result = write();
            transaction.Commit();
            return result;
        }
        catch (SqliteException exception) when (JournalErrors.Explains(exception))
        {
            throw JournalErrors.From(Path, exception);
        }
        catch (FormatException exception)
        {
            throw JournalErrors.BadValue(Path, exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Waits for the call that has the turn. Calls that come later find the connection closed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        await Connection.DisposeAsync();
        _turn.Release();
    }
}
