using System.Globalization;
using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Core.Staging;
using Tillsync.Core.Stock;

namespace Tillsync.Core;

/// <summary>Answers "is a sync needed, and why?" Reads the till, the journal and, at most once, the shop; writes nothing.</summary>
public sealed class SyncCheck(ITill till, IShop shop, IJournal journal, CycleOptions options, TimeProvider time)
{
    /// <summary>A probe that fails makes the answer yes, with the error as reason; only a broken journal raises an exception.</summary>
    public async Task<CheckResult> RunAsync(TimeSpan threshold, CancellationToken cancellationToken)
    {
        var positions = await journal.ReadPositionsAsync(cancellationToken);
        var failures = new List<ProbeFailure>();
        if (positions is null)
        {
            return ChangeDetector.Check(Input(null, threshold, null, null, failures));
        }

        var rules = new StockRules(await journal.ReadRulesAsync(cancellationToken));
        // Till and shop do not wait for each other: the check is as slow as the slower of the two.
        var shopTask = ReadOrdersAsync(positions, failures, cancellationToken);
        var reading = (await ReadTillAsync(failures, cancellationToken))?.Under(rules);
        var (orders, after) = await shopTask;
        var known = await journal.ReadOrdersAsync(cancellationToken);
        var ledger = options.Staging is null ? StagingLedger.Empty : await journal.ReadStagingAsync(cancellationToken);
        var input = Input(positions, threshold, reading, orders, failures) with
        {
            Policy = options.Policy.With(rules),
            Remembered = await journal.ReadItemsAsync(cancellationToken),
            // A row of our own is no news.
            KnownStagedOrders = (await journal.ReadStagedOrderIdsAsync(cancellationToken))
                .Concat(ledger.Orders.Select(entry => entry.StagingId).OfType<long>())
                .ToHashSet(),
            KnownOrders = known,
            DueWork = await CountDueWorkAsync(cancellationToken),
            OrdersToStage = await CountToStageAsync(
                ledger,
                new StagingSight(reading, OrderMirror.Merge(known, orders ?? []), positions, after),
                failures,
                cancellationToken
            ),
        };
        var result = ChangeDetector.Check(input);
        // Most checks end here; only one that would say no takes the second look.
        return result.IsNeeded || reading is null || orders is null
            ? result
            : await LookAgainAsync(input, reading, orders, after, cancellationToken);
    }

    private async Task<CheckResult> LookAgainAsync(
        DetectInput input,
        TillReading reading,
        IReadOnlyList<WebOrder> changed,
        DateTimeOffset after,
        CancellationToken cancellationToken
    )
    {
        var memory = await JournalMemory.ReadAsync(journal, cancellationToken);
        var readAt = input.Positions!.OrdersReadAt; // A storefront that was never synced is not looked at again.
        var moment = new StockMoment(reading, OrderMirror.Merge(memory.Orders, changed), readAt, memory);
        var failures = input.Failures.ToList();
        if (moment.SharesStock)
        {
            // An order that was placed and thrown away since holds units, and is in no list of changes. Its own listing the shop has lowered itself; others
            // of that stock nobody has.
            var trashed = await ReadTrashAsync(after, failures, cancellationToken);
            moment = new StockMoment(reading, OrderMirror.Merge(moment.Orders, trashed), readAt, memory);
        }

        var reknown = await CountReknownAsync(moment, failures, cancellationToken);
        return ChangeDetector.Check(input with { Failures = failures, ReknownOrders = reknown });
    }

    private async Task<int> CountReknownAsync(StockMoment moment, List<ProbeFailure> failures, CancellationToken cancellationToken)
    {
        try
        {
            return KnowledgeChanges.Count(await moment.WithStagedLinesAsync(till, options.Policy, cancellationToken), options.Policy);
        }
        catch (TillException exception)
        {
            Add(failures, FailureOf(exception));
            return 0;
        }
    }

    private static ProbeFailure FailureOf(TillException exception) => new(exception.Subject, $"{exception.Cause} {exception.Advice}");

    private DetectInput Input(
        Positions? positions,
        TimeSpan threshold,
        TillReading? reading,
        IReadOnlyList<WebOrder>? orders,
        List<ProbeFailure> failures
    ) => new(positions, [], new HashSet<long>(), [], reading, orders, failures, 0, options.Policy, threshold, time.GetUtcNow());

