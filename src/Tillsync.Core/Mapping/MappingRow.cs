using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Mapping;

/// <summary>How one article stands to the shop.</summary>
/// <param name="Description">Empty where the till no longer has the article.</param>
/// <param name="Listing">Null where none is known.</param>
/// <param name="ListingName">The listing's name in the shop; empty where it was not found.</param>
/// <param name="Origin">How the article came by the listing; null where it has none.</param>
/// <param name="ConfirmedAt">When a sync last read the listing as the article's; null before the first time.</param>
/// <param name="Code">A stable word for what stands in the way; empty where nothing does.</param>
/// <param name="Reason">The same as a sentence with the next move.</param>
/// <param name="Proposals">Listings that may be the article's, for somebody to look at.</param>
public sealed record MappingRow(
    Sku Sku,
    string Description,
    MappingState State,
    ListingId? Listing,
    string ListingName,
    MappingOrigin? Origin,
    DateTimeOffset? ConfirmedAt,
    string Code,
    string Reason,
    IReadOnlyList<MappingProposal> Proposals
)
{
    /// <summary>The listing's SKU in the shop; null where it has none or was not found.</summary>
    public Sku? ShopSku { get; init; }
}

public enum MappingState
{
    /// <summary>It has a listing that can be written.</summary>
    Ready,

    /// <summary>It has none, and there are listings that may be its.</summary>
    Review,

    /// <summary>It has none.</summary>
    Unmapped,

    /// <summary>A listing is named and must not be written.</summary>
    Conflict,

    /// <summary>The listing was the article's and is no longer.</summary>
    Ended,
}

/// <summary>A listing that may be an article's.</summary>
/// <param name="Reason">What they have in common, and what speaks against it.</param>
/// <param name="CanBeAccepted">False where it must not be kept for the article as it is.</param>
public sealed record MappingProposal(ShopListing Listing, MappingOrigin Origin, string Reason, bool CanBeAccepted);
