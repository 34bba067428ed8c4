using Microsoft.Data.Sqlite;
using Tillsync.Core;
using Tillsync.Core.Recording;

namespace Tillsync.Adapters.Journal;

/// <summary>The lease of one storefront. Every method runs inside a write transaction.</summary>
internal sealed class LeaseTable(SqliteConnection connection, long storefrontId, string storefront)
{
    private const string Find = """
        SELECT fence, host, process_id, process_started_at, granted_at, renewed_at, expires_at, is_released
        FROM lease WHERE storefront_id = $storefront
        """;

    private const string Upsert = """
        INSERT INTO lease (storefront_id, fence, holder, host, process_id, process_started_at, granted_at, renewed_at, expires_at, is_released)
        VALUES ($storefront, $fence, $holder, $host, $process, $started, $now, $now, $expires, 0)
        ON CONFLICT (storefront_id) DO UPDATE SET fence = excluded.fence, holder = excluded.holder, host = excluded.host,
            process_id = excluded.process_id, process_started_at = excluded.process_started_at, granted_at = excluded.granted_at,
            renewed_at = excluded.renewed_at, expires_at = excluded.expires_at, is_released = 0
        """;

    private const string SetTerm =
        "UPDATE lease SET renewed_at = $now, expires_at = $expires WHERE storefront_id = $storefront AND fence = $fence";

    private const string GiveBack = "UPDATE lease SET is_released = 1 WHERE storefront_id = $storefront AND fence = $fence";

    public LeaseRow? Last()
    {
        using var find = new Statement(connection, Find);
        return find.With("$storefront", storefrontId).Row(Read);
    }

    public Lease Grant(LeaseRow? last, LeaseHolder holder, DateTimeOffset now, TimeSpan duration)
    {
        var lease = new Lease(holder.ToString(), (last?.Fence ?? 0) + 1, now + duration);
        using var upsert = new Statement(connection, Upsert);
        upsert
            .With("$storefront", storefrontId)
            .With("$fence", lease.Fence)
            .With("$holder", lease.Holder)
            .With("$host", holder.Host)
            .With("$process", holder.ProcessId)
            .With("$started", holder.ProcessStartedAt)
            .With("$now", now)
            .With("$expires", lease.ExpiresAt)
            .Run();
        return lease;
    }

    public void StartTerm(long fence, DateTimeOffset now, DateTimeOffset expiresAt)
    {
        using var update = new Statement(connection, SetTerm);
        update.With("$storefront", storefrontId).With("$fence", fence).With("$now", now).With("$expires", expiresAt).Run();
    }

    public void Release(Lease lease)
    {
        using var update = new Statement(connection, GiveBack);
        update.With("$storefront", storefrontId).With("$fence", lease.Fence).Run();
    }

    /// <exception cref="LeaseLostException">The fence is not the newest, or the lease was given back.</exception>
    public void Demand(Lease lease)
    {
        var last = Last();
        if (last?.Fence == lease.Fence && !last.IsReleased)
        {
            return;
        }

        var cause =
            last is null || last.Fence == lease.Fence
                ? $"It is not held any more (fence {lease.Fence})."
                : $"{last.Holder} has taken it (fence {last.Fence}, this run had {lease.Fence}).";
        throw new LeaseLostException(
            $"lease of storefront {storefront}",
            cause,
            "This run writes nothing more; the next one looks at the shop before it sends anything."
        );
    }

    private static LeaseRow Read(SqliteDataReader row) =>
        new(
            row.GetInt64(0),
            new LeaseHolder(row.GetString(1), row.GetInt32(2), row.Instant(3)),
            row.Instant(4),
            row.Instant(5),
            row.Instant(6),
            row.GetBoolean(7)
        );
}