    private async Task<TillReading?> ReadTillAsync(List<ProbeFailure> failures, CancellationToken cancellationToken)
    {
        try
        {
            return await till.ReadAsync(cancellationToken);
        }
        catch (TillException exception)
        {
            Add(failures, FailureOf(exception));
            return null;
        }
    }

    /// <returns>Null for orders that cannot be read; and from when on the reading is complete.</returns>
    private async Task<(IReadOnlyList<WebOrder>? Orders, DateTimeOffset After)> ReadOrdersAsync(
        Positions positions,
        List<ProbeFailure> failures,
        CancellationToken cancellationToken
    )
    {
        var position = positions.OrdersReadAt - OrderMirror.ReadOverlap;
        try
        {
            var (reading, after) = await ChangedOrders.ReadAsync(shop, position, positions.OrdersRead, cancellationToken);
            if (ChangedOrders.IsBehind(reading, positions.OrdersRead))
            {
                var text = string.Create(
                    CultureInfo.InvariantCulture,
                    $"The shop's clock is behind where it was when its orders were last read ({reading.ReadAt:yyyy-MM-dd HH:mm:ss} after {positions.OrdersReadAt:yyyy-MM-dd HH:mm:ss}), so changes could be missed. The sync reads them all."
                );
                Add(failures, new ProbeFailure(TillProbes.ShopOrders, text));
            }

            return (reading.Orders, after);
        }
        catch (ShopException exception)
        {
            Add(failures, new ProbeFailure(TillProbes.ShopOrders, $"{exception.Subject}: {exception.Cause} {exception.Advice}"));
            return (null, position);
        }
    }

    /// <summary>
    /// Orders in the trash are asked for only where one of them could stand in the till's table: the till must not create it.
    /// </summary>
    private async Task<int?> CountToStageAsync(
        StagingLedger ledger,
        StagingSight sight,
        List<ProbeFailure> failures,
        CancellationToken cancellationToken
    )
    {
        if (options.Staging is not { } choice)
        {
            return null;
        }

        var orders = sight.Orders;
        if (ledger.Orders.Any(entry => entry.IsOpen))
        {
            orders = OrderMirror.Merge(orders, await ReadTrashAsync(sight.After, failures, cancellationToken));
        }

        var now = time.GetUtcNow();
        var start = StagingStart.Of(ledger.Since, choice.Since, sight.Till?.StagedOrders ?? [], sight.Positions.OrdersReadAt, now);
        var due = StagingWatch.Due(ledger, orders, start.Since, now).Count;
        return due > 0 || (start.IsNew && sight.Till is not null) ? due : null;
    }

    private async Task<IReadOnlyList<WebOrder>> ReadTrashAsync(
        DateTimeOffset after,
        List<ProbeFailure> failures,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return (await shop.ReadTrashedOrdersAsync(after, cancellationToken)).Orders;
        }
        catch (ShopException exception)
        {
            Add(failures, new ProbeFailure(TillProbes.ShopOrders, $"{exception.Subject}: {exception.Cause} {exception.Advice}"));
            return [];
        }
    }

    private static void Add(List<ProbeFailure> failures, ProbeFailure failure)
    {
        lock (failures)
        {
            failures.Add(failure);
        }
    }

    private async Task<int> CountDueWorkAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var parked = await journal.ReadParkedAsync(cancellationToken);
        var open = (await journal.ReadOpenIntentsAsync(cancellationToken)).Select(intent => intent.Sku);
        var made = (await journal.ReadCreationsAsync(cancellationToken))
            .Where(creation => creation.IsOpen)
            .Select(creation => creation.Sku);
        var look = (await journal.ReadListingsAsync(cancellationToken)).Where(record => record.NeedsLook).Select(record => record.Sku);
        // A sync leaves what is parked alone until its next try, whatever else is open about it: calling for one earlier would be in vain.
        var waiting = parked.Where(item => item.NextTryAt > now).Select(item => item.Sku);
        return parked.Select(item => item.Sku).Concat(open).Concat(made).Concat(look).Except(waiting).Count();
    }

    /// <summary>What is known of orders when a check asks which of them want staging.</summary>
    private sealed record StagingSight(TillReading? Till, IReadOnlyList<WebOrder> Orders, Positions Positions, DateTimeOffset After);
}
