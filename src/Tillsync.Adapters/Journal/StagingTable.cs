using Microsoft.Data.Sqlite;
using Tillsync.Core.Recording;

namespace Tillsync.Adapters.Journal;

/// <summary>Web orders on their way into the till, and from when on they are staged.</summary>
internal sealed class StagingTable(SqliteConnection connection, long storefrontId)
{
    /// <summary>A migration of its own.</summary>
    public const string Schema = """
        CREATE TABLE order_staging (
            storefront_id INTEGER PRIMARY KEY REFERENCES storefront (storefront_id),
            since TEXT NOT NULL
        ) STRICT;

        -- Numbers, stamps and hashes: nothing of a customer.
        CREATE TABLE staged_web_order (
            storefront_id INTEGER NOT NULL REFERENCES storefront (storefront_id),
            order_id INTEGER NOT NULL,
            number TEXT NOT NULL,
            state TEXT NOT NULL,
            changed_at TEXT NOT NULL,
            status TEXT,
            order_modified_at TEXT,
            looked_at TEXT,
            source TEXT,
            wanted TEXT,
            staging_id INTEGER,
            mark TEXT,
            run_id INTEGER,
            problem TEXT,
            detail TEXT,
            attempts INTEGER NOT NULL,
            next_try_at TEXT,
            PRIMARY KEY (storefront_id, order_id)
        ) STRICT, WITHOUT ROWID;

        CREATE VIEW vw_StagedOrders AS
        SELECT s.name AS Storefront, o.order_id AS OrderId, o.number AS Number, o.state AS State, o.changed_at AS ChangedAt,
            o.status AS ShopStatus, o.staging_id AS StagingId, o.run_id AS RunId, o.problem AS Problem, o.detail AS Detail,
            o.attempts AS Attempts, o.next_try_at AS NextTryAt
        FROM staged_web_order AS o
        JOIN storefront AS s ON s.storefront_id = o.storefront_id;
        """;

    private const string SelectSince = "SELECT since FROM order_staging WHERE storefront_id = $storefront";

    private const string UpsertSince = """
        INSERT INTO order_staging (storefront_id, since) VALUES ($storefront, $since)
        ON CONFLICT (storefront_id) DO UPDATE SET since = excluded.since
        """;

    private const string Select = """
        SELECT order_id, number, state, changed_at, status, order_modified_at, looked_at, source, wanted, staging_id, mark, run_id,
            problem, detail, attempts, next_try_at
        FROM staged_web_order WHERE storefront_id = $storefront ORDER BY order_id
        """;

    private const string Upsert = """
        INSERT OR REPLACE INTO staged_web_order (storefront_id, order_id, number, state, changed_at, status, order_modified_at,
            looked_at, source, wanted, staging_id, mark, run_id, problem, detail, attempts, next_try_at)
        VALUES ($storefront, $order, $number, $state, $changed, $status, $modified, $looked, $source, $wanted, $staging, $mark, $run,
            $problem, $detail, $attempts, $next)
        """;

    private const string DeleteOld = """
        DELETE FROM staged_web_order
        WHERE storefront_id = $storefront AND changed_at < $before AND state NOT IN ('wanted', 'changing', 'staged')
        """;

    public StagingLedger Get()
    {
        using var since = new Statement(connection, SelectSince);
        using var select = new Statement(connection, Select);
        var found = since.With("$storefront", storefrontId).Rows(row => row.Instant(0));
        return new StagingLedger(found.Count > 0 ? found[0] : null, select.With("$storefront", storefrontId).Rows(Read));
    }

    public void Save(StagingChange change)
    {
        if (change.Since is { } since)
        {
            using var begin = new Statement(connection, UpsertSince);
            begin.With("$storefront", storefrontId).With("$since", since).Run();
        }

        using var upsert = new Statement(connection, Upsert);
        upsert.With("$storefront", storefrontId);
        foreach (var order in change.Orders)
        {
            upsert
                .With("$order", order.OrderId)
                .With("$number", order.Number)
                .With("$state", JournalWords.Of(order.State))
                .With("$changed", order.ChangedAt)
                .With("$status", order.Status)
                .With("$modified", order.OrderModifiedAt)
                .With("$looked", order.LookedAt)
                .With("$source", order.Source)
                .With("$wanted", order.Wanted)
                .With("$staging", order.StagingId)
                .With("$mark", order.Mark)
                .With("$run", order.RunId)
                .With("$problem", order.Problem)
                .With("$detail", order.Detail)
                .With("$attempts", order.Attempts)
                .With("$next", order.NextTryAt)
                .Run();
        }
    }

    /// <summary>Forgets orders of which nothing has been heard since; those that wait for the till stay.</summary>
    public void ForgetOld(DateTimeOffset before)
    {
        using var delete = new Statement(connection, DeleteOld);
        delete.With("$storefront", storefrontId).With("$before", before).Run();
    }

    private static StagedWebOrder Read(SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), JournalWords.StagingOf(row.GetString(2)), row.Instant(3))
        {
            Status = row.TextOrNull(4),
            OrderModifiedAt = row.InstantOrNull(5),
            LookedAt = row.InstantOrNull(6),
            Source = row.TextOrNull(7),
            Wanted = row.TextOrNull(8),
            StagingId = row.IsDBNull(9) ? null : row.GetInt64(9),
            Mark = row.TextOrNull(10),
            RunId = row.IsDBNull(11) ? null : row.GetInt64(11),
            Problem = row.TextOrNull(12),
            Detail = row.TextOrNull(13),
            Attempts = row.GetInt32(14),
            NextTryAt = row.InstantOrNull(15),
        };
}
