using Tillsync.Core.Applying;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Recording;

/// <summary>Record: what was read, what was meant, what happened, and last of all how far the storefront has been brought.</summary>
internal sealed class PlanRecorder(IJournal journal, CycleOptions options, TimeProvider time)
{
    /// <summary>A parked article is tried again after so long, by number of attempts; the last holds for all further ones.</summary>
    private static readonly TimeSpan[] RetryDelays =
    [
        TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(4),
        TimeSpan.FromHours(12),
    ];

    /// <summary>As often as a run looks at a listing.</summary>
    private const int MissesMax = 3;

    private readonly PlanHolder _holder = new(journal, time);

    /// <summary>Before anything is sent: the listings as read, what is blocked, and the end of old doubts.</summary>
    public async Task RecordReadAsync(LeaseKeeper lease, CyclePass pass)
    {
        await lease.KeepAsync();
        var now = time.GetUtcNow();
        var memory = pass.Moment.Memory;
        var (changed, forgotten) = ListingChanges.Of(pass, now);
        await journal.SaveListingsAsync(lease.Current, changed, forgotten, CancellationToken.None);
        await ParkBlockedAsync(lease, pass, now);
        var settled = memory.OpenIntents.Where(intent => pass.Covers(intent.Sku)).Select(intent => Resolve(intent, pass.Listings)).ToList();
        if (settled.Count > 0)
        {
            await journal.RecordSettlementsAsync(lease.Current, settled, CancellationToken.None);
        }
    }

    /// <summary>After each request: what became of every write in it.</summary>
    public async Task RecordOutcomesAsync(
        LeaseKeeper lease,
        RunTally tally,
        WriteBatch batch,
        IReadOnlyList<long> intents,
        IReadOnlyList<WriteOutcome> outcomes
    )
    {
        var now = time.GetUtcNow();
        var settlements = new List<Settlement>(outcomes.Count);
        var parked = new List<ParkedItem>();
        var cleared = new List<Sku>();
        foreach (var (write, intent, outcome) in batch.Writes.Zip(intents, outcomes))
        {
            tally.Add(new WriteResult(write, outcome));
            switch (outcome)
            {
                case WriteOutcome.Accepted { After: { } after }:
                    // Somebody else moved the stock between our read and our write: an order, most likely. Or half of it is still to do.
                    var isOpen = after != write.To.Quantity || write.IsHalfWay;
                    // What an undo restored the till says otherwise: the next sync is called for, and follows it again.
                    var asksForLook = isOpen || write.Because is Deciding.Decision.Restore;
                    settlements.Add(new Settlement(intent, IntentState.Accepted, null, after) { AsksForLook = asksForLook });
                    if (after == write.From && after != write.To.Quantity && tally.CountMiss(write.Sku) >= MissesMax)
                    {
                        parked.Add(Park(write, tally, "did_not_stick", DidNotStick, now));
                        break;
                    }

                    cleared.Add(write.Sku);
                    if (isOpen)
                    {
                        tally.LookAgain(write.Sku, isUnknown: false);
                    }

                    break;
                case WriteOutcome.Accepted:
                    settlements.Add(new Settlement(intent, IntentState.Refused, "The shop answered without a number.", null));
                    parked.Add(Park(write, tally, "nothing_stored", NothingStored, now));
                    break;
                case WriteOutcome.Refused { IsNotSent: true } left:
                    settlements.Add(
                        new Settlement(intent, IntentState.Refused, $"{left.Code}: {left.Reason}", null) { AsksForLook = true }
                    );
                    tally.LookAgain(write.Sku, isUnknown: false);
                    break;
                case WriteOutcome.Refused refused:
                    settlements.Add(new Settlement(intent, IntentState.Refused, $"{refused.Code}: {refused.Reason}", null));
                    parked.Add(Park(write, tally, refused.Code, refused.Reason, now));
                    break;
                case WriteOutcome.Unknown unknown:
                    settlements.Add(new Settlement(intent, IntentState.Unknown, unknown.Cause, null));
                    tally.LookAgain(write.Sku, isUnknown: true);
                    break;
            }
        }

        await journal.RecordSettlementsAsync(lease.Current, settlements, CancellationToken.None);
        if (parked.Count > 0 || cleared.Exists(sku => tally.First.Moment.Memory.Parked.ContainsKey(sku)))
        {
            await journal.SaveParkedAsync(lease.Current, parked, cleared, CancellationToken.None);
        }
    }

    /// <summary>A request that certainly wrote nothing leaves no doubt behind.</summary>
    public Task RecordNothingWrittenAsync(LeaseKeeper lease, IReadOnlyList<long> intents, string cause) =>
        journal.RecordSettlementsAsync(
            lease.Current,
            [.. intents.Select(intent => new Settlement(intent, IntentState.Refused, $"Nothing was written: {cause}", null))],
            CancellationToken.None
        );

    public async Task<SyncReport> HoldAsync(LeaseKeeper lease, RunTally tally, IReadOnlyList<string> holds)
    {
        var now = time.GetUtcNow();
        await _holder.HoldAsync(lease, tally, holds);
        await journal.CompleteRunAsync(
            lease.Current,
            new RunEnd(tally.RunId, RunResult.Held, now, tally.Counts(), string.Join(" ", holds), tally.Held?.Checksum),
            null,
            CancellationToken.None
        );
        return tally.Report(RunResult.Held, holds, now);
    }

