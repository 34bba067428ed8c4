using Tillsync.Core.Applying;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Core;

/// <summary>Adds up what a run does, over its passes.</summary>
internal sealed class RunTally
{
    private readonly long? _runId;
    private readonly IRequestMeter _meter;
    private readonly int _readsBefore;
    private readonly int _writesBefore;
    private readonly List<WriteResult> _results = [];
    private readonly List<CreationResult> _creations = [];
    private readonly Dictionary<Sku, BlockedItem> _blocked;
    private readonly HashSet<Sku> _right;
    private readonly HashSet<Sku> _updated = [];
    private readonly HashSet<Sku> _refused = [];
    private readonly Dictionary<Sku, ParkedItem> _parked = [];
    private readonly Dictionary<Sku, int> _misses = [];
    private HashSet<Sku> _deferred;
    private HashSet<Sku> _unknown = [];

    /// <param name="runId">Null for a dry run.</param>
    /// <param name="start">What the meter showed when the run began.</param>
    public RunTally(
        SyncRequest request,
        long? runId,
        DateTimeOffset startedAt,
        CyclePass first,
        (IRequestMeter Meter, int Reads, int Writes) start
    )
    {
        Request = request;
        _runId = runId;
        StartedAt = startedAt;
        First = first;
        Last = first;
        (_meter, _readsBefore, _writesBefore) = start;
        _blocked = first.Plan.Blocked.ToDictionary(item => item.Sku);
        _right = [.. first.Plan.InSync.Select(item => item.Sku)];
        _deferred = [.. first.Plan.Deferred.Select(item => item.Sku)];
    }

    public long RunId => _runId ?? throw new InvalidOperationException("A dry run has no id.");

    public SyncRequest Request { get; }

    public DateTimeOffset StartedAt { get; }

    public CyclePass First { get; }

    public CyclePass Last { get; private set; }

    /// <summary>The plan among those that the guard has held.</summary>
    public HeldPlan? Held { get; set; }

    /// <summary>What was done about web orders on their way into the till; null where that is switched off.</summary>
    public StagingReport? Staging { get; set; }

    public bool HasUnknown => _unknown.Count > 0;

    public IReadOnlySet<Sku> Left => _deferred.Concat(_unknown).ToHashSet();

    public void BeginPass(CyclePass pass)
    {
        Last = pass;
        foreach (var item in pass.Plan.InSync)
        {
            // What shows its number after an outcome in doubt was written after all.
            (_unknown.Contains(item.Sku) ? _updated : _right).Add(item.Sku);
        }

        _deferred = [.. pass.Plan.Deferred.Select(item => item.Sku)];
        _unknown = [];
        foreach (var item in pass.Plan.Blocked)
        {
            _blocked[item.Sku] = item;
        }
    }

    public void Add(WriteResult result)
    {
        _results.Add(result);
        switch (result.Outcome)
        {
            case WriteOutcome.Accepted { After: not null }:
                _updated.Add(result.Write.Sku);
                break;
            case WriteOutcome.Accepted or WriteOutcome.Refused:
                _refused.Add(result.Write.Sku);
                break;
        }
    }

    public void Add(CreationResult result)
    {
        _creations.Add(result);
        if (result.Outcome is CreateOutcome.Refused)
        {
            _refused.Add(result.Creation.Sku);
        }
    }

    /// <summary>The shop took a write and left the number as it was; gives how often it did so in this run.</summary>
    public int CountMiss(Sku sku) => _misses[sku] = _misses.GetValueOrDefault(sku) + 1;

    public void LookAgain(Sku sku, bool isUnknown) => (isUnknown ? _unknown : _deferred).Add(sku);

    public void Park(ParkedItem item) => _parked[item.Sku] = item;

    /// <summary>In a dry run: what is parked stays so until a write of it is accepted, or the shop is found to show its number.</summary>
    public void ParkStill(IReadOnlyDictionary<Sku, ParkedItem> parked)
    {
        var open = First.Plan.Blocked.Select(item => item.Sku).Concat(First.Plan.Writes.Select(write => write.Sku));
        foreach (var sku in open.Where(parked.ContainsKey))
        {
            Park(parked[sku]);
        }
    }

    public SyncReport Report(RunResult result, IReadOnlyList<string> holds, DateTimeOffset endedAt) =>
        new(
            result,
            _runId,
            First.Plan,
            PlanGuard.Checksum(First.Plan, holds),
            First.CanBeApproved,
            holds,
            _results,
            [.. _parked.Values.OrderBy(item => item.Sku)],
            [.. Left.Order()],
            First.Reservations.Unmatched,
            First.Moment.Till.Failures,
            Counts(),
            StartedAt,
            endedAt
        )
        {
            Held = Held,
            Staging = Staging,
            LeftAlone = First.Undo?.LeftAlone ?? [],
            Creations = _creations,
            Orders = First.Orders,
        };

    /// <summary>Each article counts once, as it stands after the last pass that looked at it.</summary>
    public RunCounts Counts() =>
        new(
            First.Decisions.Count,
            _updated.Count,
            _right.Except(_updated).Count() + First.Plan.Unread,
            _refused.Except(_updated).Count(),
            _unknown.Count,
            _runId is null ? _parked.Keys.Union(_blocked.Keys).Count()
                : _parked.Count > 0 ? _parked.Count
                : _blocked.Count,
            _deferred.Count,
            First.Plan.StockUnknown.Count,
            First.Plan.Unmapped.Count - Made,
            _meter.Reads - _readsBefore,
            _meter.Writes - _writesBefore
        )
        {
            Created = Made,
        };

    private int Made => _creations.Count(result => result.Outcome is CreateOutcome.Created);
}
