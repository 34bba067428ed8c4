using System.Globalization;
using Microsoft.Data.Sqlite;
using Tillsync.Core;

namespace Tillsync.Adapters.Journal;

/// <summary>Opens the file, and makes sure that it is a journal before anything is written to it.</summary>
internal static class JournalFile
{
    /// <summary>"TSJ1" in the file's header (PRAGMA application_id): tells a journal from any other SQLite database.</summary>
    public const int ApplicationId = 0x54534A31;

    /// <summary>For reading and writing; makes the file when there is none and brings its schema up to date.</summary>
    public static SqliteConnection OpenForWriting(JournalOptions options, string path)
    {
        RequireFolder(path);
        var connection = Connect(path, SqliteOpenMode.ReadWriteCreate, options);
        try
        {
            Configure(connection, options);
            RequireJournalOrEmpty(connection, path);
            JournalMigrations.RefuseNewer(path, JournalMigrations.Version(connection));
            UseWriteAheadLog(connection, path);
            if (options.PagesMax is { } pages)
            {
                Pragma(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages}"));
            }

            JournalMigrations.Apply(connection, path, JournalMigrations.Newest);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// For reading; the file stays as it is. No file reads as an empty journal, an older schema is read through a copy in memory that is
    /// brought up to date.
    /// </summary>
    public static SqliteConnection OpenForReading(JournalOptions options, string path)
    {
        if (!File.Exists(path))
        {
            return OpenEmpty(path);
        }

        var connection = ConnectForReading(path, options);
        try
        {
            RequireJournalOrEmpty(connection, path);
            var version = JournalMigrations.Version(connection);
            JournalMigrations.RefuseNewer(path, version);
            return version == JournalMigrations.Newest ? connection : CopyToMemory(connection, path);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A plain read-only connection to a file that may be damaged.</summary>
    public static SqliteConnection ConnectForReading(string path, JournalOptions options)
    {
        var connection = Connect(path, SqliteOpenMode.ReadOnly, options);
        try
        {
            Configure(connection, options);
            _ = JournalMigrations.Version(connection);
            return connection;
        }
        catch (SqliteException exception) when (IsUnwritableFolder(exception, path))
        {
            // A journal in write-ahead mode wants its side files even to be read, and this account may not make them. Without a log nobody
            // has the file open for writing, so the file alone is the whole journal.
            connection.Dispose();
            return Connect(
                $"file:{Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal)}?immutable=1",
                SqliteOpenMode.ReadOnly,
                options
            );
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static bool IsUnwritableFolder(SqliteException exception, string path) =>
        exception.SqliteErrorCode is 8 or 14 && (!File.Exists(path + "-wal") || new FileInfo(path + "-wal").Length == 0);

    private static SqliteConnection Connect(string source, SqliteOpenMode mode, JournalOptions options)
    {
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            ForeignKeys = true,
            Pooling = false,
            DefaultTimeout = Math.Max(1, (int)Math.Ceiling(options.BusyTimeout.TotalSeconds)),
        };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>FULL: in write-ahead mode a commit is on the disk when it returns, even if the power fails next.</summary>
    private static void Configure(SqliteConnection connection, JournalOptions options)
    {
        var wait = (long)options.BusyTimeout.TotalMilliseconds;
        Pragma(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {wait}"));
        Pragma(connection, "PRAGMA synchronous = FULL");
    }

    private static void UseWriteAheadLog(SqliteConnection connection, string path)
    {
        using var statement = new Statement(connection, "PRAGMA journal_mode = WAL");
        if (statement.Row(row => row.GetString(0)) != "wal")
        {
            throw new JournalException(
                path,
                "The file system of the journal cannot hold a write-ahead log.",
                "Put the journal on a local disk of this machine, not on a network share."
            );
        }
    }

    private static void RequireJournalOrEmpty(SqliteConnection connection, string path)
    {
        using var id = new Statement(connection, "PRAGMA application_id");
        var found = id.Number();
        if (found == ApplicationId)
        {
            return;
        }

        using var tables = new Statement(connection, "SELECT count(*) FROM sqlite_master");
        if (found != 0 || JournalMigrations.Version(connection) != 0 || tables.Number() != 0)
        {
            throw new JournalException(
                path,
                "The file is a database of another program; it has not been touched.",
                "Give the journal another path."
            );
        }
    }

    private static void RequireFolder(string path)
    {
        var folder = Path.GetDirectoryName(path);
        if (!Directory.Exists(folder))
        {
            throw new JournalException(
                path,
                $"The folder {folder} does not exist.",
                "Create it, with the right to write for the account that runs Tillsync, or give the journal another path."
            );
        }
    }

    private static SqliteConnection OpenEmpty(string path)
    {
        var memory = OpenMemory();
        JournalMigrations.Apply(memory, path, JournalMigrations.Newest);
        return memory;
    }

    private static SqliteConnection CopyToMemory(SqliteConnection older, string path)
    {
        var memory = OpenMemory();
        older.BackupDatabase(memory);
        older.Dispose();
        JournalMigrations.Apply(memory, path, JournalMigrations.Newest);
        return memory;
    }

    private static SqliteConnection OpenMemory()
    {
        var memory = new SqliteConnection("Data Source=:memory:;Pooling=False");
        memory.Open();
        return memory;
    }

    private static void Pragma(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        statement.Run();
    }
}
