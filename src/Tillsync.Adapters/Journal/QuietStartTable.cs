using Microsoft.Data.Sqlite;
using Tillsync.Core.Recording;

namespace Tillsync.Adapters.Journal;

internal sealed class QuietStartTable(SqliteConnection connection, long storefrontId)
{
    private const string Insert = """
        INSERT INTO quiet_start (storefront_id, started_at, reason, error, listings, read_requests)
        VALUES ($storefront, $started, $reason, $error, $listings, $reads)
        """;

    private const string Select = """
        SELECT started_at, reason, error, listings, read_requests FROM quiet_start
        WHERE storefront_id = $storefront AND started_at >= $since ORDER BY quiet_start_id DESC LIMIT $limit
        """;

    private const string Delete = "DELETE FROM quiet_start WHERE storefront_id = $storefront AND started_at < $before";

    public void Add(QuietStart start)
    {
        using var insert = new Statement(connection, Insert);
        insert
            .With("$storefront", storefrontId)
            .With("$started", start.StartedAt)
            .With("$reason", start.Reason)
            .With("$error", start.Error)
            .With("$listings", start.Listings)
            .With("$reads", start.ReadRequests)
            .Run();
    }

    public IReadOnlyList<QuietStart> Since(DateTimeOffset since, int limit)
    {
        using var select = new Statement(connection, Select);
        return select
            .With("$storefront", storefrontId)
            .With("$since", since)
            .With("$limit", limit)
            .Rows(row => new QuietStart(row.Instant(0), row.GetString(1), row.TextOrNull(2), row.GetInt32(3), row.GetInt32(4)));
    }

    public void Forget(DateTimeOffset before)
    {
        using var delete = new Statement(connection, Delete);
        delete.With("$storefront", storefrontId).With("$before", before).Run();
    }
}
