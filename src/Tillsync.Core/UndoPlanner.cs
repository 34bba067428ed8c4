using Tillsync.Core.Deciding;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Core;

/// <summary>What an undo is planned from.</summary>
/// <param name="Intents">What the run meant to write, in order.</param>
/// <param name="LaterIntents">What other runs meant to write to the same articles after it.</param>
/// <param name="Records">The listings that are kept now.</param>
/// <param name="Listings">The same as the shop shows them now.</param>
/// <param name="Touched">Listings on orders that changed since the run began, with the order.</param>
internal sealed record UndoInput(
    long RunId,
    IReadOnlyList<Intent> Intents,
    IReadOnlyDictionary<Sku, IReadOnlyList<Intent>> LaterIntents,
    IReadOnlyDictionary<Sku, ListingRecord> Records,
    Listings Listings,
    IReadOnlyDictionary<ListingId, long> Touched
);

/// <summary>What an undo leaves alone, and what the guard measures it by.</summary>
/// <param name="ListingsKept">Listings that Tillsync keeps, the run's own and all others.</param>
internal sealed record UndoFindings(IReadOnlyList<BlockedItem> LeftAlone, int ListingsKept);

/// <summary>
/// Plans how to take a run back: a listing gets the number that it showed before, and comes back into sight where the run hid it, if nobody has touched it since. Where anything speaks
/// against that, it is left as it is, with the reason. Pure.
/// </summary>
internal static class UndoPlanner
{
    public static (IReadOnlyList<PlannedWrite> Writes, IReadOnlyList<BlockedItem> LeftAlone) Plan(UndoInput input)
    {
        var writes = new List<PlannedWrite>();
        var leftAlone = new List<BlockedItem>();
        foreach (var ofArticle in input.Intents.Where(intent => intent.State != IntentState.Refused).GroupBy(intent => intent.Sku))
        {
            var intents = ofArticle.ToList();
            if (Problem(intents, input) is { } problem)
            {
                leftAlone.Add(problem);
            }
            else if (Restore(intents, input) is { } write)
            {
                writes.Add(write);
            }
        }

        return (PlanOrder.Sort(writes), [.. leftAlone.OrderBy(item => item.Sku)]);
    }

    /// <returns>Null when the run has left number and appearance as they were.</returns>
    private static PlannedWrite? Restore(List<Intent> intents, UndoInput input)
    {
        var (first, last) = (intents[0], intents[^1]);
        var hid = intents.FindLast(intent => intent.Hid is not null)?.Hid;
        var appearance = input.Listings.Find(last.Listing) is { } listing ? AppearanceRule.Restore(listing, hid).Change : null;
        if (first.From is not { } before || (before == last.To.Quantity && appearance is null))
        {
            return null;
        }

        var record = input.Records[last.Sku]; // An article without one is left alone.
        var to = new ListedQuantity(before);
        return new PlannedWrite(
            last.Listing,
            last.Sku,
            last.To.Quantity,
            to,
            TakesOver: false,
            new Decision.Restore(last.Sku, to, input.RunId)
        )
        {
            Origin = record.Origin,
            Appearance = appearance,
            Hidden = record.Hidden,
        };
    }

    private static BlockedItem? Problem(List<Intent> intents, UndoInput input) =>
        ProblemOfRun(intents) ?? ProblemSince(intents[^1], input) ?? ProblemOfListing(intents[^1], input);

    /// <summary>What the run itself did to the article.</summary>
    private static BlockedItem? ProblemOfRun(List<Intent> intents)
    {
        var last = intents[^1];
        if (intents.Find(intent => intent.Delta is null) is { } taken)
        {
            return LeftAlone(
                taken,
                "taken_over",
                "It was taken over: before that the shop kept no number of its own that could be restored. Set it in the shop."
            );
        }

        if (intents.Exists(intent => intent.Listing != last.Listing))
        {
            return LeftAlone(last, "other_listing", "The run wrote to two listings of this article.");
        }

        return last.State is IntentState.Intended or IntentState.Unknown
            ? LeftAlone(last, "outcome_unknown", "What became of the write is not known; the next sync looks at it first.")
            : null;
    }

    private static BlockedItem? ProblemSince(Intent last, UndoInput input)
    {
        if (!input.Records.TryGetValue(last.Sku, out var record) || record.Listing != last.Listing)
        {
            return LeftAlone(last, "other_listing", "The listing is no longer kept for this article.");
        }

        if (input.LaterIntents.GetValueOrDefault(last.Sku)?.FirstOrDefault(later => later.State != IntentState.Refused) is { } later)
        {
            var change = $"{later.From?.ToString() ?? "none"} -> {later.To}";
            return LeftAlone(last, "written_since", $"Run {later.RunId} has written it since ({change}).");
        }

        return input.Touched.TryGetValue(last.Listing, out var order)
            ? LeftAlone(last, "order_since", $"Web order {order} with this listing was placed or changed since that run.")
            : null;
    }

    /// <summary>What the shop shows now.</summary>
    private static BlockedItem? ProblemOfListing(Intent last, UndoInput input)
    {
        if (input.Listings.Find(last.Listing) is not { } listing)
        {
            return LeftAlone(last, "listing_missing", "The shop no longer has the listing.");
        }

        if (ListingCheck.Problem(listing, takesOverUnmanaged: false) is { } blocked)
        {
            return LeftAlone(last, blocked.Code, blocked.Reason);
        }

        // Somebody may have mapped it knowing that it carries another one, as a variation without a SKU shows its product's.
        if (listing.Sku is { } sku && sku != last.Sku && sku != input.Records.GetValueOrDefault(last.Sku)?.ShopSku)
        {
            return LeftAlone(last, "sku_conflict", $"The listing's SKU in the shop is '{sku}' now.");
        }

        return listing.Quantity != last.To.Quantity
            ? LeftAlone(
                last,
                "shows_other",
                $"The shop shows {listing.Quantity?.ToString() ?? "no number"}, the run left {last.To}: somebody has moved it since."
            )
            : null;
    }

    private static BlockedItem LeftAlone(Intent intent, string code, string reason) => new(intent.Sku, intent.Listing, code, reason);
}
