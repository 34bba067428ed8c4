using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Webhooks;

/// <summary>Tells the shop's echo of our own writes from what somebody else did. Pure.</summary>
internal static class EchoFilter
{
    /// <summary>Listings that we keep and that show another number than the one last acknowledged.</summary>
    public static IReadOnlyList<ListingId> Strange(IReadOnlyDictionary<ListingId, Quantity?> hinted, IEnumerable<ListingRecord> kept) =>
        [
            .. kept.Where(record =>
                    !record.NeedsLook
                    && record.Acknowledged is not null
                    && hinted.TryGetValue(record.Listing, out var shown)
                    && shown != record.Acknowledged
                )
                .Select(record => record.Listing),
        ];
}
