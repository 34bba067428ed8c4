using System.Globalization;
using Microsoft.Data.Sqlite;
using Tillsync.Core;

namespace Tillsync.Adapters.Journal;

/// <summary>Makes sure that a file is a journal, of a schema that this program knows, before anything is written to it.</summary>
internal static class JournalFile
{
    /// <summary>"TSJ1" in the file's header (PRAGMA application_id): tells a journal from any other SQLite database.</summary>
    public const int ApplicationId = 0x54534A31;

    /// <summary>For reading and writing; makes the file when there is none and brings its schema up to date.</summary>
    public static SqliteConnection OpenForWriting(JournalOptions options, string path)
    {
        RequireFolder(path);
        return Checked(JournalConnection.ForWriting(path, options), connection => MakeReady(connection, options, path));
    }

    /// <summary>
    /// For reading; the file stays as it is. No file reads as an empty journal, an older schema is read through a copy in memory that is
    /// brought up to date.
    /// </summary>
    public static SqliteConnection OpenForReading(JournalOptions options, string path)
    {
        if (!File.Exists(path))
        {
            return Checked(JournalConnection.InMemory(), memory => JournalMigrations.Apply(memory, path));
        }

        var connection = Checked(JournalConnection.ForReading(path, options), connection => RequireJournalOrEmpty(connection, path));
        if (JournalMigrations.Version(connection) == JournalMigrations.Newest)
        {
            return connection;
        }

        using (connection)
        {
            return Checked(JournalConnection.InMemory(), memory => CopyAndMigrate(connection, memory, path));
        }
    }

    private static void MakeReady(SqliteConnection connection, JournalOptions options, string path)
    {
        RequireJournalOrEmpty(connection, path);
        UseWriteAheadLog(connection, path);
        if (options.PagesMax is { } pages)
        {
            JournalConnection.Pragma(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages}"));
        }

        JournalMigrations.Apply(connection, path);
    }

    private static void CopyAndMigrate(SqliteConnection older, SqliteConnection memory, string path)
    {
        older.BackupDatabase(memory);
        JournalMigrations.Apply(memory, path);
    }

    private static void RequireJournalOrEmpty(SqliteConnection connection, string path)
    {
        var version = JournalMigrations.Version(connection);
        using var id = new Statement(connection, "PRAGMA application_id");
        var found = id.Number();
        if (found == ApplicationId)
        {
            JournalMigrations.RefuseNewer(path, version);
            return;
        }

        using var tables = new Statement(connection, "SELECT count(*) FROM sqlite_master");
        if (found != 0 || version != 0 || tables.Number() != 0)
        {
            throw new JournalException(
                path,
                "The file is a database of another program; it has not been touched.",
                "Give the journal another path."
            );
        }
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

    /// <summary>Closes a connection that does not pass.</summary>
    private static SqliteConnection Checked(SqliteConnection connection, Action<SqliteConnection> check)
    {
        var passes = false;
        try
        {
            check(connection);
            passes = true;
            return connection;
        }
        finally
        {
            if (!passes)
            {
                connection.Dispose();
            }
        }
    }
}
