using Microsoft.Data.Sqlite;

namespace Tillsync.Adapters.Journal;

/// <summary>Forgets old history of one storefront.</summary>
internal sealed class JournalUpkeep(SqliteConnection connection, long storefrontId)
{
    /// <summary>Runs that are kept however old they are.</summary>
    public const int RunsKept = 100;

    /// <summary>Runs forgotten in one transaction, so that another storefront's write waits for milliseconds and not for the whole upkeep.</summary>
    public const int RunsPerStep = 50;

    private const string SelectOld = """
        SELECT run_id FROM run
        WHERE storefront_id = $storefront AND started_at < $before AND result <> 'running'
            AND run_id < (SELECT coalesce(min(run_id), 0) FROM
                (SELECT run_id FROM run WHERE storefront_id = $storefront ORDER BY run_id DESC LIMIT $kept))
            AND NOT EXISTS (SELECT 1 FROM intent AS i WHERE i.run_id = run.run_id AND i.state IN ('intended', 'unknown'))
        ORDER BY run_id LIMIT $step
        """;

    private const string DeleteIntents = "DELETE FROM intent WHERE run_id = $run";
    private const string DeleteRun = "DELETE FROM run WHERE run_id = $run";

    /// <summary>Forgets at most <see cref="RunsPerStep"/> runs with their intents; gives how many. Open intents keep their run.</summary>
    public int ForgetSome(DateTimeOffset before)
    {
        using var select = new Statement(connection, SelectOld);
        var runs = select
            .With("$storefront", storefrontId)
            .With("$before", before)
            .With("$kept", RunsKept)
            .With("$step", RunsPerStep)
            .Rows(row => row.GetInt64(0));
        using var deleteIntents = new Statement(connection, DeleteIntents);
        using var deleteRun = new Statement(connection, DeleteRun);
        foreach (var run in runs)
        {
            deleteIntents.With("$run", run).Run();
            deleteRun.With("$run", run).Run();
        }

        return runs.Count;
    }
}
