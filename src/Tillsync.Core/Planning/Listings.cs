using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Planning;

/// <summary>The listings that were read in this cycle, found by id or by SKU.</summary>
public sealed class Listings
{
    private readonly Dictionary<ListingId, ShopListing> _byId = [];
    private readonly Dictionary<long, ShopListing> _byShopId = [];
    private readonly Dictionary<Sku, List<ShopListing>> _bySku = [];

    public Listings(IEnumerable<ShopListing> listings)
    {
        ArgumentNullException.ThrowIfNull(listings);
        foreach (var listing in listings)
        {
            Add(listing);
        }
    }

    public int Count => _byId.Count;

    public IEnumerable<ShopListing> All => _byId.Values;

    /// <summary>A listing read twice counts once, the later read wins.</summary>
    public void Add(ShopListing listing)
    {
        ArgumentNullException.ThrowIfNull(listing);
        if (_byId.TryGetValue(listing.Id, out var earlier) && earlier.Sku is { } oldSku && _bySku.TryGetValue(oldSku, out var siblings))
        {
            siblings.RemoveAll(sibling => sibling.Id == listing.Id);
        }

        _byId[listing.Id] = listing;
        _byShopId[listing.Id.VariationId ?? listing.Id.ProductId] = listing;
        if (listing.Sku is { } sku)
        {
            if (!_bySku.TryGetValue(sku, out var found))
            {
                _bySku[sku] = found = [];
            }

            found.Add(listing);
        }
    }

    public ShopListing? Find(ListingId id) => _byId.GetValueOrDefault(id);

    /// <summary>A variation's product, where it was read as well.</summary>
    public ShopListing? ParentOf(ShopListing listing)
    {
        ArgumentNullException.ThrowIfNull(listing);
        return listing.Id.IsVariation ? Find(new ListingId(listing.Id.ProductId)) : null;
    }

    /// <summary>By the shop's own id, which products and variations share.</summary>
    public ShopListing? FindByShopId(long id) => _byShopId.GetValueOrDefault(id);

    /// <summary>
    /// Those with this SKU. A variation that only shows its parent's SKU does not count: it has none of its own.
    /// </summary>
    public IReadOnlyList<ShopListing> FindBySku(Sku sku)
    {
        if (!_bySku.TryGetValue(sku, out var found))
        {
            return [];
        }

        return found.Count == 1
            ? found
            : [.. found.Where(listing => !listing.Id.IsVariation || !found.Any(other => IsParentOf(other, listing)))];
    }

    private static bool IsParentOf(ShopListing parent, ShopListing variation) =>
        !parent.Id.IsVariation && parent.Id.ProductId == variation.Id.ProductId;
}
