using Tillsync.Core.Applying;
using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Core;

/// <summary>
/// Detect → decide → plan (→ guard) → apply → record, once. Read this first: it is the only code that knows all five steps. An undo goes
/// the same way, with a plan that comes from the journal and the shop. Where it is switched on, web orders are staged in between.
/// </summary>
public sealed class SyncCycle(SyncPorts ports, CycleOptions options, TimeProvider time, IProgress<CycleProgress>? progress = null)
{
    /// <summary>
    /// The first pass does everything; the others take up what an order touched meanwhile and what has an unknown outcome. What is
    /// then still open leads the next run, so that one restless listing cannot keep a run going for ever.
    /// </summary>
    private const int PassesMax = 3;

    /// <summary>A hundred pages of listings: at a quarter of a second each (recording 10) still less than half a minute.</summary>
    private const int CheapListingsMax = 10_000;

    private readonly MomentReader _reader = new(ports.Till, ports.Shop, time, options);
    private readonly PlanRecorder _recorder = new(ports.Journal, options, time);
    private readonly PlanHolder _holder = new(ports.Journal, time);
    private readonly CreationPlanner _creations = new(ports, options);
    private readonly CreationRecorder _creationRecorder = new(ports.Journal, time);
    private readonly UndoReader _undo = new(ports.Journal, ports.Shop, time);
    private ShopIdentity? _shop;
    private RunTally? _tally;

    /// <summary>Runs one cycle.</summary>
    /// <exception cref="LeaseHeldException">Another run is writing to this storefront.</exception>
    /// <exception cref="PlanChangedException">The plan is not the one that was approved.</exception>
    /// <exception cref="TillsyncException">Till, shop or journal do not let the work go on; the run is recorded as failed.</exception>
    /// <exception cref="UnknownNameException">The run to be undone is not there.</exception>
    public async Task<SyncReport> RunAsync(SyncRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Undoes is { } run)
        {
            // A slip of the keyboard is no run that failed.
            await _undo.FindAsync(run, cancellationToken);
        }

