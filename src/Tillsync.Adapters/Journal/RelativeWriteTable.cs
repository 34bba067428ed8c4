using Microsoft.Data.Sqlite;
using Tillsync.Core.Applying;

namespace Tillsync.Adapters.Journal;

/// <summary>At most one row for each storefront: what was found out about its shop's relative writes.</summary>
internal sealed class RelativeWriteTable(SqliteConnection connection, long storefrontId)
{
    /// <summary>A migration of its own.</summary>
    public const string Schema = """
        CREATE TABLE relative_writes (
            storefront_id INTEGER PRIMARY KEY REFERENCES storefront (storefront_id),
            shop_key TEXT NOT NULL,
            work INTEGER NOT NULL,
            found_at TEXT NOT NULL
        ) STRICT;
        """;

    private const string Select = "SELECT shop_key, work, found_at FROM relative_writes WHERE storefront_id = $storefront";

    private const string Upsert = """
        INSERT INTO relative_writes (storefront_id, shop_key, work, found_at) VALUES ($storefront, $shop, $work, $at)
        ON CONFLICT (storefront_id) DO UPDATE SET shop_key = excluded.shop_key, work = excluded.work, found_at = excluded.found_at
        """;

    public RelativeWriteFinding? Get()
    {
        using var select = new Statement(connection, Select);
        return select
            .With("$storefront", storefrontId)
            .Row(row => new RelativeWriteFinding(row.GetString(0), row.GetBoolean(1), row.Instant(2)));
    }

    public void Save(RelativeWriteFinding finding)
    {
        using var upsert = new Statement(connection, Upsert);
        upsert
            .With("$storefront", storefrontId)
            .With("$shop", finding.ShopKey)
            .With("$work", finding.Work)
            .With("$at", finding.FoundAt)
            .Run();
    }
}
