using Microsoft.Data.Sqlite;
using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;

namespace Tillsync.Adapters.Journal;

internal sealed class PositionTable(SqliteConnection connection, long storefrontId)
{
    private const string Select = """
        SELECT last_full_sync_at, last_verified_at, orders_read_at, till_key, shop_key, policy_fingerprint, stock_row_count,
            orders_read_here_at
        FROM position WHERE storefront_id = $storefront
        """;

    private const string Upsert = """
        INSERT INTO position (storefront_id, last_full_sync_at, last_verified_at, orders_read_at, till_key, shop_key, policy_fingerprint,
            stock_row_count, orders_read_here_at)
        VALUES ($storefront, $synced, $verified, $ordersRead, $tillKey, $shopKey, $policy, $stockRows, $ordersReadHere)
        ON CONFLICT (storefront_id) DO UPDATE SET last_full_sync_at = excluded.last_full_sync_at,
            last_verified_at = excluded.last_verified_at, orders_read_at = excluded.orders_read_at, till_key = excluded.till_key,
            shop_key = excluded.shop_key, policy_fingerprint = excluded.policy_fingerprint, stock_row_count = excluded.stock_row_count,
            orders_read_here_at = excluded.orders_read_here_at
        """;

    public Positions? Get()
    {
        using var select = new Statement(connection, Select);
        return select
            .With("$storefront", storefrontId)
            .Row(row => new Positions(
                row.Instant(0),
                row.InstantOrNull(1),
                new ClockReading(row.Instant(2), row.InstantOrNull(7)),
                row.GetString(3),
                row.GetString(4),
                row.GetString(5),
                row.GetInt32(6)
            ));
    }

    public void Save(Positions positions)
    {
        using var upsert = new Statement(connection, Upsert);
        upsert
            .With("$storefront", storefrontId)
            .With("$synced", positions.LastFullSyncAt)
            .With("$verified", positions.LastVerifiedAt)
            .With("$ordersRead", positions.OrdersReadAt)
            .With("$tillKey", positions.TillKey)
            .With("$shopKey", positions.ShopKey)
            .With("$policy", positions.PolicyFingerprint)
            .With("$stockRows", positions.StockRowCount)
            .With("$ordersReadHere", positions.OrdersRead.Here)
            .Run();
    }
}
