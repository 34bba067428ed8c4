using Microsoft.Data.Sqlite;
using Tillsync.Core;

namespace Tillsync.Adapters.Journal;

/// <summary>SQLite's result codes (https://www.sqlite.org/rescode.html) in words that say what to do.</summary>
internal static class JournalErrors
{
    /// <summary>True for broken surroundings; false for mistakes of this program, which are not to be dressed up.</summary>
    public static bool Explains(SqliteException exception) => Describe(exception) is not null;

    public static JournalException From(string path, SqliteException exception)
    {
        var (cause, advice) = Describe(exception) ?? throw new ArgumentOutOfRangeException(nameof(exception));
        return new JournalException(path, cause, advice, exception);
    }

    /// <summary>A value that this program never writes.</summary>
    public static JournalException BadValue(string path, FormatException exception) =>
        new(path, "The journal holds a value that Tillsync does not write.", RestoreAdvice, exception);

    public const string RestoreAdvice =
        "Stop Tillsync, keep a copy of the file, and restore a backup; without one, move the file away and the next run starts with a full sync.";

    private static (string Cause, string Advice)? Describe(SqliteException exception) =>
        exception.SqliteErrorCode switch
        {
            1 when exception.Message.Contains("no such ", StringComparison.Ordinal) => (
                "The journal does not have the tables of its version.",
                RestoreAdvice
            ),
            3 or 8 => (
                "The journal cannot be written to.",
                "Give the account that runs Tillsync the right to change the file and its folder."
            ),
            5 or 6 => (
                "Another process kept the journal locked for longer than the busy time-out.",
                "Close database tools that have the file open, then try again."
            ),
            10 => (
                "The disk reported an error while the journal was read or written.",
                "Check the disk and its free space, then try again."
            ),
            11 => ("The journal is damaged.", RestoreAdvice),
            13 => ("The disk is full; nothing of this step was recorded.", "Free some space, then run again."),
            14 => (
                "The journal cannot be opened.",
                "Check that the path names a file, and that the account that runs Tillsync may use its folder."
            ),
            26 => (
                "The file is not a journal; it has not been touched.",
                "Give the journal another path, or restore the file from a backup."
            ),
            _ => null,
        };
}
