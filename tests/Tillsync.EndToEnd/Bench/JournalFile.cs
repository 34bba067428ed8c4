using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Tillsync.EndToEnd.Bench;

/// <summary>The program's journal, looked at from outside.</summary>
internal sealed class JournalFile(string path)
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public string FilePath { get; } = path;

    /// <summary>Writes whose outcome nobody recorded; none where no journal was made yet.</summary>
    public int OpenIntents =>
        File.Exists(FilePath) && Count("SELECT COUNT(*) FROM sqlite_master WHERE name = 'intent'") > 0
            ? Count("SELECT COUNT(*) FROM intent WHERE state IN ('intended', 'unknown')")
            : 0;

    public IReadOnlyList<object?[]> Query(string sql)
    {
        using var connection = Open(SqliteOpenMode.ReadOnly);
        return Sqlite.Rows(connection, sql);
    }

    public int Count(string sql) => Convert.ToInt32(Query(sql)[0][0], CultureInfo.InvariantCulture);

    public void Execute(string sql, params object?[] values)
    {
        using var connection = Open(SqliteOpenMode.ReadWrite);
        Sqlite.Execute(connection, sql, values);
    }

    /// <summary>As if the clock had been put, or the time had gone by.</summary>
    public void MoveLastSync(TimeSpan by)
    {
        var stamp = (string)Query("SELECT last_full_sync_at FROM position")[0][0]!;
        var moved = DateTimeOffset.Parse(stamp, CultureInfo.InvariantCulture) + by;
        Execute("UPDATE position SET last_full_sync_at = $0", moved.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture));
    }

    /// <summary>Takes the write lock until disposed, as a backup program or another tool does.</summary>
    public IDisposable Lock()
    {
        var connection = Open(SqliteOpenMode.ReadWrite);
        Sqlite.Execute(connection, "BEGIN EXCLUSIVE");
        return connection;
    }

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = FilePath,
            Mode = mode,
            Pooling = false,
        };
        var connection = new SqliteConnection(text.ConnectionString);
        connection.Open();
        return connection;
    }
}
