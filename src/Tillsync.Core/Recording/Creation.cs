using Tillsync.Core.Stock;

namespace Tillsync.Core.Recording;

/// <summary>A product that was to be made in the shop, recorded by its SKU before the request was sent.</summary>
/// <param name="IntendedAt">When it was recorded, or, once it was sent, when it last left.</param>
/// <param name="Listing">The product that came of it; null where none did, or nobody knows.</param>
/// <param name="Inputs">The arithmetic of the quantity, one line.</param>
public sealed record Creation(
    long CreationId,
    long RunId,
    Sku Sku,
    string Name,
    ListedQuantity Quantity,
    string Inputs,
    DateTimeOffset IntendedAt,
    IntentState State,
    ListingId? Listing,
    string? Detail,
    DateTimeOffset? SettledAt
)
{
    /// <summary>What became of it is not known: the shop is asked for the SKU before anything else is sent for it.</summary>
    public bool IsOpen => State is IntentState.Intended or IntentState.Unknown;
}

/// <summary>What became of a creation.</summary>
/// <param name="Listing">The product that was found or made; null for none.</param>
/// <param name="Record">What the journal is to keep of the listing from now on; null for nothing.</param>
public sealed record CreationSettlement(long CreationId, IntentState State, string? Detail, ListingId? Listing, ListingRecord? Record);

/// <summary>A write or a creation whose outcome nobody has recorded.</summary>
internal readonly record struct OpenWrite(long RunId, DateTimeOffset IntendedAt);
