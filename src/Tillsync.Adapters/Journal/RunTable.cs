using Microsoft.Data.Sqlite;
using Tillsync.Core.Recording;

namespace Tillsync.Adapters.Journal;

internal sealed class RunTable(SqliteConnection connection, long storefrontId)
{
    private const string Insert = """
        INSERT INTO run (storefront_id, scope, reason, holder, started_at, result)
        VALUES ($storefront, $scope, $reason, $holder, $started, 'running')
        RETURNING run_id
        """;

    private const string Select = """
        SELECT run_id, scope, reason, holder, started_at, result, ended_at, considered, updated, skipped, refused, unknown, parked,
            deferred, stock_unknown, unmapped, read_requests, write_requests, error, plan_checksum, created
        FROM run WHERE storefront_id = $storefront ORDER BY run_id DESC LIMIT $limit
        """;

    private const string SetEnd = """
        UPDATE run SET result = $result, ended_at = $ended, considered = $considered, updated = $updated, skipped = $skipped,
            refused = $refused, unknown = $unknown, parked = $parked, deferred = $deferred, stock_unknown = $stockUnknown,
            unmapped = $unmapped, read_requests = $reads, write_requests = $writes, error = $error, plan_checksum = $checksum, created = $created
        WHERE storefront_id = $storefront AND run_id = $run AND result = 'running'
        """;

    // What such a run did is known from its intents alone.
    private const string Interrupt = """
        UPDATE run SET result = 'interrupted', ended_at = $now, error = $error,
            updated = (SELECT count(*) FROM intent AS i WHERE i.run_id = run.run_id AND i.state = 'accepted'),
            refused = (SELECT count(*) FROM intent AS i WHERE i.run_id = run.run_id AND i.state = 'refused'),
            unknown = (SELECT count(*) FROM intent AS i WHERE i.run_id = run.run_id AND i.state IN ('intended', 'unknown')),
            created = (SELECT count(*) FROM creation AS c WHERE c.run_id = run.run_id AND c.state = 'accepted')
        WHERE storefront_id = $storefront AND result = 'running'
        """;

    private const string CountRunning =
        "SELECT count(*) FROM run WHERE storefront_id = $storefront AND run_id = $run AND result = 'running'";

    public long Begin(RunStart start, string holder)
    {
        using var insert = new Statement(connection, Insert);
        return insert
                .With("$storefront", storefrontId)
                .With("$scope", start.Scope)
                .With("$reason", start.Reason)
                .With("$holder", holder)
                .With("$started", start.StartedAt)
                .Number()
            ?? throw new InvalidOperationException("The new run has no number.");
    }

    /// <exception cref="InvalidOperationException">The run is not one of this storefront's that still runs.</exception>
    public void DemandRunning(long runId)
    {
        using var count = new Statement(connection, CountRunning);
        if (count.With("$storefront", storefrontId).With("$run", runId).Number() != 1)
        {
            throw new InvalidOperationException($"Run {runId} is not running.");
        }
    }

    public void End(RunEnd end)
    {
        DemandRunning(end.RunId);
        using var update = new Statement(connection, SetEnd);
        update
            .With("$storefront", storefrontId)
            .With("$run", end.RunId)
            .With("$result", JournalWords.Of(end.Result))
            .With("$ended", end.EndedAt)
            .With("$error", end.Error)
            .With("$checksum", end.PlanChecksum);
        Bind(update, end.Counts).Run();
    }

    public void InterruptRunning(LeaseHolder finder, DateTimeOffset now)
    {
        using var update = new Statement(connection, Interrupt);
        update
            .With("$storefront", storefrontId)
            .With("$now", now)
            .With(
                "$error",
                $"The run ended without a word; {finder} found it. What it had begun is looked at before anything else is sent."
            )
            .Run();
    }

    public IReadOnlyList<RunRecord> Newest(int limit)
    {
        using var select = new Statement(connection, Select);
        return select.With("$storefront", storefrontId).With("$limit", limit).Rows(Read);
    }

    private static Statement Bind(Statement update, RunCounts counts) =>
        update
            .With("$considered", counts.Considered)
            .With("$updated", counts.Updated)
            .With("$skipped", counts.Skipped)
            .With("$refused", counts.Refused)
            .With("$unknown", counts.Unknown)
            .With("$parked", counts.Parked)
            .With("$deferred", counts.Deferred)
            .With("$stockUnknown", counts.StockUnknown)
            .With("$unmapped", counts.Unmapped)
            .With("$created", counts.Created)
            .With("$reads", counts.ReadRequests)
            .With("$writes", counts.WriteRequests);

    private static RunRecord Read(SqliteDataReader row)
    {
        var runId = row.GetInt64(0);
        var start = new RunStart(row.GetString(1), row.GetString(2), row.Instant(4));
        var result = JournalWords.ResultOf(row.GetString(5));
        var end =
            result == RunResult.Running
                ? null
                : new RunEnd(runId, result, row.Instant(6), ReadCounts(row), row.TextOrNull(18), row.TextOrNull(19));
        return new RunRecord(start, end, runId, row.GetString(3));
    }

    private static RunCounts ReadCounts(SqliteDataReader row) =>
        new(
            row.GetInt32(7),
            row.GetInt32(8),
            row.GetInt32(9),
            row.GetInt32(10),
            row.GetInt32(11),
            row.GetInt32(12),
            row.GetInt32(13),
            row.GetInt32(14),
            row.GetInt32(15),
            row.GetInt32(16),
            row.GetInt32(17)
        )
        {
            Created = row.GetInt32(20),
        };
}
