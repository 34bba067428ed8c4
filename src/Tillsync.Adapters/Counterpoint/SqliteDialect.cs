using System.Data.Common;
using Microsoft.Data.Sqlite;
using Tillsync.Core;
using Tillsync.Core.Detecting;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>A SQLite file that stands in for a till.</summary>
internal sealed class SqliteDialect : ITillDialect
{
    private readonly TillOptions _options;
    private readonly SqliteConnectionStringBuilder _connectionString;
    private readonly string _path;

    public SqliteDialect(TillOptions options)
    {
        _options = options;
        _connectionString = Parse(options.ConnectionString);
        _path = IsInMemory ? _connectionString.DataSource : Path.GetFullPath(_connectionString.DataSource);
        Place = $"SQLite file '{_path}'";
    }

    public string Place { get; }

    /// <summary>In SQLite the time-out of a statement is the time that it waits for a lock.</summary>
    public int CommandTimeoutSeconds => _options.LockTimeoutSeconds;

    public string ClockQuery => "SELECT strftime('%Y-%m-%d %H:%M:%f', 'now'), strftime('%Y-%m-%d %H:%M:%f', 'now', 'localtime')";

    /// <remarks>A transaction that writes takes the only write lock when it begins.</remarks>
    public string LockHint => "";

    public string? TakeTurn => null;

    public string Qualify(string name) => name;

    /// <remarks>Never creates a file. Not pooled: a pooled connection would go on reading a file that was replaced.</remarks>
    public DbConnection CreateConnection(bool forWriting)
    {
        if (!IsInMemory && !File.Exists(_path))
        {
            throw new TillException(
                Place,
                "the file does not exist.",
                "Check the path in the connection string; a relative one starts at the folder of the configuration file."
            );
        }

        var builder = new SqliteConnectionStringBuilder(_connectionString.ConnectionString)
        {
            Pooling = false,
            DefaultTimeout = _options.LockTimeoutSeconds,
        };
        if (!IsInMemory)
        {
            builder.DataSource = _path;
            builder.Mode = forWriting ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadOnly;
        }

        return new SqliteConnection(builder.ConnectionString);
    }

    public Task PrepareAsync(TillSession session, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <remarks>A file is its full path: a copy is another till, and so is a file that was moved. Nothing is written into the file for it.</remarks>
    public Task<TillIdentity> IdentifyAsync(TillSession session, CancellationToken cancellationToken)
    {
        var key = OperatingSystem.IsWindows() ? _path.ToUpperInvariant() : _path;
        return Task.FromResult(new TillIdentity("SQLite", Path.GetFileName(_path), $"sqlite/{key}"));
    }

    public async Task<IReadOnlyList<FoundObject>> FindObjectsAsync(TillSession session, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await session.QueryAsync(
            "the catalogue",
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')",
            row => names.Add(row.GetString(0)),
            cancellationToken
        );
        var found = new List<FoundObject>();
        foreach (var name in CounterpointObjects.All.Where(wanted => names.Contains(wanted, StringComparer.OrdinalIgnoreCase)))
        {
            found.Add(await DescribeAsync(session, name, cancellationToken));
        }

        return found;
    }

    public async Task<IReadOnlyList<SiteColumn>> ReadColumnsAsync(TillSession session, CancellationToken cancellationToken)
    {
        var columns = new List<SiteColumn>();
        foreach (var found in await FindObjectsAsync(session, cancellationToken))
        {
            // One that cannot be described, a view over a table that is gone, has no columns.
            await session.TryQueryAsync(
                found.Name,
                $"SELECT name, type FROM pragma_table_xinfo('{found.Name}')",
                row => columns.Add(new SiteColumn(found.Name, row.GetString(0), row.GetString(1))),
                cancellationToken
            );
        }

        return columns;
    }

    /// <remarks>Whoever may read a file's folder may do what its permissions say; there are no logins.</remarks>
    public Task<IReadOnlyList<string>?> ReadRightsAsync(TillSession session, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>?>(null);

    public Task<ServerFacts> DescribeServerAsync(TillSession session, CancellationToken cancellationToken) =>
        Task.FromResult(new ServerFacts($"SQLite {session.ServerVersion}", "one read transaction", true));

    public Task<DbTransaction?> BeginReadAsync(DbConnection connection, ServerFacts facts, CancellationToken cancellationToken) =>
        Task.FromResult<DbTransaction?>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    /// <remarks>Result codes: sqlite.org/rescode.html. A missing table or column is told by words only.</remarks>
    public TillFault Classify(DbException error) =>
        error is not SqliteException sqlite
            ? TillFault.Other
            : sqlite.SqliteErrorCode switch
            {
                5 or 6 => TillFault.LockTimeout,
                8 => TillFault.ReadOnly,
                3 or 23 => TillFault.PermissionDenied,
                11 or 26 => TillFault.NotADatabase,
                14 => TillFault.FileUnavailable,
                _ when sqlite.Message.Contains("no such table", StringComparison.Ordinal) => TillFault.MissingObject,
                _ when sqlite.Message.Contains("no such column", StringComparison.Ordinal) => TillFault.MissingColumn,
                _ => TillFault.Other,
            };

    public int NumberOf(DbException error) => error is SqliteException sqlite ? sqlite.SqliteExtendedErrorCode : error.ErrorCode;

    private bool IsInMemory => _connectionString.Mode == SqliteOpenMode.Memory || _connectionString.DataSource == ":memory:";

    /// <summary>A view over a table that is gone has no columns to list; it is there all the same.</summary>
    private static async Task<FoundObject> DescribeAsync(TillSession session, string name, CancellationToken cancellationToken)
    {
        var columns = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        try
        {
            await session.QueryAsync(
                name,
                $"SELECT name FROM pragma_table_xinfo('{name}')",
                row => columns.Add(row.GetString(0)),
                cancellationToken
            );
            return new FoundObject(name, columns, null);
        }
        catch (TillQueryException error) when (error.IsLasting)
        {
            return new FoundObject(name, columns, error.Words);
        }
    }

    private static SqliteConnectionStringBuilder Parse(string text)
    {
        try
        {
            var builder = new SqliteConnectionStringBuilder(text);
            if (builder.DataSource.Length > 0)
            {
                return builder;
            }
        }
        catch (ArgumentException)
        {
            // Falls through: the parser's words may quote what should not be shown.
        }

        throw new TillException("the till's connection string", "it does not name a SQLite file.", "Write it like: Data Source=till.db");
    }
}
