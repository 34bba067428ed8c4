using Microsoft.Data.Sqlite;

namespace Tillsync.Adapters.Journal;

/// <summary>The storefronts of a journal. Their names differ by more than case, as keys of the configuration do.</summary>
internal static class StorefrontTable
{
    /// <summary>Stands for a storefront that the journal does not know: no row has it.</summary>
    public const long None = 0;

    private const string Select = "SELECT storefront_id FROM storefront WHERE name_key = $key";
    private const string Insert = "INSERT INTO storefront (name, name_key) VALUES ($name, $key) ON CONFLICT (name_key) DO NOTHING";

    public static long Find(SqliteConnection connection, string name)
    {
        using var select = new Statement(connection, Select);
        return select.With("$key", name.ToUpperInvariant()).Number() ?? None;
    }

    /// <summary>Always takes the write lock, so that a file which cannot be written to is found out now and not in the middle of a run.</summary>
    public static long FindOrAdd(SqliteConnection connection, string name)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        using var insert = new Statement(connection, Insert);
        insert.With("$name", name).With("$key", name.ToUpperInvariant()).Run();
        var id = Find(connection, name);
        transaction.Commit();
        return id;
    }
}
