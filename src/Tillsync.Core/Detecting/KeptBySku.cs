using Tillsync.Core.Stock;

namespace Tillsync.Core.Detecting;

/// <summary>Which articles have their listing because it carried their SKU.</summary>
/// <param name="Listings">The listing of each.</param>
/// <param name="Articles">Articles that follow their SKU in the shop: what carries one of these is that article's business.</param>
public sealed record KeptBySku(IReadOnlyDictionary<Sku, ListingId> Listings, IReadOnlySet<Sku> Articles)
{
    public static readonly KeptBySku None = new(new Dictionary<Sku, ListingId>(), new HashSet<Sku>());
}
