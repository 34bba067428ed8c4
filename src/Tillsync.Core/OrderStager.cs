using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Core.Staging;

namespace Tillsync.Core;

/// <summary>
/// Stage: brings the till's table of web orders in line with the shop, order by order, intent before and outcome after. What fails here is
/// remembered and told, and never stops the stock from being synced. Why it is done so: docs/design/order-staging.md.
/// </summary>
internal sealed class OrderStager(SyncPorts ports, StagingPorts staging, StagingChoice choice, TimeProvider time)
{
    /// <summary>An order that could not be written is tried again after so long, by number of attempts; the last holds for all further ones.</summary>
    private static readonly TimeSpan[] RetryDelays =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(4),
    ];

    /// <summary>The steps from real reads; nothing is written anywhere.</summary>
    public async Task<StagingReport> PreviewAsync(StockMoment moment, ShopIdentity shop, CancellationToken cancellationToken)
    {
        var work = await BeginAsync(moment, cancellationToken);
        var failure = Obstacle(moment, shop);
        IReadOnlyList<StagingStep> steps = [];
        try
        {
            steps = failure is null ? await PlanAsync(work, moment, runId: 0, cancellationToken) : [];
        }
        catch (TillsyncException exception) when (exception is TillException or ShopException)
        {
            failure = exception.Message;
        }

        return new StagingReport(
            work.Start.Since,
            [.. steps.Where(step => step.Write is not null).Select(step => ResultOf(step, null, step.Entry.StagingId))],
            StagingReport.ProblemsOf(work.Entries.Values, time.GetUtcNow()),
            failure
        );
    }

    /// <exception cref="LeaseLostException">Another run took the lease; nothing more may be written.</exception>
    /// <exception cref="OperationCanceledException">What was under way has been recorded.</exception>
    public async Task<StagingReport> RunAsync(
        StockMoment moment,
        ShopIdentity shop,
        LeaseKeeper lease,
        long runId,
        CancellationToken cancellationToken
    )
    {
        var work = await BeginAsync(moment, cancellationToken);
        await lease.KeepAsync();
        await SaveAsync(lease, work, work.Start.IsNew ? work.Start.Since : null, work.Added);
        var results = new List<StagingResult>();
        var failure = Obstacle(moment, shop);
        try
        {
            if (failure is null)
            {
                var steps = await PlanAsync(work, moment, runId, cancellationToken);
                var notes = steps.Where(step => step.Write is null).Select(step => step.Entry).ToList();
                await SaveAsync(lease, work, null, notes);
                work.Done.UnionWith(notes.Select(entry => entry.OrderId));
                foreach (var step in steps.Where(step => step.Write is not null))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    results.Add(await CarryOutAsync(step, lease, work, runId));
                }
            }
        }
        catch (TillsyncException exception) when (exception is TillException or ShopException)
        {
            failure = exception.Message;
        }

        if (failure is not null)
        {
            await PutOffAsync(lease, work, failure);
        }

        return new StagingReport(work.Start.Since, results, StagingReport.ProblemsOf(work.Entries.Values, time.GetUtcNow()), failure);
    }

    private async Task<Work> BeginAsync(StockMoment moment, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var ledger = await ports.Journal.ReadStagingAsync(cancellationToken);
        var lastReadAt = moment.Memory.Positions?.OrdersReadAt ?? moment.OrdersReadAt;
        var start = StagingStart.Of(ledger.Since, choice.Since, moment.Till.StagedOrders ?? [], lastReadAt, now);
        var orders = moment.Orders;
        if (start.IsNew)
        {
            // The mirror forgets what holds no stock; and what was left out by another beginning may belong to this one.
            var older = await ports.Shop.ReadChangedOrdersAsync(start.Since - OrderMirror.ReadOverlap, cancellationToken);
            orders = OrderMirror.Merge(orders, older.Orders);
            ledger = ledger with { Orders = [.. ledger.Orders.Where(entry => entry.State != StagingState.LeftOut)] };
        }

        var due = StagingWatch.Due(ledger, orders, start.Since, now);
        var entries = ledger.Orders.ToDictionary(entry => entry.OrderId);
        var added = orders
            .Where(order => due.Contains(order.OrderId) && !entries.ContainsKey(order.OrderId))
            .Select(order => new StagedWebOrder(order.OrderId, order.Number, StagingState.Wanted, now))
            .ToList();
        // Rows of ours that wait and that the journal does not know: it was lost, or restored from an older copy.
        added.AddRange(
            (moment.Till.StagedOrders ?? [])
                .Where(row => row is { IsOwn: true, IsMarkedApplied: false } && !entries.ContainsKey(row.OrderId))
                .Select(row => row.OrderId)
                .Distinct()
                .Where(order => !due.Contains(order))
                .Select(order => new StagedWebOrder(order, $"{order}", StagingState.Wanted, now))
        );
        added.ForEach(entry => entries[entry.OrderId] = entry);
        var asked = due.Concat(added.Select(entry => entry.OrderId)).Concat(StagingWatch.Stale(ledger, moment.OrdersReadAt)).ToHashSet();
        return new Work(start, entries, added, asked);
    }

    /// <summary>Why nothing may be staged at all; null: nothing stands against it.</summary>
    private static string? Obstacle(StockMoment moment, ShopIdentity shop)
    {
        if (moment.Memory.Positions is { } positions && (positions.TillKey != moment.Till.Identity.Key || positions.ShopKey != shop.Key))
        {
            return "Nothing is staged: company database and shop are not those of the last sync. The guard holds the sync as well; once it is approved, staging goes on.";
        }

        if (moment.Till.StagedOrders is not null)
        {
            return null;
        }

        var failed = moment.Till.Failures.FirstOrDefault(failure => failure.Probe == TillProbes.Staging);
        return failed is null
            ? $"{TillProbes.Staging}: The till has no such table, or this login does not see it. Let an administrator run the script that `tillsync db script` prints."
            : $"{TillProbes.Staging}: It could not be read, and so nothing is written to it. {failed.Error}";
    }

    private async Task<IReadOnlyList<StagingStep>> PlanAsync(Work work, StockMoment moment, long runId, CancellationToken cancellationToken)
    {
        var reading =
            work.Asked.Count > 0
                ? await staging.Details.ReadDetailsAsync(work.Asked, cancellationToken)
                : new DetailReading([], moment.OrdersReadAt);
        return StagingPlanner.Plan(
            new StagingInput(
                work.Entries.Values,
                work.Asked,
                reading.Orders.ToDictionary(details => details.Order.OrderId),
                reading.ReadAt,
                (moment.Till.StagedOrders ?? []).ToLookup(row => row.OrderId),
                reading.Orders.Count > 0 ? LineArticles.Of(moment) : LineArticles.None,
                work.Start,
                choice.Since,
                runId,
                time.GetUtcNow()
            )
        );
    }

    private async Task<StagingResult> CarryOutAsync(StagingStep step, LeaseKeeper lease, Work work, long runId)
    {
        var write = step.Write ?? throw new ArgumentException("There is nothing to write.", nameof(step));
        await lease.KeepAsync();
        await SaveAsync(lease, work, null, [step.Entry]);
        var answer = await staging.Table.WriteAsync(write, ports.HardStop);
        var entry = step.Entry;
        if (answer is StagingAnswer.Moved moved)
        {
            // A row that this journal does not know as it is: the journal was restored from an older copy, or another machine has written.
            // It is known now, and tried once more. A process that was overtaken while it slept ends at this save.
            entry = entry with
            {
                StagingId = moved.StagingId,
                Mark = moved.Mark,
            };
            await SaveAsync(lease, work, null, [entry]);
            answer = await staging.Table.WriteAsync(write with { ExpectedMark = moved.Mark }, ports.HardStop);
        }

        var settled = StagingOutcome.Of(step with { Entry = entry }, answer, runId, time.GetUtcNow());
        await SaveAsync(lease, work, null, [settled.IsPending ? WithNextTry(settled) : settled]);
        work.Done.Add(settled.OrderId);
        return ResultOf(step, (answer as StagingAnswer.Done)?.Effect, settled.StagingId);
    }

    /// <summary>What was to be done and is not, is tried again later.</summary>
    private Task PutOffAsync(LeaseKeeper lease, Work work, string failure)
    {
        var now = time.GetUtcNow();
        var open = work.Entries.Values.Where(entry =>
            !work.Done.Contains(entry.OrderId) && (entry.IsPending || work.Asked.Contains(entry.OrderId)) && !(entry.NextTryAt > now)
        );
        return SaveAsync(lease, work, null, [.. open.Select(entry => WithNextTry(entry.IsPending ? Failed(entry, failure, now) : entry))]);
    }

    private static StagedWebOrder Failed(StagedWebOrder entry, string failure, DateTimeOffset now)
    {
        var problem = StagingProblem.Failed(failure);
        return entry with
        {
            Problem = problem.Code,
            Detail = problem.Detail,
            ChangedAt = entry.Problem == problem.Code ? entry.ChangedAt : now,
        };
    }

    private StagedWebOrder WithNextTry(StagedWebOrder entry) =>
        entry with
        {
            Attempts = entry.Attempts + 1,
            NextTryAt = time.GetUtcNow() + RetryDelays[Math.Min(entry.Attempts, RetryDelays.Length - 1)],
        };

    private async Task SaveAsync(LeaseKeeper lease, Work work, DateTimeOffset? since, IReadOnlyList<StagedWebOrder> entries)
    {
        var changed = entries.Where(entry => since is not null || !IsSaved(work, entry)).ToList();
        if (changed.Count > 0 || since is not null)
        {
            await ports.Journal.SaveStagingAsync(lease.Current, new StagingChange(since, changed), CancellationToken.None);
        }

        changed.ForEach(entry => work.Entries[entry.OrderId] = entry);
    }

    private static bool IsSaved(Work work, StagedWebOrder entry) =>
        !work.Added.Contains(entry) && work.Entries.GetValueOrDefault(entry.OrderId) == entry;

    private static StagingResult ResultOf(StagingStep step, StagingEffect? effect, long? stagingId) =>
        new(
            step.Entry.OrderId,
            step.Entry.Number,
            step.Write is StagingWrite.Withdraw ? StagingAction.Withdraw
                : step.Entry.State == StagingState.Wanted ? StagingAction.Stage
                : StagingAction.Change,
            step.Because,
            effect,
            stagingId
        );

    /// <param name="Entries">What the journal says of each order, as it is changed.</param>
    /// <param name="Added">Of these, what it did not have.</param>
    /// <param name="Asked">Orders that the shop is asked for.</param>
    private sealed record Work(
        StagingStart Start,
        Dictionary<long, StagedWebOrder> Entries,
        IReadOnlyList<StagedWebOrder> Added,
        IReadOnlySet<long> Asked
    )
    {
        /// <summary>Orders that are dealt with.</summary>
        public HashSet<long> Done { get; } = [];
    }
}
