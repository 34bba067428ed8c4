using Tillsync.Core.Stock;

namespace Tillsync.Core.Deciding;

/// <summary>A listing that is no longer its article's: it is phased out, and stays so until something names it again.</summary>
/// <param name="Origin">How the article had come by it.</param>
/// <param name="Shown">The number that it was last known to show; null when that is in doubt.</param>
public sealed record EndedMapping(
    ListingId Listing,
    MappingOrigin Origin,
    DateTimeOffset EndedAt,
    Quantity? Shown,
    Decision.PhaseOut Because
)
{
    /// <summary>The article that it was.</summary>
    public Sku Sku => Because.Sku;

    /// <summary>How Tillsync has taken it out of sight; null while it has not.</summary>
    public HiddenAs? Hidden { get; init; }

    /// <summary>It shows nothing for sale and is as it should be, as far as anybody knows.</summary>
    public bool IsSettled => Shown == Because.Target?.Quantity && (Listing.IsVariation || Hidden?.Field == Because.HidesBy);
}
