namespace Tillsync.Core.Stock;

/// <summary>The listing that a mapping names for an article.</summary>
/// <param name="ShopId">The shop's own id, which products and variations share.</param>
/// <param name="Origin">A row of USER_PRODUCT_MAP, or what somebody decided.</param>
public readonly record struct MappedListing(long ShopId, MappingOrigin Origin)
{
    /// <summary>The listing with its parent, where the journal has it; null where only the id is known.</summary>
    public ListingId? Listing { get; init; }

    /// <summary>Another SKU than the article's that the listing may carry, because somebody mapped it all the same.</summary>
    public Sku? ShopSku { get; init; }

    /// <summary>The product that USER_PRODUCT_MAP names against what somebody decided.</summary>
    public long? Against { get; init; }

    /// <summary>Another article that a mapping gives the same listing, and no earlier sync has settled whose it is.</summary>
    public Sku? SharedWith { get; init; }

    /// <summary>What to read.</summary>
    public ListingId Id => Listing ?? new ListingId(ShopId);

    /// <summary>The mapping came from the till and not from the journal.</summary>
    public bool IsOfTheTill => Origin == MappingOrigin.ProductMap;
}
