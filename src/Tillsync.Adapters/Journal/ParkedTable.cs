using Microsoft.Data.Sqlite;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Journal;

internal sealed class ParkedTable(SqliteConnection connection, long storefrontId)
{
    private const string Select = """
        SELECT sku, listing, code, reason, attempts, parked_at, next_try_at FROM parked WHERE storefront_id = $storefront
        """;

    private const string Upsert = """
        INSERT INTO parked (storefront_id, sku_key, sku, listing, code, reason, attempts, parked_at, next_try_at)
        VALUES ($storefront, $key, $sku, $listing, $code, $reason, $attempts, $parked, $nextTry)
        ON CONFLICT (storefront_id, sku_key) DO UPDATE SET sku = excluded.sku, listing = excluded.listing, code = excluded.code,
            reason = excluded.reason, attempts = excluded.attempts, parked_at = excluded.parked_at, next_try_at = excluded.next_try_at
        """;

    private const string Delete = "DELETE FROM parked WHERE storefront_id = $storefront AND sku_key = $key";

    public IReadOnlyList<ParkedItem> All()
    {
        using var select = new Statement(connection, Select);
        return select.With("$storefront", storefrontId).Rows(Read);
    }

    public void Save(IReadOnlyList<ParkedItem> items)
    {
        using var upsert = new Statement(connection, Upsert);
        upsert.With("$storefront", storefrontId);
        foreach (var item in items)
        {
            upsert
                .With("$key", item.Sku.Key)
                .With("$sku", item.Sku.Text)
                .With("$listing", item.Listing?.ToString())
                .With("$code", item.Code)
                .With("$reason", item.Reason)
                .With("$attempts", item.Attempts)
                .With("$parked", item.ParkedAt)
                .With("$nextTry", item.NextTryAt)
                .Run();
        }
    }

    public void Clear(IReadOnlyList<Sku> skus)
    {
        using var delete = new Statement(connection, Delete);
        delete.With("$storefront", storefrontId);
        foreach (var sku in skus)
        {
            delete.With("$key", sku.Key).Run();
        }
    }

    private static ParkedItem Read(SqliteDataReader row) =>
        new(row.Sku(0), row.ListingOrNull(1), row.GetString(2), row.GetString(3), row.GetInt32(4), row.Instant(5), row.Instant(6));
}
