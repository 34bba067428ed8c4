using Microsoft.Data.Sqlite;

namespace Tillsync.Adapters.Journal;

/// <summary>The STAGING_IDs that were there at the last full sync.</summary>
internal sealed class StagedOrderTable(SqliteConnection connection, long storefrontId)
{
    private const string Select = "SELECT staging_id FROM staged_order WHERE storefront_id = $storefront";
    private const string Insert = "INSERT INTO staged_order (storefront_id, staging_id) VALUES ($storefront, $id)";
    private const string Delete = "DELETE FROM staged_order WHERE storefront_id = $storefront AND staging_id = $id";

    public IReadOnlySet<long> All() => Read();

    /// <summary>Makes the table hold exactly these, touching only what differs.</summary>
    public void Replace(IReadOnlyList<long> stagingIds)
    {
        var known = Read();
        var wanted = stagingIds.ToHashSet();
        RunEach(Insert, wanted.Where(id => !known.Contains(id)));
        RunEach(Delete, known.Where(id => !wanted.Contains(id)));
    }

    private HashSet<long> Read()
    {
        using var select = new Statement(connection, Select);
        return [.. select.With("$storefront", storefrontId).Rows(row => row.GetInt64(0))];
    }

    private void RunEach(string sql, IEnumerable<long> ids)
    {
        using var statement = new Statement(connection, sql);
        statement.With("$storefront", storefrontId);
        foreach (var id in ids)
        {
            statement.With("$id", id).Run();
        }
    }
}
