using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Doctor.Checks;

/// <summary>Listings that show a number which neither Tillsync nor a web order put there: somebody else writes stock.</summary>
internal sealed class ForeignWritersCheck : IDoctorCheck
{
    /// <summary>Three requests; a plugin or a person that writes stock shows among so many.</summary>
    private const int ListingsMax = 300;

    private const int ExamplesMax = 10;

    public string Name => "Foreign writers";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken)
    {
        await scene.ShopProfile.GetAsync(cancellationToken);
        var memory = (await scene.Journal.GetAsync(cancellationToken)).Memory;
        var kept = memory
            .Listings.Values.Where(record => record is { Acknowledged: not null, NeedsLook: false })
            .OrderByDescending(record => record.AcknowledgedAt)
            .Take(ListingsMax)
            .ToList();
        if (memory.Positions is not { } positions || kept.Count == 0)
        {
            return Diagnosis.Pass("Not known before the first full sync.");
        }

        var shown = await scene.Shop.ReadListingsAsync([.. kept.Select(record => record.Listing)], cancellationToken);
        // After the listings: an order that was placed in between explains its listing, too.
        var since = positions.OrdersReadAt - OrderMirror.ReadOverlap;
        var orders = (await scene.Shop.ReadChangedOrdersAsync(since, cancellationToken)).Orders;
        return Judge(kept, shown, orders, memory.OpenIntents);
    }

    public static Diagnosis Judge(
        IReadOnlyList<ListingRecord> kept,
        IReadOnlyList<ShopListing> shown,
        IReadOnlyList<WebOrder> changedOrders,
        IReadOnlyList<Intent> open
    )
    {
        var now = shown.ToDictionary(listing => listing.Id);
        var explained = changedOrders
            .SelectMany(order => order.Lines)
            .Select(line => line.Listing)
            .OfType<ListingId>()
            .Concat(open.Select(intent => intent.Listing))
            .ToHashSet();
        var strange = kept.Where(record =>
                now.TryGetValue(record.Listing, out var listing)
                && listing is { Management: StockManagement.Managed, Quantity: { } quantity }
                && quantity != record.Acknowledged
                && !explained.Contains(record.Listing)
            )
            .ToList();
        return strange.Count == 0
            ? Diagnosis.Pass($"None of {kept.Count} listings shows a number that is not explained.")
            : Diagnosis.Warn(
                $"{strange.Count} of {kept.Count} listings show a number that neither Tillsync nor a web order put there.",
                "Somebody edits stock in the shop, or a plugin does. The till's number comes back with the next full sync; put changes into the till.",
                strange
                    .Take(ExamplesMax)
                    .Select(record => $"{record.Sku} ({record.Listing}): {record.Acknowledged} -> {now[record.Listing].Quantity}")
            );
    }
}
