using Tillsync.Core.Applying;
using Tillsync.Core.Planning;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Recording;

/// <summary>Record, for new products: what was meant, what came of it, and what an earlier run left open.</summary>
internal sealed class CreationRecorder(IJournal journal, TimeProvider time)
{
    public async Task RecordOutcomeAsync(LeaseKeeper lease, RunTally tally, PlannedCreation creation, long id, CreateOutcome outcome)
    {
        var now = time.GetUtcNow();
        tally.Add(new CreationResult(creation, outcome));
        switch (outcome)
        {
            case CreateOutcome.Created { Listing: var listing }:
                // A number that is not the one sent, or another SKU, is the next sync's business: it looks at the listing.
                var isAsSent = listing.Quantity == creation.Quantity.Quantity && listing.Sku == creation.Sku;
                var record = new ListingRecord(
                    listing.Id,
                    creation.Sku,
                    MappingOrigin.EqualSku,
                    now,
                    listing.Quantity,
                    now,
                    NeedsLook: !isAsSent
                );
                await SettleAsync(lease, new CreationSettlement(id, IntentState.Accepted, null, listing.Id, record));
                await ClearAsync(lease, tally, creation.Sku);
                break;
            case CreateOutcome.Refused refused:
                await SettleAsync(lease, new CreationSettlement(id, IntentState.Refused, $"{refused.Code}: {refused.Reason}", null, null));
                await ParkAsync(lease, tally, creation.Sku, refused.Code, $"The shop did not make the product: {refused.Reason}", now);
                break;
            case CreateOutcome.Unknown unknown:
                await SettleAsync(lease, new CreationSettlement(id, IntentState.Unknown, unknown.Cause, null, null));
                tally.LookAgain(creation.Sku, isUnknown: true);
                break;
        }
    }

    /// <summary>A request that certainly made nothing leaves no doubt behind.</summary>
    public Task RecordNothingMadeAsync(LeaseKeeper lease, long id, string cause) =>
        SettleAsync(lease, new CreationSettlement(id, IntentState.Refused, $"Nothing was made: {cause}", null, null));

    /// <summary>
    /// After a pass has looked for what earlier requests may have made: a product with the SKU is theirs; where there is none, the article may be
    /// made again, by a later run and not by one that has just been told nothing.
    /// </summary>
    public async Task SettleOpenAsync(LeaseKeeper lease, RunTally tally, CyclePass pass)
    {
        var now = time.GetUtcNow();
        foreach (var open in pass.Moment.Memory.Creations.Where(creation => creation.IsOpen && pass.Covers(creation.Sku)))
        {
            var found = pass.Listings.FindBySku(open.Sku) is [var listing, ..] ? listing.Id : (ListingId?)null;
            var text = found is { } id ? $"Looked for: it is product {id}." : "Looked for: the shop has no such SKU.";
            await SettleAsync(lease, new CreationSettlement(open.CreationId, IntentState.Resolved, text, found, null));
            if (found is null && open.RunId == tally.RunId && pass.Plan.Unmapped.Contains(open.Sku))
            {
                await ParkAsync(lease, tally, open.Sku, "creation_lost", Lost, now);
            }
        }
    }

    private Task SettleAsync(LeaseKeeper lease, CreationSettlement settlement) =>
        journal.SettleCreationAsync(lease.Current, settlement, CancellationToken.None);

    private async Task ParkAsync(LeaseKeeper lease, RunTally tally, Sku sku, string code, string reason, DateTimeOffset now)
    {
        var before = tally.First.Moment.Memory.Parked.GetValueOrDefault(sku);
        var item = PlanRecorder.NextTry(before, sku, null, code, reason, now);
        tally.Park(item);
        await journal.SaveParkedAsync(lease.Current, [item], [], CancellationToken.None);
    }

    private async Task ClearAsync(LeaseKeeper lease, RunTally tally, Sku sku)
    {
        if (tally.First.Moment.Memory.Parked.ContainsKey(sku))
        {
            await journal.SaveParkedAsync(lease.Current, [], [sku], CancellationToken.None);
        }
    }

    private const string Lost = "The shop gave no answer when it was to make the product, and does not have it now; it is tried again.";
}
