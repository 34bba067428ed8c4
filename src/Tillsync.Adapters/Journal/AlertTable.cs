using Microsoft.Data.Sqlite;

namespace Tillsync.Adapters.Journal;

/// <summary>An alert as the journal keeps it.</summary>
/// <param name="Kind">A word of whoever keeps it.</param>
/// <param name="EndedAt">It is over, and nobody has heard so yet.</param>
/// <param name="ToldAt">When it was last told; null: not yet.</param>
public sealed record KeptAlert(string Kind, string Text, DateTimeOffset OpenedAt, DateTimeOffset? EndedAt, DateTimeOffset? ToldAt);

/// <param name="LastMessageAt">When a message last went out; null: never.</param>
public sealed record KeptAlerts(IReadOnlyList<KeptAlert> Alerts, DateTimeOffset? LastMessageAt);

internal sealed class AlertTable(SqliteConnection connection, long storefrontId)
{
    private const string Select =
        "SELECT kind, text, opened_at, ended_at, told_at FROM alert WHERE storefront_id = $storefront ORDER BY kind";

    private const string SelectLast = "SELECT last_message_at FROM alert_message WHERE storefront_id = $storefront";
    private const string Delete = "DELETE FROM alert WHERE storefront_id = $storefront";

    private const string Insert = """
        INSERT INTO alert (storefront_id, kind, text, opened_at, ended_at, told_at)
        VALUES ($storefront, $kind, $text, $opened, $ended, $told)
        """;

    private const string Upsert = """
        INSERT INTO alert_message (storefront_id, last_message_at) VALUES ($storefront, $last)
        ON CONFLICT (storefront_id) DO UPDATE SET last_message_at = excluded.last_message_at
        """;

    private const string DeleteLast = "DELETE FROM alert_message WHERE storefront_id = $storefront";

    public KeptAlerts Get()
    {
        using var select = new Statement(connection, Select);
        using var selectLast = new Statement(connection, SelectLast);
        var alerts = select
            .With("$storefront", storefrontId)
            .Rows(row => new KeptAlert(row.GetString(0), row.GetString(1), row.Instant(2), row.InstantOrNull(3), row.InstantOrNull(4)));
        var last = selectLast.With("$storefront", storefrontId).Rows(row => row.Instant(0));
        return new KeptAlerts(alerts, last.Count > 0 ? last[0] : null);
    }

    public void Replace(KeptAlerts kept)
    {
        using var delete = new Statement(connection, Delete);
        delete.With("$storefront", storefrontId).Run();
        using var insert = new Statement(connection, Insert);
        insert.With("$storefront", storefrontId);
        foreach (var alert in kept.Alerts)
        {
            insert
                .With("$kind", alert.Kind)
                .With("$text", alert.Text)
                .With("$opened", alert.OpenedAt)
                .With("$ended", alert.EndedAt)
                .With("$told", alert.ToldAt)
                .Run();
        }

        using var last = new Statement(connection, kept.LastMessageAt is null ? DeleteLast : Upsert);
        last.With("$storefront", storefrontId);
        if (kept.LastMessageAt is { } at)
        {
            last.With("$last", (DateTimeOffset?)at);
        }

        last.Run();
    }
}
