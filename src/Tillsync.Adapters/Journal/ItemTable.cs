using Microsoft.Data.Sqlite;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Journal;

/// <summary>What the till said of each article at the last full sync.</summary>
internal sealed class ItemTable(SqliteConnection connection, long storefrontId)
{
    private const string Select = """
        SELECT sku, status, is_web_item, product_stamp, inventory_stamp, stock, is_unmapped, mapping, had_listing
        FROM item WHERE storefront_id = $storefront
        """;

    private const string Upsert = """
        INSERT INTO item (storefront_id, sku_key, sku, status, is_web_item, product_stamp, inventory_stamp, stock, is_unmapped, mapping,
            had_listing)
        VALUES ($storefront, $key, $sku, $status, $isWebItem, $productStamp, $inventoryStamp, $stock, $isUnmapped, $mapping, $hadListing)
        ON CONFLICT (storefront_id, sku_key) DO UPDATE SET sku = excluded.sku, status = excluded.status,
            is_web_item = excluded.is_web_item, product_stamp = excluded.product_stamp, inventory_stamp = excluded.inventory_stamp,
            stock = excluded.stock, is_unmapped = excluded.is_unmapped, mapping = excluded.mapping, had_listing = excluded.had_listing
        """;

    private const string Delete = "DELETE FROM item WHERE storefront_id = $storefront AND sku_key = $key";

    public IReadOnlyList<RememberedItem> All()
    {
        using var select = new Statement(connection, Select);
        return select.With("$storefront", storefrontId).Rows(Read);
    }

    public void Save(IReadOnlyList<RememberedItem> items)
    {
        using var upsert = new Statement(connection, Upsert);
        upsert.With("$storefront", storefrontId);
        foreach (var item in items)
        {
            upsert
                .With("$key", item.Sku.Key)
                .With("$sku", item.Sku.Text)
                .With("$status", item.Status)
                .With("$isWebItem", item.IsWebItem)
                .With("$productStamp", item.ProductStamp)
                .With("$inventoryStamp", item.InventoryStamp)
                .With("$stock", item.Stock)
                .With("$isUnmapped", item.IsUnmapped)
                .With("$mapping", item.Mapping)
                .With("$hadListing", item.HadListing)
                .Run();
        }
    }

    public void Forget(IReadOnlyList<Sku> skus)
    {
        using var delete = new Statement(connection, Delete);
        delete.With("$storefront", storefrontId);
        foreach (var sku in skus)
        {
            delete.With("$key", sku.Key).Run();
        }
    }

    private static RememberedItem Read(SqliteDataReader row) =>
        new(
            row.Sku(0),
            row.GetString(1),
            row.GetBoolean(2),
            row.GetString(3),
            row.GetString(4),
            row.GetString(5),
            row.GetBoolean(6),
            row.GetString(7)
        )
        {
            HadListing = row.GetBoolean(8),
        };
}
