using System.Globalization;
using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Doctor.Checks;

/// <summary>Listings that show a number which neither Tillsync nor a web order put there: somebody else writes stock.</summary>
internal sealed class ForeignWritersCheck : IDoctorCheck
{
    /// <summary>Fifty requests. A shop that has more shows a foreign writer among so many, and <c>verify</c> looks at all of them.</summary>
    private const int ListingsMax = 5000;

    /// <summary>A request's worth; after each the time is looked at.</summary>
    private const int ChunkSize = 100;

    private const int ExamplesMax = 10;

    /// <summary>Half of what a check may take: a slow shop is looked at in part, and the check says so.</summary>
    private static readonly TimeSpan ReadTimeMax = DoctorRunner.LimitDefault / 2;

    public string Name => "Foreign writers";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken)
    {
        await scene.ShopProfile.GetAsync(cancellationToken);
        var memory = (await scene.Journal.GetAsync(cancellationToken)).Memory;
        var kept = memory
            .Listings.Values.Where(record => record is { Acknowledged: not null, NeedsLook: false })
            .OrderByDescending(record => record.AcknowledgedAt)
            .ToList();
        if (memory.Positions is not { } positions || kept.Count == 0)
        {
            return Diagnosis.Pass("Not known before the first full sync.");
        }

        var (looked, shown) = await ReadAsync(scene, kept, cancellationToken);
        // After the listings: an order that was placed in between explains its listing, too.
        var since = positions.OrdersReadAt - OrderMirror.ReadOverlap;
        var orders = (await scene.Shop.ReadChangedOrdersAsync(since, cancellationToken)).Orders;
        // And what a sync that goes on beside this has written meanwhile is no stranger's.
        var (now, open) = await scene.ReadListingsAgainAsync(cancellationToken);
        var unchanged = now.ToHashSet();
        return Judge(
            [.. looked.Where(unchanged.Contains)],
            shown,
            orders,
            [.. memory.OpenIntents, .. open],
            looked.Count < kept.Count ? kept.Count : null
        );
    }

    /// <param name="keptCount">How many are kept, where not all of them were looked at.</param>
    public static Diagnosis Judge(
        IReadOnlyList<ListingRecord> looked,
        IReadOnlyList<ShopListing> shown,
        IReadOnlyList<WebOrder> changedOrders,
        IReadOnlyList<Intent> open,
        int? keptCount
    )
    {
        var now = shown.ToDictionary(listing => listing.Id);
        var explained = changedOrders
            .SelectMany(order => order.Lines)
            .Select(line => line.Listing)
            .OfType<ListingId>()
            .Concat(open.Select(intent => intent.Listing))
            .ToHashSet();
        var strange = looked
            .Where(record =>
                now.TryGetValue(record.Listing, out var listing)
                && listing is { Management: StockManagement.Managed, Quantity: { } quantity }
                && quantity != record.Acknowledged
                && !explained.Contains(record.Listing)
            )
            .ToList();
        var part = keptCount is { } all
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" Looked at: the {looked.Count} of {all} that were written last; `tillsync verify` looks at all."
            )
            : "";
        return strange.Count == 0
            ? Diagnosis.Pass($"None of {looked.Count} listings shows a number that is not explained.{part}")
            : Diagnosis.Warn(
                $"{strange.Count} of {looked.Count} listings show a number that neither Tillsync nor a web order put there.{part}",
                "Somebody edits stock in the shop, or a plugin does. The till's number comes back with the next full sync; put changes into the till.",
                strange
                    .Take(ExamplesMax)
                    .Select(record => $"{record.Sku} ({record.Listing}): {record.Acknowledged} -> {now[record.Listing].Quantity}")
            );
    }

    private static async Task<(IReadOnlyList<ListingRecord> Looked, IReadOnlyList<ShopListing> Shown)> ReadAsync(
        DoctorScene scene,
        IReadOnlyList<ListingRecord> kept,
        CancellationToken cancellationToken
    )
    {
        var start = scene.Time.GetTimestamp();
        var (looked, shown) = (new List<ListingRecord>(), new List<ShopListing>());
        foreach (var chunk in kept.Take(ListingsMax).Chunk(ChunkSize))
        {
            if (looked.Count > 0 && scene.Time.GetElapsedTime(start) > ReadTimeMax)
            {
                break;
            }

            shown.AddRange(await scene.Shop.ReadListingsAsync([.. chunk.Select(record => record.Listing)], cancellationToken));
            looked.AddRange(chunk);
        }

        return (looked, shown);
    }
}
