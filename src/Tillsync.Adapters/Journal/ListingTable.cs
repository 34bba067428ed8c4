using Microsoft.Data.Sqlite;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Journal;

internal sealed class ListingTable(SqliteConnection connection, long storefrontId)
{
    private const string Select = """
        SELECT listing, sku, origin, confirmed_at, acknowledged, acknowledged_at, needs_look, ended_at, ended_by, set_by, shop_sku,
            phased_out_at, hidden_by, hidden_before
        FROM listing WHERE storefront_id = $storefront
        """;

    private const string Upsert = """
        INSERT INTO listing (storefront_id, listing, sku, origin, confirmed_at, acknowledged, acknowledged_at, needs_look,
            ended_at, ended_by, set_by, shop_sku, phased_out_at, hidden_by, hidden_before)
        VALUES ($storefront, $listing, $sku, $origin, $confirmed, $acknowledged, $acknowledgedAt, $needsLook,
            $endedAt, $endedBy, $setBy, $shopSku, $phasedOutAt, $hiddenBy, $hiddenBefore)
        ON CONFLICT (storefront_id, listing) DO UPDATE SET sku = excluded.sku, origin = excluded.origin,
            confirmed_at = excluded.confirmed_at, acknowledged = excluded.acknowledged, acknowledged_at = excluded.acknowledged_at,
            needs_look = excluded.needs_look, ended_at = excluded.ended_at, ended_by = excluded.ended_by,
            set_by = excluded.set_by, shop_sku = excluded.shop_sku, phased_out_at = excluded.phased_out_at,
            hidden_by = excluded.hidden_by, hidden_before = excluded.hidden_before
        """;

    private const string Delete = "DELETE FROM listing WHERE storefront_id = $storefront AND listing = $listing";

    private const string Mark = "UPDATE listing SET needs_look = 1 WHERE storefront_id = $storefront AND listing = $listing";

    private const string Acknowledge = """
        UPDATE listing SET acknowledged = $acknowledged, acknowledged_at = $now, needs_look = 0
        WHERE storefront_id = $storefront AND listing = $listing
        """;

    public IReadOnlyList<ListingRecord> All()
    {
        using var select = new Statement(connection, Select);
        return select.With("$storefront", storefrontId).Rows(Read);
    }

    public void Save(IReadOnlyList<ListingRecord> changed)
    {
        using var upsert = new Statement(connection, Upsert);
        upsert.With("$storefront", storefrontId);
        foreach (var listing in changed)
        {
            upsert
                .With("$listing", listing.Listing.ToString())
                .With("$sku", listing.Sku.Text)
                .With("$origin", JournalWords.Of(listing.Origin))
                .With("$confirmed", listing.ConfirmedAt)
                .With("$acknowledged", listing.Acknowledged)
                .With("$acknowledgedAt", listing.AcknowledgedAt)
                .With("$needsLook", listing.NeedsLook)
                .With("$endedAt", listing.EndedAt)
                .With("$endedBy", listing.EndedBy)
                .With("$setBy", listing.SetBy)
                .With("$shopSku", listing.ShopSku?.Text)
                .With("$phasedOutAt", listing.PhasedOutAt)
                .With("$hiddenBy", listing.Hidden is { } hidden ? JournalWords.Of(hidden.Field) : null)
                .With("$hiddenBefore", listing.Hidden?.Before)
                .Run();
        }
    }

    public void Forget(IReadOnlyList<ListingId> listings) => RunEach(Delete, listings);

    public void MarkForLook(IReadOnlyList<ListingId> listings) => RunEach(Mark, listings);

    /// <summary>
    /// What the outcomes tell of the listings. One may ask for a look even when it comes with a number: reading once too
    /// often costs a request, trusting a wrong number sells what is not there.
    /// </summary>
    public void Learn(IReadOnlyList<Settlement> settlements, IReadOnlyList<ListingId> listings, DateTimeOffset now)
    {
        using var acknowledge = new Statement(connection, Acknowledge);
        using var mark = new Statement(connection, Mark);
        acknowledge.With("$storefront", storefrontId).With("$now", now);
        mark.With("$storefront", storefrontId);
        for (var index = 0; index < settlements.Count; index++)
        {
            var listing = listings[index].ToString();
            if (settlements[index].Acknowledged is { } number)
            {
                acknowledge.With("$listing", listing).With("$acknowledged", number).Run();
            }

            if (settlements[index].AsksForLook)
            {
                mark.With("$listing", listing).Run();
            }
        }
    }

    private void RunEach(string sql, IReadOnlyList<ListingId> listings)
    {
        using var statement = new Statement(connection, sql);
        statement.With("$storefront", storefrontId);
        foreach (var listing in listings)
        {
            statement.With("$listing", listing.ToString()).Run();
        }
    }

    private static ListingRecord Read(SqliteDataReader row) =>
        new(
            row.Listing(0),
            row.Sku(1),
            JournalWords.OriginOf(row.GetString(2)),
            row.Instant(3),
            row.QuantityOrNull(4),
            row.InstantOrNull(5),
            row.GetBoolean(6)
        )
        {
            EndedAt = row.InstantOrNull(7),
            EndedBy = row.TextOrNull(8),
            SetBy = row.TextOrNull(9),
            ShopSku = Sku.From(row.TextOrNull(10)),
            PhasedOutAt = row.InstantOrNull(11),
            Hidden = row.TextOrNull(12) is { } field ? new HiddenAs(JournalWords.FieldOf(field), row.TextOrNull(13) ?? "") : null,
        };
}
