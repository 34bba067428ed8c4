using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Core;

/// <summary>Where one article stands, by the till now and by what the journal knows of the shop.</summary>
/// <param name="Item">Null where the till no longer has it.</param>
/// <param name="Reason">Why it is in this state; empty where that needs no words.</param>
/// <param name="Record">Its listing, or the one that was its; null where it has none.</param>
public sealed record ProductRow(Sku Sku, TillItem? Item, ProductState State, string Reason, Decision Decision, ListingRecord? Record)
{
    /// <summary>The last write to it; null where there was none.</summary>
    public Intent? LastWrite { get; init; }
}

/// <summary>Each article is in exactly one of these; where several would fit, the first.</summary>
public enum ProductState
{
    /// <summary>Mappings or SKUs contradict each other; nothing is written.</summary>
    Conflict,

    /// <summary>It could not be brought to its number, and is tried again.</summary>
    Parked,

    /// <summary>There is no number to trust; nothing is written.</summary>
    Unknown,

    /// <summary>The guard holds the plan that would bring it to its number.</summary>
    Held,

    /// <summary>It is no longer sold online.</summary>
    PhasedOut,

    /// <summary>The shop has no listing for it.</summary>
    Unmapped,

    /// <summary>The shop is not known to show its number; the next sync sees to it.</summary>
    Changed,

    /// <summary>The shop shows its number.</summary>
    InSync,
}
