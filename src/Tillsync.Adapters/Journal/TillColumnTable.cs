using Microsoft.Data.Sqlite;

namespace Tillsync.Adapters.Journal;

/// <summary>Columns of the till as somebody last found them right.</summary>
/// <param name="SeenAt">When that was.</param>
/// <param name="Types">By table and column.</param>
public sealed record KnownColumns(DateTimeOffset SeenAt, IReadOnlyDictionary<(string Table, string Column), string> Types);

internal sealed class TillColumnTable(SqliteConnection connection, long storefrontId)
{
    private const string Select =
        "SELECT table_name, column_name, type, seen_at FROM till_column WHERE storefront_id = $storefront ORDER BY table_name, column_name";

    private const string Delete = "DELETE FROM till_column WHERE storefront_id = $storefront";

    private const string Insert =
        "INSERT INTO till_column (storefront_id, table_name, column_name, type, seen_at) VALUES ($storefront, $table, $column, $type, $seen)";

    public KnownColumns? All()
    {
        using var select = new Statement(connection, Select);
        var rows = select
            .With("$storefront", storefrontId)
            .Rows(row => (Key: (row.GetString(0), row.GetString(1)), Type: row.GetString(2), SeenAt: row.Instant(3)));
        return rows.Count == 0 ? null : new KnownColumns(rows[0].SeenAt, rows.ToDictionary(row => row.Key, row => row.Type));
    }

    public void Replace(KnownColumns columns)
    {
        using var delete = new Statement(connection, Delete);
        delete.With("$storefront", storefrontId).Run();
        using var insert = new Statement(connection, Insert);
        insert.With("$storefront", storefrontId).With("$seen", columns.SeenAt);
        foreach (var ((table, column), type) in columns.Types)
        {
            insert.With("$table", table).With("$column", column).With("$type", type).Run();
        }
    }
}
