using Microsoft.Data.Sqlite;
using Tillsync.Core;

namespace Tillsync.Adapters.Journal;

/// <summary>
/// Notices that the file behind a path is no longer the one that is open. Unix lets an open file be moved or deleted; SQLite then goes on
/// writing to what nobody will read again, while the next process begins a new journal, with a lease of its own: two writers.
/// </summary>
internal static class JournalIdentity
{
    /// <summary>
    /// A backup has the identity of its original. What tells it apart is how far it has come: every run takes a lease, and a fence only rises.
    /// </summary>
    private const string Select = """
        SELECT identity || ' ' || coalesce((SELECT sum(fence) FROM lease), 0) || ' ' || coalesce((SELECT max(run_id) FROM run), 0)
        FROM journal
        """;

    /// <summary>Cheap enough for each write: there is a file.</summary>
    public static void RequireFile(string path)
    {
        if (!File.Exists(path))
        {
            throw Gone(path);
        }
    }

    /// <summary>Opens the path anew and compares: for the start of a run.</summary>
    public static void RequireSame(SqliteConnection open, string path, JournalOptions options)
    {
        using var fresh = JournalConnection.ForReading(path, options);
        if (Of(fresh) != Of(open))
        {
            throw Gone(path);
        }
    }

    private static string? Of(SqliteConnection connection)
    {
        using var select = new Statement(connection, Select);
        return select.Row(row => row.GetString(0));
    }

    private static JournalException Gone(string path) =>
        new(
            path,
            "The journal was moved, deleted or replaced while it was open.",
            "Stop every Tillsync process, put the file back (or leave it away to begin with a full sync), and start again."
        );
}
