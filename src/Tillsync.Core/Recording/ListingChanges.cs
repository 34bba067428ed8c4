using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Recording;

/// <summary>What a pass has found out about listings, as the journal is to have it before anything is sent. Pure.</summary>
internal static class ListingChanges
{
    public static (IReadOnlyList<ListingRecord> Changed, IReadOnlyList<ListingId> Forgotten) Of(CyclePass pass, DateTimeOffset now)
    {
        var memory = pass.Moment.Memory;
        var known = memory.Listings.Values.Concat(memory.Ended).ToDictionary(record => record.Listing);
        var changed = memory
            .NewlyEnded.Where(record => IsMeant(pass, record.Sku) && !pass.Plan.NotEnded.Contains(record.Listing))
            .ToDictionary(record => record.Listing);
        foreach (var found in pass.Plan.InSync)
        {
            var record = new ListingRecord(found.Listing.Id, found.Sku, found.Origin, now, found.Listing.Quantity, now, NeedsLook: false);
            changed[record.Listing] = Keep(record with { Hidden = found.Hidden }, known, found.EndedAt);
        }

        foreach (var write in pass.Plan.Writes)
        {
            var record = new ListingRecord(write.Listing, write.Sku, write.Origin, now, write.From, now, NeedsLook: true);
            // Before it is sent: whatever becomes of the write, what it is to put back is known.
            changed[record.Listing] = Keep(record with { Hidden = write.Hidden }, known, write.EndedAt);
        }

        // The positions may move past what an order kept from being written: this mark alone brings it back.
        foreach (var item in pass.Plan.Deferred)
        {
            changed[item.Listing] = InDoubt(item, known, now);
        }

        var waiting = pass
            .Plan.StockUnknown.Select(item => item.Sku)
            .Concat(pass.Plan.Blocked.Select(item => item.Sku))
            .Concat(pass.Plan.Absent)
            .Select(sku => memory.Listings.GetValueOrDefault(sku))
            .OfType<ListingRecord>()
            .Concat(
                memory
                    .NewlyEnded.Where(record => pass.Plan.NotEnded.Contains(record.Listing))
                    .Select(record => record with { EndedAt = null })
            );
        foreach (var record in waiting.Where(record => record.NeedsLook || pass.Moment.Moved.Contains(record.Listing)))
        {
            changed.TryAdd(record.Listing, GiveUp(record));
        }

        var forgotten = new List<ListingId>();
        LetGo(pass, changed, forgotten, now);
        SettleEnded(pass, changed, forgotten);
        DatePhaseOuts(pass, changed, forgotten);
        return ([.. changed.Values], forgotten);
    }

    /// <summary>What somebody decided about a mapping stays with it.</summary>
    private static ListingRecord Keep(ListingRecord record, Dictionary<ListingId, ListingRecord> known, DateTimeOffset? endedAt) =>
        known.TryGetValue(record.Listing, out var before) && before.Sku == record.Sku
            ? record with
            {
                EndedAt = endedAt,
                EndedBy = endedAt is null ? null : before.EndedBy,
                SetBy = before.SetBy,
                ShopSku = before.ShopSku,
                PhasedOutAt = before.PhasedOutAt,
            }
            : record with
            {
                EndedAt = endedAt,
            };

    private static ListingRecord InDoubt(DeferredItem item, Dictionary<ListingId, ListingRecord> known, DateTimeOffset now) =>
        known.TryGetValue(item.Listing, out var before) && before.Sku == item.Sku
            ? before with
            {
                EndedAt = item.EndedAt,
                NeedsLook = true,
            }
            : new ListingRecord(item.Listing, item.Sku, item.Origin, now, null, null, NeedsLook: true)
            {
                EndedAt = item.EndedAt,
                Hidden = before?.Hidden,
            };

    /// <summary>
    /// Without a number to bring it to, or while it must not be written, a look would settle nothing, and the mark would call for a sync for
    /// ever. What was acknowledged is believed no longer, so that the listing is read as soon as it can be brought to a number again. So it is
    /// where orders have moved the listing, since the picture of the orders that would tell so goes on.
    /// </summary>
    private static ListingRecord GiveUp(ListingRecord record) =>
        record with
        {
            Acknowledged = null,
            AcknowledgedAt = null,
            NeedsLook = false,
        };

