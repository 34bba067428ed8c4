using Microsoft.Data.Sqlite;
using Tillsync.Core.Recording;

namespace Tillsync.Adapters.Journal;

internal sealed class ServiceStartTable(SqliteConnection connection, long storefrontId)
{
    /// <summary>The same process again, which has opened another journal meanwhile, is the same start.</summary>
    private const string Upsert = """
        INSERT INTO service_start (storefront_id, host, process_id, process_started_at, address, started_at, ended_at)
        VALUES ($storefront, $host, $process, $processStarted, $address, $started, $ended)
        ON CONFLICT (storefront_id, host, process_id, process_started_at)
        DO UPDATE SET address = excluded.address, ended_at = excluded.ended_at
        """;

    private const string Select = """
        SELECT host, process_id, process_started_at, address, started_at, ended_at FROM service_start
        WHERE storefront_id = $storefront ORDER BY service_start_id DESC LIMIT $limit
        """;

    /// <summary>One that has run for longer than starts are kept is still the newest.</summary>
    private const string Delete = """
        DELETE FROM service_start WHERE storefront_id = $storefront AND started_at < $before
        AND service_start_id < (SELECT MAX(service_start_id) FROM service_start WHERE storefront_id = $storefront)
        """;

    public void Save(ServiceStart start)
    {
        using var upsert = new Statement(connection, Upsert);
        upsert
            .With("$storefront", storefrontId)
            .With("$host", start.Process.Host)
            .With("$process", start.Process.ProcessId)
            .With("$processStarted", start.Process.ProcessStartedAt)
            .With("$address", start.Address)
            .With("$started", start.StartedAt)
            .With("$ended", start.EndedAt)
            .Run();
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ServiceStart> Newest(int limit)
    {
        using var select = new Statement(connection, Select);
        return select
            .With("$storefront", storefrontId)
            .With("$limit", limit)
            .Rows(row => new ServiceStart(
                new LeaseHolder(row.GetString(0), row.GetInt32(1), row.Instant(2)),
                row.GetString(3),
                row.Instant(4),
                row.InstantOrNull(5)
            ));
    }

    public void Forget(DateTimeOffset before)
    {
        using var delete = new Statement(connection, Delete);
        delete.With("$storefront", storefrontId).With("$before", before).Run();
    }
}
