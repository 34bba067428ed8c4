using Microsoft.Data.Sqlite;
using Tillsync.Core.Recording;

namespace Tillsync.Adapters.Journal;

internal sealed class HeldPlanTable(SqliteConnection connection, long storefrontId)
{
    private const string Select = "SELECT checksum, held_at, reasons, lines FROM held_plan WHERE storefront_id = $storefront";

    private const string Upsert = """
        INSERT INTO held_plan (storefront_id, checksum, held_at, reasons, lines)
        VALUES ($storefront, $checksum, $held, $reasons, $lines)
        ON CONFLICT (storefront_id) DO UPDATE SET checksum = excluded.checksum, held_at = excluded.held_at,
            reasons = excluded.reasons, lines = excluded.lines
        """;

    private const string Delete = "DELETE FROM held_plan WHERE storefront_id = $storefront";

    public HeldPlan? Get()
    {
        using var select = new Statement(connection, Select);
        return select
            .With("$storefront", storefrontId)
            .Row(row => new HeldPlan(
                row.GetString(0),
                row.Instant(1),
                JournalJson.ReadTexts(row.GetString(2)),
                JournalJson.ReadTexts(row.GetString(3))
            ));
    }

    public void Replace(HeldPlan? plan)
    {
        if (plan is null)
        {
            using var delete = new Statement(connection, Delete);
            delete.With("$storefront", storefrontId).Run();
            return;
        }

        using var upsert = new Statement(connection, Upsert);
        upsert
            .With("$storefront", storefrontId)
            .With("$checksum", plan.Checksum)
            .With("$held", plan.HeldAt)
            .With("$reasons", JournalJson.Write(plan.Reasons))
            .With("$lines", JournalJson.Write(plan.Lines))
            .Run();
    }
}
