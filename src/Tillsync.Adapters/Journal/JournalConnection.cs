using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Tillsync.Adapters.Journal;

/// <summary>Connections to a file, whatever is in it.</summary>
internal static class JournalConnection
{
    /// <summary>Makes the file when there is none.</summary>
    public static SqliteConnection ForWriting(string path, JournalOptions options) =>
        Open(Describe(path, SqliteOpenMode.ReadWriteCreate, options), connection => Configure(connection, options));

    public static SqliteConnection ForReading(string path, JournalOptions options)
    {
        try
        {
            return Open(Describe(path, SqliteOpenMode.ReadOnly, options), connection => Configure(connection, options));
        }
        catch (SqliteException exception) when (LacksOnlySideFiles(exception, path))
        {
            return Open(Describe(AsImmutable(path), SqliteOpenMode.ReadOnly, options), _ => { });
        }
    }

    public static SqliteConnection InMemory() => Open("Data Source=:memory:;Pooling=False", _ => { });

    public static void Pragma(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        statement.Run();
    }

    /// <summary>
    /// A journal in write-ahead mode wants its two side files even to be read, and this account may not make them. Without a log nobody has
    /// the file open for writing, so the file alone is the whole journal and may be read as one that does not change.
    /// </summary>
    private static bool LacksOnlySideFiles(SqliteException exception, string path)
    {
        var log = new FileInfo(path + "-wal");
        return exception.SqliteErrorCode is 8 or 14 && File.Exists(path) && (!log.Exists || log.Length == 0);
    }

    private static string AsImmutable(string path)
    {
        var escaped = Uri.EscapeDataString(path.Replace('\\', '/')).Replace("%2F", "/", StringComparison.Ordinal);
        return $"file:{(escaped.StartsWith('/') ? "" : "/")}{escaped}?immutable=1";
    }

    private static string Describe(string source, SqliteOpenMode mode, JournalOptions options) =>
        new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            ForeignKeys = true,
            Pooling = false,
            DefaultTimeout = Math.Max(1, (int)Math.Ceiling(options.BusyTimeout.TotalSeconds)),
        }.ToString();

    /// <summary>FULL: in write-ahead mode a commit is on the disk when it returns, even if the power fails next.</summary>
    private static void Configure(SqliteConnection connection, JournalOptions options)
    {
        var wait = (long)options.BusyTimeout.TotalMilliseconds;
        Pragma(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {wait}"));
        Pragma(connection, "PRAGMA synchronous = FULL");
        _ = JournalMigrations.Version(connection); // The first real look at the file.
    }

    private static SqliteConnection Open(string description, Action<SqliteConnection> prepare)
    {
        var connection = new SqliteConnection(description);
        var isReady = false;
        try
        {
            connection.Open();
            prepare(connection);
            isReady = true;
            return connection;
        }
        finally
        {
            if (!isReady)
            {
                connection.Dispose();
            }
        }
    }
}
