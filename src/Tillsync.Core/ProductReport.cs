using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Core;

/// <summary>
/// Tells where every article stands: one read of the till, the journal, and nothing of the shop. What the shop shows is what it last
/// confirmed; `verify` asks it.
/// </summary>
public sealed class ProductReport(ITill till, IJournal journal, CycleOptions options)
{
    private static readonly string[] ConflictCodes = ["sku_conflict", "sku_twice", "listing_shared", "mapping_conflict"];

    /// <summary>Every web item and every article that a listing is kept for, once each, in order of SKU.</summary>
    public async Task<IReadOnlyList<ProductRow>> TakeAsync(CancellationToken cancellationToken)
    {
        var memory = await JournalMemory.ReadAsync(journal, cancellationToken);
        var moment = await JournalMoment.ReadAsync(till, memory, options, cancellationToken);
        var rows = new List<ProductRow>();
        foreach (var row in Judge(moment, options.Policy, await ReadHeldAsync(cancellationToken)))
        {
            var last = await journal.ReadSkuIntentsAsync(row.Sku, 1, cancellationToken);
            rows.Add(row with { LastWrite = last.Count > 0 ? last[0] : null });
        }

        return rows;
    }

    /// <summary>The same from what was read, without the last writes. Pure.</summary>
    /// <param name="held">Articles that a plan which waits for approval would write, with its checksum.</param>
    public static IReadOnlyList<ProductRow> Judge(StockMoment moment, StockPolicy policy, IReadOnlyDictionary<Sku, string> held)
    {
        ArgumentNullException.ThrowIfNull(moment);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(held);
        var items = new Dictionary<Sku, TillItem>();
        foreach (var item in moment.Articles)
        {
            items.TryAdd(item.Sku, item);
        }

        var soldInOtherUnits = moment.SoldInOtherUnits();
        var ended = moment.Ended(policy).ToLookup(each => each.Sku);
        var endedRecords = moment.Memory.Ended.ToDictionary(record => record.Listing);
        return
        [
            .. moment
                .Decide(moment.Reserve(policy), policy)
                .Select(decision =>
                {
                    var was = ended[decision.Sku].Select(each => endedRecords[each.Listing]).LastOrDefault();
                    var record = moment.Memory.Listings.GetValueOrDefault(decision.Sku) ?? was;
                    var (state, reason) = StateOf(decision, record, moment, held);
                    return new ProductRow(decision.Sku, items.GetValueOrDefault(decision.Sku), state, reason, decision, record);
                })
                .Where(row => row.State != ProductState.Unmapped || !soldInOtherUnits.Contains(row.Sku)),
        ];
    }

    private static (ProductState State, string Reason) StateOf(
        Decision decision,
        ListingRecord? record,
        StockMoment moment,
        IReadOnlyDictionary<Sku, string> held
    )
    {
        var sku = decision.Sku;
        if (moment.Memory.Parked.TryGetValue(sku, out var parked))
        {
            return (ConflictCodes.Contains(parked.Code) ? ProductState.Conflict : ProductState.Parked, parked.Reason);
        }

        if (moment.MappedTo.TryGetValue(sku, out var mapped) && mapped is not { Against: null, SharedWith: null })
        {
            return (ProductState.Conflict, "Its mapping contradicts another; `tillsync map list --state conflict` tells which.");
        }

        if (decision is Decision.Unknown unknown)
        {
            return (ProductState.Unknown, unknown.Detail);
        }

        var isRight = record is { EndedAt: null } && IsShown(record, decision);
        if (!isRight && held.TryGetValue(sku, out var checksum))
        {
            return (ProductState.Held, $"Plan {checksum} waits for approval.");
        }

        return decision switch
        {
            Decision.PhaseOut phaseOut => (ProductState.PhasedOut, phaseOut.Detail),
            _ when record is { EndedAt: not null } => (ProductState.PhasedOut, $"Listing {record.Listing} is no longer mapped to it."),
            _ when isRight => (ProductState.InSync, ""),
            _ when record is null && !moment.MappedTo.ContainsKey(sku) && moment.Memory.Unmapped.Contains(sku) => (
                ProductState.Unmapped,
                "The shop has no listing with this SKU."
            ),
            _ when record is null => (ProductState.Changed, "No sync has looked for its listing yet."),
            _ => (ProductState.Changed, ""),
        };
    }

    private static bool IsShown(ListingRecord record, Decision decision) =>
        record is { NeedsLook: false, Acknowledged: { } shown }
        && shown == decision.Target?.Quantity
        && AppearanceRule.IsAsDecided(decision, record.Listing, record.Hidden);

    private async Task<Dictionary<Sku, string>> ReadHeldAsync(CancellationToken cancellationToken)
    {
        var held = new Dictionary<Sku, string>();
        foreach (var plan in await journal.ReadHeldPlansAsync(cancellationToken))
        {
            foreach (
                var write in plan.State == HeldPlanState.Held ? await journal.ReadHeldWritesAsync(plan.Checksum, cancellationToken) : []
            )
            {
                held.TryAdd(write.Sku, plan.Checksum);
            }
        }

        return held;
    }
}
