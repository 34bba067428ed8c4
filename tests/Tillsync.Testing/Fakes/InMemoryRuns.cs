using Tillsync.Core.Deciding;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Testing.Fakes;

/// <summary>Runs and intents of an <see cref="InMemoryJournal"/>.</summary>
internal sealed class InMemoryRuns
{
    private readonly List<RunRecord> _runs = [];
    private readonly SortedDictionary<long, Intent> _intents = [];

    public long Begin(RunStart start, string holder)
    {
        _runs.Add(new RunRecord(start, null, _runs.Count + 1, holder));
        return _runs.Count;
    }

    public void End(RunEnd end) => _runs[IndexOfRunning(end.RunId)] = _runs[IndexOfRunning(end.RunId)] with { End = end };

    public void InterruptRunning(DateTimeOffset now)
    {
        foreach (var run in _runs.Where(run => run.End is null).ToList())
        {
            var states = IntentsOf(run.RunId).Select(intent => intent.State).ToList();
            var counts = RunCounts.None with
            {
                Updated = states.Count(state => state == IntentState.Accepted),
                Refused = states.Count(state => state == IntentState.Refused),
                Unknown = states.Count(state => state is IntentState.Intended or IntentState.Unknown),
            };
            End(new RunEnd(run.RunId, RunResult.Interrupted, now, counts, "The run ended without a word.", null));
        }
    }

    public IReadOnlyList<RunRecord> Newest(int limit) => [.. Enumerable.Reverse(_runs).Take(limit)];

    public IReadOnlyList<Intent> OpenIntents() =>
        [.. _intents.Values.Where(intent => intent.State is IntentState.Intended or IntentState.Unknown)];

    public IReadOnlyList<Intent> IntentsOf(long runId) => [.. _intents.Values.Where(intent => intent.RunId == runId)];

    public IReadOnlyList<Intent> IntentsOf(Sku sku, int limit) =>
        [.. _intents.Values.Where(intent => intent.Sku == sku).Reverse().Take(limit)];

    public IReadOnlyList<long> AddIntents(long runId, IReadOnlyList<PlannedWrite> writes, DateTimeOffset now)
    {
        IndexOfRunning(runId);
        return [.. writes.Select(write => AddIntent(runId, write, now))];
    }

    /// <summary>The intents leave now.</summary>
    public bool Send(IReadOnlyList<long> intents, DateTimeOffset now)
    {
        foreach (var intent in intents)
        {
            _intents[intent] = _intents[intent] with { IntendedAt = now };
        }

        return true;
    }

    /// <summary>Records the outcomes; gives the listing of each.</summary>
    public IReadOnlyList<ListingId> Settle(IReadOnlyList<Settlement> settlements, DateTimeOffset now)
    {
        if (settlements.FirstOrDefault(settlement => !_intents.ContainsKey(settlement.IntentId)) is { } stray)
        {
            throw new InvalidOperationException($"There is no intent {stray.IntentId}.");
        }

        foreach (var settlement in settlements)
        {
            _intents[settlement.IntentId] = _intents[settlement.IntentId] with
            {
                State = settlement.State,
                Detail = settlement.Detail,
                SettledAt = now,
            };
        }

        return [.. settlements.Select(settlement => _intents[settlement.IntentId].Listing)];
    }

    private long AddIntent(long runId, PlannedWrite write, DateTimeOffset now)
    {
        var id = _intents.Count + 1;
        var inputs = DecisionText.Arithmetic(write.Because);
        _intents[id] = new Intent(
            id,
            runId,
            write.Sku,
            write.Listing,
            write.From,
            write.To,
            write.Delta,
            inputs,
            now,
            IntentState.Intended,
            null,
            null
        )
        {
            Hid = write.Hides ? write.Hidden : null,
        };
        return id;
    }

    private int IndexOfRunning(long runId)
    {
        var index = _runs.FindIndex(run => run.RunId == runId && run.End is null);
        return index >= 0 ? index : throw new InvalidOperationException($"Run {runId} is not running.");
    }
}
