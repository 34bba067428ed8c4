using Tillsync.Core.Stock;

namespace Tillsync.Core.Recording;

/// <summary>A write as it was meant, recorded before the request was sent.</summary>
/// <param name="Delta">What was to be added; null for an absolute write.</param>
/// <param name="IntendedAt">When it was recorded, or, once it was sent, when it last left.</param>
/// <param name="Inputs">The arithmetic of the decision, one line, for <c>why</c> and <c>history</c>.</param>
public sealed record Intent(
    long IntentId,
    long RunId,
    Sku Sku,
    ListingId Listing,
    Quantity? From,
    ListedQuantity To,
    Quantity? Delta,
    string Inputs,
    DateTimeOffset IntendedAt,
    IntentState State,
    string? Detail,
    DateTimeOffset? SettledAt
)
{
    /// <summary>How the write took the listing out of customers' sight, and what it showed before; null where it did not.</summary>
    public HiddenAs? Hid { get; init; }
}

public enum IntentState
{
    /// <summary>Recorded; the request may or may not have left. After a crash this is as good as unknown.</summary>
    Intended,

    Accepted,

    Refused,

    /// <summary>Sent, with no trustworthy answer. The shop is read before anything else is sent to this listing.</summary>
    Unknown,

    /// <summary>Was open or unknown; the shop has since been read after the quiet period.</summary>
    Resolved,
}

/// <summary>What became of an intent.</summary>
/// <param name="Acknowledged">The number that the shop is now known to show; null when it is not known.</param>
public sealed record Settlement(long IntentId, IntentState State, string? Detail, Quantity? Acknowledged)
{
    /// <summary>The listing is to be read before anything else, whatever it is known to show. An unknown outcome always asks for it.</summary>
    public bool AsksForLook
    {
        get => field || State == IntentState.Unknown;
        init;
    }
}
