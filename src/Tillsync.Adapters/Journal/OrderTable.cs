using Microsoft.Data.Sqlite;
using Tillsync.Core.Detecting;

namespace Tillsync.Adapters.Journal;

/// <summary>The mirror of the shop's orders.</summary>
internal sealed class OrderTable(SqliteConnection connection, long storefrontId)
{
    private const string Select = """
        SELECT order_id, number, status, created_at, modified_at, lines, completed_at FROM web_order WHERE storefront_id = $storefront
        """;

    private const string SelectIds = "SELECT order_id FROM web_order WHERE storefront_id = $storefront";

    // The condition leaves pages alone that would be written with what they hold already.
    private const string Upsert = """
        INSERT INTO web_order (storefront_id, order_id, number, status, created_at, modified_at, lines, completed_at)
        VALUES ($storefront, $order, $number, $status, $created, $modified, $lines, $completed)
        ON CONFLICT (storefront_id, order_id) DO UPDATE SET number = excluded.number, status = excluded.status,
            created_at = excluded.created_at, modified_at = excluded.modified_at, lines = excluded.lines,
            completed_at = excluded.completed_at
        WHERE number <> excluded.number OR status <> excluded.status OR created_at <> excluded.created_at
            OR modified_at <> excluded.modified_at OR lines <> excluded.lines
            OR completed_at IS NOT excluded.completed_at
        """;

    private const string Delete = "DELETE FROM web_order WHERE storefront_id = $storefront AND order_id = $order";

    public IReadOnlyList<WebOrder> All()
    {
        using var select = new Statement(connection, Select);
        return select.With("$storefront", storefrontId).Rows(Read);
    }

    /// <summary>Makes the mirror hold exactly these, touching only what differs.</summary>
    public void Replace(IReadOnlyList<WebOrder> orders)
    {
        using var ids = new Statement(connection, SelectIds);
        var stale = ids.With("$storefront", storefrontId).Rows(row => row.GetInt64(0)).ToHashSet();
        using var upsert = new Statement(connection, Upsert);
        upsert.With("$storefront", storefrontId);
        foreach (var order in orders)
        {
            stale.Remove(order.OrderId);
            upsert
                .With("$order", order.OrderId)
                .With("$number", order.Number)
                .With("$status", order.Status)
                .With("$created", order.CreatedAt)
                .With("$modified", order.ModifiedAt)
                .With("$lines", JournalJson.Write(order.Lines))
                .With("$completed", order.CompletedAt)
                .Run();
        }

        using var delete = new Statement(connection, Delete);
        delete.With("$storefront", storefrontId);
        foreach (var id in stale)
        {
            delete.With("$order", id).Run();
        }
    }

    private static WebOrder Read(SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.Instant(3), row.Instant(4), JournalJson.ReadLines(row.GetString(5)))
        {
            CompletedAt = row.InstantOrNull(6),
        };
}
