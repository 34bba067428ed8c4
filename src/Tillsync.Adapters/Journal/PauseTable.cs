using Microsoft.Data.Sqlite;
using Tillsync.Core.Recording;

namespace Tillsync.Adapters.Journal;

/// <summary>At most one row for each storefront: while it is there, the storefront is paused or stopped.</summary>
internal sealed class PauseTable(SqliteConnection connection, long storefrontId)
{
    /// <summary>A migration of its own.</summary>
    public const string Schema = """
        CREATE TABLE pause (
            storefront_id INTEGER PRIMARY KEY REFERENCES storefront (storefront_id),
            kind TEXT NOT NULL,
            paused_at TEXT NOT NULL,
            paused_by TEXT NOT NULL
        ) STRICT;
        """;

    private const string Select = "SELECT kind, paused_at, paused_by FROM pause WHERE storefront_id = $storefront";

    private const string Upsert = """
        INSERT INTO pause (storefront_id, kind, paused_at, paused_by) VALUES ($storefront, $kind, $at, $by)
        ON CONFLICT (storefront_id) DO UPDATE SET kind = excluded.kind, paused_at = excluded.paused_at, paused_by = excluded.paused_by
        """;

    private const string Delete = "DELETE FROM pause WHERE storefront_id = $storefront";

    public Pause? Get()
    {
        using var select = new Statement(connection, Select);
        return select
            .With("$storefront", storefrontId)
            .Row(row => new Pause(JournalWords.PauseOf(row.GetString(0)), row.Instant(1), row.GetString(2)));
    }

    public void Save(Pause? pause)
    {
        if (pause is null)
        {
            using var delete = new Statement(connection, Delete);
            delete.With("$storefront", storefrontId).Run();
            return;
        }

        using var upsert = new Statement(connection, Upsert);
        upsert
            .With("$storefront", storefrontId)
            .With("$kind", JournalWords.Of(pause.Kind))
            .With("$at", pause.At)
            .With("$by", pause.By)
            .Run();
    }
}
