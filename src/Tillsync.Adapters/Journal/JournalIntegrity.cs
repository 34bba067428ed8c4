using Microsoft.Data.Sqlite;

namespace Tillsync.Adapters.Journal;

/// <summary>Whether a journal's file is sound.</summary>
internal static class JournalIntegrity
{
    // Twenty findings at most: one is enough to restore a backup.
    private const string QuickCheck = "PRAGMA quick_check(20)";

    /// <summary>SQLite's findings; none when the file is sound.</summary>
    /// <exception cref="Core.JournalException">It cannot be read at all.</exception>
    public static IReadOnlyList<string> Check(JournalOptions options, string path)
    {
        try
        {
            using var connection = JournalConnection.ForReading(path, options);
            using var statement = new Statement(connection, QuickCheck);
            return [.. statement.Rows(row => row.GetString(0)).Where(finding => finding != "ok")];
        }
        catch (SqliteException exception) when (JournalErrors.Explains(exception))
        {
            throw JournalErrors.From(path, exception);
        }
    }
}