    /// <summary>
    /// Listings that are no longer their article's: the article has another now, the shop has none, or neither exists any more. One that
    /// lost its SKU is nobody's and would go on selling what it shows: its mapping has ended. One with another SKU is another's business.
    /// </summary>
    private static void LetGo(CyclePass pass, Dictionary<ListingId, ListingRecord> changed, List<ListingId> forgotten, DateTimeOffset now)
    {
        var listingOf = changed.Values.Where(record => record.EndedAt is null).ToDictionary(record => record.Sku, record => record.Listing);
        var unmapped = pass.Plan.Unmapped.ToHashSet();
        var gone = pass.Decisions.OfType<Deciding.Decision.PhaseOut>().Select(decision => decision.Sku).ToHashSet();
        foreach (var record in pass.Moment.Memory.Listings.Values.Where(record => WasRead(pass, record.Sku)))
        {
            var shown = pass.Listings.Find(record.Listing);
            var isLeft = listingOf.TryGetValue(record.Sku, out var other) ? other != record.Listing : unmapped.Contains(record.Sku);
            if (changed.ContainsKey(record.Listing))
            {
                continue;
            }

            if (isLeft && shown is { Sku: null, Status: not ListingStatus.Trashed })
            {
                changed[record.Listing] = record with { EndedAt = now, NeedsLook = true };
            }
            else if (isLeft || (gone.Contains(record.Sku) && IsGone(shown) && !(shown is not null && record.IsDecided)))
            {
                forgotten.Add(record.Listing);
            }
        }
    }

    /// <summary>Ended mappings whose listing is gone for good, or keeps no number that could be taken to zero.</summary>
    private static void SettleEnded(CyclePass pass, Dictionary<ListingId, ListingRecord> changed, List<ListingId> forgotten)
    {
        var planned = pass
            .Plan.InSync.Select(found => found.Listing.Id)
            .Concat(pass.Plan.Writes.Select(write => write.Listing))
            .Concat(pass.Plan.Deferred.Select(item => item.Listing))
            .ToHashSet();
        var looked = pass
            .Moment.Memory.Ended.Where(record => pass.Scope.IsWhole || pass.Scope.Ids.Contains(record.Listing))
            .Where(record => !pass.Plan.NotEnded.Contains(record.Listing) || pass.Listings.Find(record.Listing) is null);
        foreach (var record in looked.Where(record => !changed.TryGetValue(record.Listing, out var now) || now.EndedAt == record.EndedAt))
        {
            if (pass.Listings.Find(record.Listing) is null)
            {
                changed.Remove(record.Listing);
                forgotten.Add(record.Listing);
            }
            else if (!planned.Contains(record.Listing))
            {
                changed[record.Listing] = GiveUp(record);
            }
        }
    }

    /// <summary>From when on the grace period counts; over when the article is for sale again.</summary>
    private static void DatePhaseOuts(CyclePass pass, Dictionary<ListingId, ListingRecord> changed, List<ListingId> forgotten)
    {
        var recordOf = pass
            .Moment.Memory.Listings.Values.Where(record => !forgotten.Contains(record.Listing))
            .ToDictionary(record => record.Sku);
        foreach (var record in changed.Values.Where(record => record.EndedAt is null))
        {
            recordOf[record.Sku] = record;
        }

        foreach (var decision in pass.Decisions.Where(decision => decision is not Deciding.Decision.Restore))
        {
            if (
                recordOf.TryGetValue(decision.Sku, out var record)
                && record.EndedAt is null
                && (decision is Deciding.Decision.PhaseOut) == (record.PhasedOutAt is null)
            )
            {
                var since = decision is Deciding.Decision.PhaseOut ? pass.Moment.Till.ReadAt : (DateTimeOffset?)null;
                changed[record.Listing] = record with { PhasedOutAt = since };
            }
        }
    }

    private static bool IsMeant(CyclePass pass, Sku sku) => pass.IsFull || pass.Decisions.Any(decision => decision.Sku == sku);

    private static bool IsGone(ShopListing? listing) => listing is null or { Status: ListingStatus.Trashed };

    private static bool WasRead(CyclePass pass, Sku sku) => pass.Scope.Articles?.Contains(sku) ?? true;
}
