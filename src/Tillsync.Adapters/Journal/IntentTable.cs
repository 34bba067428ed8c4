using Microsoft.Data.Sqlite;
using Tillsync.Core.Deciding;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Journal;

internal sealed class IntentTable(SqliteConnection connection, long storefrontId)
{
    private const string Columns = """
        SELECT intent_id, run_id, sku, listing, from_quantity, to_quantity, delta, inputs, intended_at, state, detail, settled_at, hid_by,
            hid_before
        FROM intent
        """;

    // The list of states repeats the condition of the index intent_open word for word, or SQLite would not use it.
    internal const string SelectOpen =
        $"{Columns} WHERE storefront_id = $storefront AND state IN ('intended', 'unknown') ORDER BY intent_id";

    internal const string SelectRun = $"{Columns} WHERE run_id = $run AND storefront_id = $storefront ORDER BY intent_id";

    internal const string SelectSku =
        $"{Columns} WHERE storefront_id = $storefront AND sku_key = $sku ORDER BY intent_id DESC LIMIT $limit";

    private const string Insert = """
        INSERT INTO intent (storefront_id, run_id, sku, sku_key, listing, from_quantity, to_quantity, delta, inputs, intended_at, state, hid_by,
            hid_before)
        VALUES ($storefront, $run, $sku, $key, $listing, $from, $to, $delta, $inputs, $now, 'intended', $hidBy, $hidBefore)
        RETURNING intent_id
        """;

    private const string Settle = """
        UPDATE intent SET state = $state, detail = $detail, settled_at = $now
        WHERE storefront_id = $storefront AND intent_id = $intent
        RETURNING listing
        """;

    private const string Leave = "UPDATE intent SET intended_at = $now WHERE storefront_id = $storefront AND intent_id = $intent";

    public IReadOnlyList<Intent> Open()
    {
        using var select = new Statement(connection, SelectOpen);
        return select.With("$storefront", storefrontId).Rows(Read);
    }

    public IReadOnlyList<Intent> OfRun(long runId)
    {
        using var select = new Statement(connection, SelectRun);
        return select.With("$storefront", storefrontId).With("$run", runId).Rows(Read);
    }

    public IReadOnlyList<Intent> OfSku(Sku sku, int limit)
    {
        using var select = new Statement(connection, SelectSku);
        return select.With("$storefront", storefrontId).With("$sku", sku.Key).With("$limit", limit).Rows(Read);
    }

    public IReadOnlyList<long> Add(long runId, IReadOnlyList<PlannedWrite> writes, DateTimeOffset now)
    {
        using var insert = new Statement(connection, Insert);
        insert.With("$storefront", storefrontId).With("$run", runId).With("$now", now);
        var ids = new List<long>(writes.Count);
        foreach (var write in writes)
        {
            var id = insert
                .With("$sku", write.Sku.Text)
                .With("$key", write.Sku.Key)
                .With("$listing", write.Listing.ToString())
                .With("$from", write.From)
                .With("$to", write.To.Quantity)
                .With("$delta", write.Delta)
                .With("$inputs", DecisionText.Arithmetic(write.Because))
                .With("$hidBy", write is { Hides: true, Hidden: { } hidden } ? JournalWords.Of(hidden.Field) : null)
                .With("$hidBefore", write.Hides ? write.Hidden?.Before : null)
                .Number();
            ids.Add(id ?? throw new InvalidOperationException("The new intent has no number."));
        }

        return ids;
    }

    public void Send(IReadOnlyList<long> intents, DateTimeOffset now)
    {
        using var update = new Statement(connection, Leave);
        update.With("$storefront", storefrontId).With("$now", now);
        foreach (var intent in intents)
        {
            update.With("$intent", intent).Run();
        }
    }

    /// <summary>Records the outcomes; gives the listing of each, in their order.</summary>
    /// <exception cref="InvalidOperationException">There is no such intent.</exception>
    public IReadOnlyList<ListingId> Record(IReadOnlyList<Settlement> settlements, DateTimeOffset now)
    {
        using var update = new Statement(connection, Settle);
        update.With("$storefront", storefrontId).With("$now", now);
        var listings = new List<ListingId>(settlements.Count);
        foreach (var settlement in settlements)
        {
            var listing = update
                .With("$intent", settlement.IntentId)
                .With("$state", JournalWords.Of(settlement.State))
                .With("$detail", settlement.Detail)
                .Rows(row => row.Listing(0));
            if (listing.Count == 0)
            {
                throw new InvalidOperationException($"There is no intent {settlement.IntentId}.");
            }

            listings.Add(listing[0]);
        }

        return listings;
    }

    private static Intent Read(SqliteDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetInt64(1),
            row.Sku(2),
            row.Listing(3),
            row.QuantityOrNull(4),
            new ListedQuantity(row.Quantity(5)),
            row.QuantityOrNull(6),
            row.GetString(7),
            row.Instant(8),
            JournalWords.StateOf(row.GetString(9)),
            row.TextOrNull(10),
            row.InstantOrNull(11)
        )
        {
            Hid = row.TextOrNull(12) is { } field ? new HiddenAs(JournalWords.FieldOf(field), row.TextOrNull(13) ?? "") : null,
        };
}
