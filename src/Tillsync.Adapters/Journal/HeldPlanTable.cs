using Microsoft.Data.Sqlite;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Journal;

internal sealed class HeldPlanTable(SqliteConnection connection, long storefrontId)
{
    /// <summary>Stands where a listing does: the product would be made.</summary>
    private const string NewDraft = "new";

    private const string Select = """
        SELECT checksum, scope, run_id, held_at, last_seen_at, seen, reasons, can_be_approved, write_count, state, decided_by, decided_at,
            ended_at, applied_run_id, superseded_by
        FROM held_plan WHERE storefront_id = $storefront ORDER BY last_seen_at DESC, held_at DESC, checksum
        """;

    private const string Upsert = """
        INSERT INTO held_plan (storefront_id, checksum, scope, run_id, held_at, last_seen_at, seen, reasons, can_be_approved, write_count,
            state, decided_by, decided_at, ended_at, applied_run_id, superseded_by)
        VALUES ($storefront, $checksum, $scope, $run, $held, $lastSeen, $seen, $reasons, $canBeApproved, $writeCount,
            $state, $decidedBy, $decidedAt, $ended, $appliedRun, $supersededBy)
        ON CONFLICT (storefront_id, checksum) DO UPDATE SET scope = excluded.scope, run_id = excluded.run_id, held_at = excluded.held_at,
            last_seen_at = excluded.last_seen_at, seen = excluded.seen, reasons = excluded.reasons,
            can_be_approved = excluded.can_be_approved, write_count = excluded.write_count, state = excluded.state,
            decided_by = excluded.decided_by, decided_at = excluded.decided_at, ended_at = excluded.ended_at,
            applied_run_id = excluded.applied_run_id, superseded_by = excluded.superseded_by
        """;

    private const string SelectWrites = """
        SELECT sku, listing, from_quantity, to_quantity, because
        FROM held_write WHERE storefront_id = $storefront AND checksum = $checksum ORDER BY position
        """;

    private const string InsertWrite = """
        INSERT INTO held_write (storefront_id, checksum, position, sku, listing, from_quantity, to_quantity, because)
        VALUES ($storefront, $checksum, $position, $sku, $listing, $from, $to, $because)
        """;

    private const string DeleteWrites = "DELETE FROM held_write WHERE storefront_id = $storefront AND checksum = $checksum";
    private const string Delete = "DELETE FROM held_plan WHERE storefront_id = $storefront AND checksum = $checksum";

    public IReadOnlyList<HeldPlan> All()
    {
        using var select = new Statement(connection, Select);
        return select.With("$storefront", storefrontId).Rows(Read);
    }

    public IReadOnlyList<HeldWrite> WritesOf(string checksum)
    {
        using var select = new Statement(connection, SelectWrites);
        return select
            .With("$storefront", storefrontId)
            .With("$checksum", checksum)
            .Rows(row => new HeldWrite(
                row.Sku(0),
                ListingId.Parse(row.GetString(1)),
                row.QuantityOrNull(2),
                new ListedQuantity(row.Quantity(3)),
                row.GetString(4)
            ));
    }

    public void Save(HeldPlanChange change)
    {
        foreach (var plan in change.Changed)
        {
            Save(plan);
        }

        if (change.Writes is { } writes)
        {
            Replace(change.Changed[0].Checksum, writes);
        }

        foreach (var checksum in change.Forgotten)
        {
            RunFor(DeleteWrites, checksum);
            RunFor(Delete, checksum);
        }
    }

    private void Save(HeldPlan plan)
    {
        using var upsert = new Statement(connection, Upsert);
        upsert
            .With("$storefront", storefrontId)
            .With("$checksum", plan.Checksum)
            .With("$scope", plan.Scope)
            .With("$run", plan.RunId)
            .With("$held", plan.HeldAt)
            .With("$lastSeen", plan.LastSeenAt)
            .With("$seen", plan.Seen)
            .With("$reasons", JournalJson.Write(plan.Reasons))
            .With("$canBeApproved", plan.CanBeApproved)
            .With("$writeCount", plan.WriteCount)
            .With("$state", JournalWords.Of(plan.State))
            .With("$decidedBy", plan.DecidedBy)
            .With("$decidedAt", plan.DecidedAt)
            .With("$ended", plan.EndedAt)
            .With("$appliedRun", plan.AppliedRunId)
            .With("$supersededBy", plan.SupersededBy)
            .Run();
    }

    private void Replace(string checksum, IReadOnlyList<HeldWrite> writes)
    {
        RunFor(DeleteWrites, checksum);
        using var insert = new Statement(connection, InsertWrite);
        insert.With("$storefront", storefrontId).With("$checksum", checksum);
        for (var position = 0; position < writes.Count; position++)
        {
            var write = writes[position];
            insert
                .With("$position", position)
                .With("$sku", write.Sku.Text)
                .With("$listing", write.Listing?.ToString() ?? NewDraft)
                .With("$from", write.From)
                .With("$to", write.To.Quantity)
                .With("$because", write.Because)
                .Run();
        }
    }

    private void RunFor(string sql, string checksum)
    {
        using var statement = new Statement(connection, sql);
        statement.With("$storefront", storefrontId).With("$checksum", checksum).Run();
    }

    private static HeldPlan Read(SqliteDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.IsDBNull(2) ? null : row.GetInt64(2),
            row.Instant(3),
            row.Instant(4),
            row.GetInt32(5),
            JournalJson.ReadTexts(row.GetString(6)),
            row.GetBoolean(7),
            row.GetInt32(8),
            JournalWords.HeldStateOf(row.GetString(9))
        )
        {
            DecidedBy = row.TextOrNull(10),
            DecidedAt = row.InstantOrNull(11),
            EndedAt = row.InstantOrNull(12),
            AppliedRunId = row.IsDBNull(13) ? null : row.GetInt64(13),
            SupersededBy = row.TextOrNull(14),
        };
}
