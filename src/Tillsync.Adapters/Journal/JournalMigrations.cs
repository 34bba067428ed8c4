using System.Globalization;
using Microsoft.Data.Sqlite;
using Tillsync.Core;

namespace Tillsync.Adapters.Journal;

/// <summary>
/// The journal's schema, as numbered steps that only go forward; PRAGMA user_version says how many a file has seen. A step that has been
/// released is never edited.
/// </summary>
internal static class JournalMigrations
{
    private static readonly string[] Steps =
    [
        JournalSchema.Tables,
        JournalSchema.Views,
        JournalSchema.ItemMapping,
        HeldPlanSchema.Tables,
        JournalSchema.CompletedOrders,
        NotesSchema.QuietStarts,
        JournalSchema.Mappings,
        PauseTable.Schema,
        RelativeWriteTable.Schema,
        NotesSchema.TillColumns,
        JournalSchema.PhasedOut,
        NotesSchema.Alerts,
        NotesSchema.ServiceStarts,
        StockRuleTable.Schema,
        CreationTable.Schema,
        JournalSchema.HidingIntents,
        StagingTable.Schema,
        JournalSchema.OwnClock,
    ];

    public static int Newest => Steps.Length;

    public static void Apply(SqliteConnection connection, string path) => Apply(connection, path, Newest);

    /// <summary>
    /// Brings the schema up to <paramref name="target"/>. Each step is one transaction that takes the write lock before it looks at the
    /// version, so two processes that start together do each step once.
    /// </summary>
    public static void Apply(SqliteConnection connection, string path, int target)
    {
        while (true)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            var version = Version(connection);
            RefuseNewer(path, version);
            if (version >= target)
            {
                return;
            }

            using var step = new Statement(connection, Steps[version]);
            step.Run();
            SetPragma(connection, "application_id", JournalFile.ApplicationId);
            SetPragma(connection, "user_version", version + 1);
            transaction.Commit();
        }
    }

    public static int Version(SqliteConnection connection)
    {
        using var statement = new Statement(connection, "PRAGMA user_version");
        return (int)(statement.Number() ?? 0);
    }

    public static void RefuseNewer(string path, int version)
    {
        if (version > Newest)
        {
            throw new JournalException(
                path,
                $"The journal was made by a newer version of Tillsync (schema {version}; this program knows {Newest}).",
                "Run that version or a later one; the file has not been touched."
            );
        }
    }

    private static void SetPragma(SqliteConnection connection, string name, int value)
    {
        using var statement = new Statement(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA {name} = {value}"));
        statement.Run();
    }
}