        return request.Applies ? await ApplyAsync(request, cancellationToken) : await PreviewAsync(request, cancellationToken);
    }

    private async Task<SyncReport> PreviewAsync(SyncRequest request, CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        var meter = Meter();
        var memory = await JournalMemory.ReadAsync(ports.Journal, cancellationToken);
        var pass = await PrepareAsync(memory, request, only: null, cancellationToken);
        var holds = pass.HoldReasons(options.Guard);
        var held = holds.Count > 0 ? await _holder.FindAsync(PlanGuard.Checksum(pass.Plan, holds), cancellationToken) : null;
        var waits = holds.Count > 0 && held?.State != HeldPlanState.Approved;
        var tally = new RunTally(request, null, startedAt, pass, meter) { Held = held };
        if (Stager(request) is { } stager)
        {
            tally.Staging = await stager.PreviewAsync(pass.Moment, pass.Shop, cancellationToken);
        }

        tally.ParkStill(memory.Parked);
        var done = tally.Counts().Parked > 0 ? RunResult.SucceededWithParked : RunResult.Succeeded;
        return tally.Report(waits ? RunResult.Held : done, holds, time.GetUtcNow());
    }

    private async Task<SyncReport> ApplyAsync(SyncRequest request, CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        var lease = await LeaseKeeper.AcquireAsync(ports.Journal, ports.Holder, time, cancellationToken, options.WriteTimeout);
        try
        {
            var start = new RunStart(request.Scope, request.Reason, startedAt);
            var runId = await ports.Journal.BeginRunAsync(lease.Current, start, cancellationToken);
            try
            {
                return await RunPassesAsync(request, runId, startedAt, lease, cancellationToken);
            }
            catch (Exception exception)
            {
                await _recorder.FailAsync(lease, runId, exception, _tally?.Counts() ?? RunCounts.None);
                throw;
            }
        }
        finally
        {
            await lease.ReleaseAsync();
        }
    }

    private async Task<SyncReport> RunPassesAsync(
        SyncRequest request,
        long runId,
        DateTimeOffset startedAt,
        LeaseKeeper lease,
        CancellationToken cancellationToken
    )
    {
        var meter = Meter();
        var memory = await JournalMemory.ReadAsync(ports.Journal, cancellationToken);
        await Recovery.WaitForQuietAsync(
            memory.OpenWrites,
            await Recovery.AreForeignAsync(memory.OpenWrites, ports.Journal, ports.Holder, cancellationToken),
            options.QuietPeriod,
            time,
            progress,
            cancellationToken
        );
        var pass = await PrepareAsync(memory, request, only: null, cancellationToken);
        var tally = _tally = new RunTally(request, runId, startedAt, pass, meter);
        var holds = pass.HoldReasons(options.Guard);
        var checksum = PlanGuard.Checksum(pass.Plan, holds);
        if (request.ApprovedChecksum is { } approved && approved != checksum)
        {
            throw new PlanChangedException(approved, checksum);
        }

        if (Stager(request) is { } stager)
        {
            // Before the shop is written to, and whether or not the guard lets that happen: the till does not wait for its orders.
            Report("Staging web orders");
            tally.Staging = await stager.RunAsync(pass.Moment, pass.Shop, lease, runId, cancellationToken);
        }

        if (holds.Count > 0 && !await _holder.TryCarryOutAsync(lease, tally, holds))
        {
            return await _recorder.HoldAsync(lease, tally, holds);
        }

        await RecordReadAsync(lease, tally, pass);
        var executor = new PlanExecutor(ports, _recorder, time, progress);
        await executor.ExecuteAsync(pass, tally, lease, cancellationToken);
        await new CreationExecutor(ports, _creationRecorder, progress).ExecuteAsync(pass.Plan, tally, lease, cancellationToken);
        // What an undo leaves open is the next sync's, which follows the till again.
        for (var passes = 1; passes < PassesMax && tally.Left.Count > 0 && request.Undoes is null; passes++)
        {
            await WaitBetweenPassesAsync(tally, cancellationToken);
            // The mirror in the journal moves last; what this run found out about orders is newer.
            var again = (await JournalMemory.ReadAsync(ports.Journal, cancellationToken)) with
            {
                Orders = tally.Last.Moment.Orders,
            };
            var next = await PrepareAsync(again, request, tally.Left, cancellationToken);
            var reasons = PlanGuard.Reasons(next.GuardInput with { ListingsKept = pass.GuardInput.ListingsKept }, options.Guard);
            if (!next.Plan.IsPartOf(pass.Plan) && reasons.Except(holds).Any())
            {
                // What the till said has changed since the first plan was let through, for what it was. The next run begins with what is left, and holds.
                break;
            }

            tally.BeginPass(next);
            await RecordReadAsync(lease, tally, next);
            await executor.ExecuteAsync(next, tally, lease, cancellationToken);
        }

        return await _recorder.CompleteAsync(lease, tally);
    }

    private async Task RecordReadAsync(LeaseKeeper lease, RunTally tally, CyclePass pass)
    {
        await _recorder.RecordReadAsync(lease, pass);
        await _creationRecorder.SettleOpenAsync(lease, tally, pass);
    }

    /// <summary>Null where it is switched off, and for a run that is about single articles.</summary>
    private OrderStager? Stager(SyncRequest request) =>
        request.IsWhole && ports.Staging is { } staging && options.Staging is { } choice
            ? new OrderStager(ports, staging, choice, time)
            : null;

    /// <summary>Detect, decide, detect the shop's side, plan.</summary>
    private async Task<CyclePass> PrepareAsync(
        JournalMemory memory,
        SyncRequest request,
        IReadOnlySet<Sku>? only,
        CancellationToken cancellationToken
    )
    {
        if (request.Undoes is { } run)
        {
            Report($"Reading what run {run} wrote");
            _shop ??= await ports.Shop.IdentifyAsync(cancellationToken);
            return await _undo.PrepareAsync(memory, run, _shop, options.Policy, cancellationToken);
        }

        Report("Reading the till and the shop's orders");
        var isFull = only is null && request.Only is null;
        var whole = isFull && IsVerificationDue(memory.Positions, request.Verification);
        var moment = await _reader.ReadAsync(memory, whole || memory.Positions is null, cancellationToken);

        var decided = Decide(moment, request, only);
        var scope = whole ? ReadScope.Whole : ScopeOfChanges(decided, Urgency(request, isFull, moment));
        if (isFull && !whole && IsWholeCheap(request, scope, decided.Decisions.Count))
        {
            moment = await _reader.ReadOpenOrdersAsync(moment, cancellationToken);
            decided = Decide(moment, request, only);
            scope = ReadScope.Whole;
        }

        var pass = await PlanAsync(decided, scope, isFull, cancellationToken);
        // What is made is made once in a run: later passes only take up what the first has left.
        return only is null ? pass with { Plan = await _creations.AddAsync(pass, cancellationToken) } : pass;
    }

    /// <summary>Reads the listings of a scope, then the orders again, and holds what was read against what was decided.</summary>
    private async Task<CyclePass> PlanAsync(Decided decided, ReadScope scope, bool isFull, CancellationToken cancellationToken)
    {
        var moment = decided.Moment;
        var listings = await _reader.ReadListingsAsync(scope, moment, Counting("Reading listings"), cancellationToken);
        var reads = listings.Count > 0;
        var touched = reads ? await _reader.ReadTouchedAsync(moment, cancellationToken) : new Dictionary<ListingId, long>();

        var kept = moment
            .Memory.Listings.Values.Where(record => scope.Articles is { } read && !read.Contains(record.Sku))
            .ToDictionary(record => record.Listing, record => record.Sku);
        var input = new PlanInput(decided.Decisions, moment.MappedTo, listings, scope, kept, touched, options.Policy.TakesOverUnmanaged)
        {
            Ended = decided.Ended,
            Moving = moment.Moving,
            Barred = moment.Barred,
            KeptBySku = moment.KeptBySku(),
            ArticleOf = moment.ArticlesOfListings(),
            StockOf = moment.StockOf,
            Hidden = moment.Memory.Hidden,
        };
        var plan = Planner.Plan(input);
        if (plan.Writes.Count > 0 && await _reader.ReadTouchedInTrashAsync(moment, cancellationToken) is { Count: > 0 } thrownAway)
        {
            plan = Planner.Plan(input with { Touched = thrownAway.UnionBy(touched, entry => entry.Key).ToDictionary() });
        }

        return new CyclePass(
            isFull,
            moment,
            _shop ??= await ports.Shop.IdentifyAsync(cancellationToken),
            decided.Reservations,
            decided.Decisions,
            scope,
            listings,
            plan,
            options.Policy.With(moment.Memory.Rules).Fingerprint()
        )
        {
            Orders = OrderStanding.Of(moment, decided.Reservations, options, time.GetUtcNow()),
        };
    }

    private Decided Decide(StockMoment moment, SyncRequest request, IReadOnlySet<Sku>? only)
    {
        var reservations = moment.Reserve(options.Policy);
        var decided = moment.Decide(reservations, options.Policy);
        if (only is null && request.Only is null)
        {
            return new Decided(moment, reservations, decided, moment.Ended(options.Policy));
        }

        var left = only is null ? null : moment.WithSameStock(only);
        bool IsMeant(Sku sku) => left is not null ? left.Contains(sku) : request.Only == sku;
        return new Decided(
            moment,
            reservations,
            [.. decided.Where(decision => IsMeant(decision.Sku))],
            [.. moment.Ended(options.Policy).Where(ended => IsMeant(ended.Sku))]
        );
    }

    private ReadScope ScopeOfChanges(Decided decided, ScopeUrgency urgency)
    {
        var (moment, memory) = (decided.Moment, decided.Moment.Memory);
        var scope = ReadScope.Changed(decided.Decisions, memory.Listings, moment.MappedTo, memory.Parked, StillUnmapped(moment), urgency);
        var moving = moment.Moving;
        var waiting = decided
            .Decisions.Where(decision => decision is Decision.List && scope.StillParked.ContainsKey(decision.Sku))
            .Select(decision => decision.Sku)
            .ToHashSet();
        // What stays as it is until its article's next try is not looked at before.
        IReadOnlyList<EndedMapping> ended =
        [
            .. decided.Ended.Where(each => !moving.ContainsKey(each.Listing) || !waiting.Contains(each.Sku)),
        ];
        return scope.WithEnded(ended, urgency.Moved);
    }

    /// <summary>Who starts a sync by hand wants parked articles tried now; the scheduled run waits for their next try.</summary>
    private ScopeUrgency Urgency(SyncRequest request, bool isFull, StockMoment moment)
    {
        // A run that died between noting what a listing shows and settling its open intent has left nothing else that leads back to it.
        var open = moment.Memory.OpenIntents.Select(intent => intent.Listing);
        var retryBefore = request.Verification == Verification.WhenDue ? time.GetUtcNow() : DateTimeOffset.MaxValue;
        return new ScopeUrgency(!isFull, retryBefore, moment.Moved.Concat(open).ToHashSet(), moment.Remapped);
    }

    /// <summary>An article that changed in the till may have been added to the shop as well: it is looked for again.</summary>
    private HashSet<Sku> StillUnmapped(StockMoment moment)
    {
        var changed = ItemChanges
            .Difference(moment.Till, moment.Memory.Items, moment.Memory.Unmapped, options.Policy.With(moment.Memory.Rules))
            .Changed.Select(item => item.Sku);
        // One that would be made is looked for each time; so is one that may have been.
        var unmapped = options.Policy.CreatesDrafts ? [] : moment.Memory.Unmapped.ToHashSet();
        unmapped.ExceptWith(changed);
        unmapped.ExceptWith(moment.Memory.Creations.Where(creation => creation.IsOpen).Select(creation => creation.Sku));
        return unmapped;
    }

    private bool IsVerificationDue(Positions? positions, Verification verification) =>
        verification == Verification.Always
        || positions?.LastVerifiedAt is not { } verifiedAt
        || time.GetUtcNow() - verifiedAt >= options.Threshold - ChangeDetector.ThresholdTolerance
        || verifiedAt > time.GetUtcNow();

    /// <summary>
    /// A sync by hand that has next to nothing to do looks at the whole shop instead, where that is a matter of seconds; one with
    /// much to do keeps to it.
    /// </summary>
    private static bool IsWholeCheap(SyncRequest request, ReadScope changed, int decisionCount) =>
        request.Verification == Verification.WhenCheap
        && changed.Articles!.Count <= WriteBatch.SizeMax
        && decisionCount <= CheapListingsMax;

    private async Task WaitBetweenPassesAsync(RunTally tally, CancellationToken cancellationToken)
    {
        var wait = tally.HasUnknown ? options.QuietPeriod : options.SettleTime + TimeSpan.FromSeconds(1);
        var text = $"Waiting {wait.TotalSeconds:0} s before looking again at {tally.Left.Count} listings";
        progress?.Report(new CycleProgress(text, 0, null) { IsWait = true });
        await Task.Delay(wait, time, cancellationToken);
    }

    private void Report(string stage) => progress?.Report(new CycleProgress(stage, 0, null));

    private StageProgress? Counting(string stage) => progress is null ? null : new StageProgress(progress, stage);

    private (IRequestMeter Meter, int Reads, int Writes) Meter() => (ports.Meter, ports.Meter.Reads, ports.Meter.Writes);

    /// <summary>What follows from a moment before the shop's listings are known.</summary>
    private sealed record Decided(
        StockMoment Moment,
        Reservations Reservations,
        IReadOnlyList<Decision> Decisions,
        IReadOnlyList<EndedMapping> Ended
    );

    /// <summary>Passes a count on in the caller's order; the framework's Progress would post it to another thread.</summary>
    private sealed class StageProgress(IProgress<CycleProgress> progress, string stage) : IProgress<int>
    {
        public void Report(int value) => progress.Report(new CycleProgress(stage, value, null));
    }
}
