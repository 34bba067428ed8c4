using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Core;

/// <summary>
/// Finds orders that the till has come to know, or knows no more, while neither the order nor an article changed: a staging row that is
/// applied now, a document that was posted, a row that was cleaned up. Nothing of it is in a list of changes, so the decision tells. Pure.
/// </summary>
internal static class KnowledgeChanges
{
    /// <returns>Orders that hold stock, or did, of articles whose number is no longer the acknowledged one.</returns>
    public static int Count(StockMoment moment, StockPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(moment);
        ArgumentNullException.ThrowIfNull(policy);
        var records = moment.Memory.Listings.Values.ToDictionary(record => record.Listing);
        // One that was cancelled and thrown away since holds nothing any more, and the journal has it as it was.
        var held = moment
            .Orders.Concat(moment.Memory.Orders)
            .Where(order => order.HoldsStock)
            .GroupBy(order => order.OrderId, order => order.Lines)
            .Select(lines =>
                lines
                    .SelectMany(line => line)
                    .Select(line => line.Listing is { } id ? records.GetValueOrDefault(id) : null)
                    .OfType<Recording.ListingRecord>()
            )
            .Select(found => moment.WithSameStock(found.Select(record => record.Sku).ToHashSet()))
            .ToList();
        var asked = held.SelectMany(skus => skus).ToHashSet();
        if (asked.Count == 0)
        {
            return 0;
        }

        var changed = Changed(moment, policy, asked);
        return held.Count(changed.Overlaps);
    }

    private static HashSet<Sku> Changed(StockMoment moment, StockPolicy policy, HashSet<Sku> asked)
    {
        var few = moment with { Articles = [.. moment.Articles.Where(article => asked.Contains(article.Sku))] };
        return
        [
            .. few.Decide(few.Reserve(policy), policy)
                .Where(decision => asked.Contains(decision.Sku) && decision.Target is { } target && IsOther(few, decision.Sku, target))
                .Select(decision => decision.Sku),
        ];
    }

    /// <summary>What waits for another look or another try has an event of its own.</summary>
    private static bool IsOther(StockMoment moment, Sku sku, ListedQuantity target) =>
        !moment.Memory.Parked.ContainsKey(sku)
        && moment.Memory.Listings.GetValueOrDefault(sku) is { NeedsLook: false, Acknowledged: { } shown }
        && shown != target.Quantity;
}