    public async Task<SyncReport> CompleteAsync(LeaseKeeper lease, RunTally tally)
    {
        await lease.KeepAsync();
        var parked = await journal.ReadParkedAsync(CancellationToken.None);
        var decided = tally.First.Decisions.Select(decision => decision.Sku).ToHashSet();
        foreach (var item in parked.Where(item => decided.Contains(item.Sku)))
        {
            tally.Park(item);
        }

        var now = time.GetUtcNow();
        var result =
            parked.Count > 0 && tally.Counts().Parked > 0 || tally.Left.Count > 0 ? RunResult.SucceededWithParked : RunResult.Succeeded;
        var advance = tally.Request.IsWhole ? await AdvanceOfAsync(tally) : null;
        await _holder.GoThroughAsync(lease, tally.Request.Scope);
        await journal.CompleteRunAsync(
            lease.Current,
            new RunEnd(tally.RunId, result, now, tally.Counts(), null, tally.First.Plan.Checksum),
            advance,
            CancellationToken.None
        );
        if (advance is not null)
        {
            await ForgetOldRunsAsync(lease, now);
        }

        return tally.Report(result, [], now);
    }

    private async Task ForgetOldRunsAsync(LeaseKeeper lease, DateTimeOffset now)
    {
        try
        {
            await journal.PruneAsync(lease.Current, now - Housekeeping.HistoryKept, CancellationToken.None);
        }
        catch (TillsyncException)
        {
            // The run has ended well and is recorded as such. Old history takes room until the next run can forget it.
        }
    }

    /// <summary>Ends a run that cannot go on. The positions stay, so the next check sees the same events.</summary>
    public async Task FailAsync(LeaseKeeper lease, long runId, Exception exception, RunCounts counts)
    {
        var result = exception is OperationCanceledException ? RunResult.Cancelled : RunResult.Failed;
        var error = exception is OperationCanceledException ? "Cancelled." : exception.Message;
        try
        {
            await journal.CompleteRunAsync(
                lease.Current,
                new RunEnd(runId, result, time.GetUtcNow(), counts, error, null),
                null,
                CancellationToken.None
            );
        }
        catch (TillsyncException)
        {
            // What ended the run is told by the first exception; a journal that cannot take its end shows the run as interrupted.
        }
    }

    private async Task<Advance> AdvanceOfAsync(RunTally tally)
    {
        var moment = tally.First.Moment;
        var policy = options.Policy.With(moment.Memory.Rules);
        var (changed, forgotten) = ItemChanges.Difference(
            moment.Till,
            moment.Memory.Items,
            tally.First.UnmappedAfter(),
            policy,
            HadListing(moment.Memory, await journal.ReadListingsAsync(CancellationToken.None))
        );
        // The first pass's orders: later passes read newer ones, but not every listing that these have moved.
        var orders = OrderMirror.Prune(moment.Orders, moment.TillKnows(options.Policy), moment.OrdersReadAt);
        return new Advance(
            tally.First.PositionsAfter(tally.StartedAt),
            changed,
            forgotten,
            [.. (moment.Till.StagedOrders ?? []).Select(order => order.StagingId)],
            orders
        );
    }

    /// <summary>Articles that have a listing, and those that had one when this sync began or before.</summary>
    private static HashSet<Sku> HadListing(JournalMemory before, IReadOnlyList<ListingRecord> now) =>
        [
            .. before.Items.Where(item => item.HadListing).Select(item => item.Sku),
            .. before.Listings.Keys,
            .. before.Ended.Concat(now).Select(record => record.Sku),
        ];

    private static Settlement Resolve(Intent intent, Listings listings)
    {
        var found = listings.Find(intent.Listing);
        var text = found is null
            ? "Looked again: the listing was not read, because there is nothing to decide for it or the shop no longer has it."
            : $"Read again: the shop shows {found.Quantity?.ToString() ?? "no number"}.";
        return new Settlement(intent.IntentId, IntentState.Resolved, text, null);
    }

    private static bool WasRead(CyclePass pass, Sku sku) => pass.Scope.Articles?.Contains(sku) ?? true;

    private async Task ParkBlockedAsync(LeaseKeeper lease, CyclePass pass, DateTimeOffset now)
    {
        var memory = pass.Moment.Memory;
        var parked = pass
            .Plan.Blocked.Where(item => WasRead(pass, item.Sku))
            .Select(item => NextTry(memory.Parked.GetValueOrDefault(item.Sku), item.Sku, item.Listing, item.Code, item.Reason, now))
            .ToList();
        var blocked = pass.Plan.Blocked.Select(item => item.Sku).ToHashSet();
        var writes = pass.Plan.Writes.Select(write => write.Sku).ToHashSet();
        var cleared = memory.Parked.Keys.Where(sku => pass.Covers(sku) && !blocked.Contains(sku) && !writes.Contains(sku)).ToList();
        if (parked.Count > 0 || cleared.Count > 0)
        {
            await journal.SaveParkedAsync(lease.Current, parked, cleared, CancellationToken.None);
        }
    }

    private static ParkedItem Park(PlannedWrite write, RunTally tally, string code, string reason, DateTimeOffset now)
    {
        var item = NextTry(tally.First.Moment.Memory.Parked.GetValueOrDefault(write.Sku), write.Sku, write.Listing, code, reason, now);
        tally.Park(item);
        return item;
    }

    internal static ParkedItem NextTry(ParkedItem? before, Sku sku, ListingId? listing, string code, string reason, DateTimeOffset now)
    {
        var attempts = (before?.Attempts ?? 0) + 1;
        var delay = RetryDelays[Math.Min(attempts, RetryDelays.Length) - 1];
        return new ParkedItem(sku, listing, code, reason, attempts, before?.ParkedAt ?? now, now + delay);
    }

    private const string DidNotStick =
        "The shop took the number several times and shows the old one: a plugin or another program keeps it there. Look for what else sets this listing's stock.";

    private const string NothingStored =
        "The shop took the number and stored nothing: stock management is off, for this listing or for the whole shop. Switch it on there.";
}
