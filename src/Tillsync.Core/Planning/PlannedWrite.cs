using Tillsync.Core.Deciding;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Planning;

/// <summary>One listing to be brought to its number.</summary>
/// <param name="From">What the shop showed when it was read; null when it had no number.</param>
/// <param name="TakesOver">Stock management is switched on with this write, which policy has allowed.</param>
/// <param name="Because">The decision with every input that gave it.</param>
public sealed record PlannedWrite(ListingId Listing, Sku Sku, Quantity? From, ListedQuantity To, bool TakesOver, Decision Because)
{
    /// <summary>
    /// What to add, when the number shown is known: sales that happen between read and write survive a relative write and are lost
    /// by an absolute one (recordings 05, 11). Null: only an absolute write is possible.
    /// </summary>
    public Quantity? Delta => From is { } from && !TakesOver && !IsAbsolute ? To.Quantity - from : null;

    /// <summary>The shop ignores relative writes; the number itself is sent, right after another look.</summary>
    public bool IsAbsolute { get; init; }

    /// <summary>How the listing was found.</summary>
    public MappingOrigin Origin { get; init; } = MappingOrigin.EqualSku;

    /// <summary>Since when the listing is no longer the article's; null while it is.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether it is taken out of customers' sight with this write, or brought back; null for neither.</summary>
    public AppearanceChange? Appearance { get; init; }

    /// <summary>How the listing is out of sight, to be remembered; null where it is not.</summary>
    public HiddenAs? Hidden { get; init; }

    /// <summary>Customers no longer find it.</summary>
    public bool Hides => Appearance is { Hides: true };

    /// <summary>
    /// It is to be out of sight in another way than before. A write does one thing: this one undoes the old way, the next pass does the new one.
    /// </summary>
    public bool IsHalfWay => Appearance is { Hides: false } && Because is Decision.PhaseOut { HidesBy: not null };

    /// <summary>The shop stops selling the article.</summary>
    public bool Zeroes => To.Quantity <= Quantity.Zero && (From is null || From > Quantity.Zero);

    /// <summary>The shop offers less of it than before, and more than nothing.</summary>
    public bool Lowers => !Zeroes && To.Quantity < From;

    /// <summary>The shop shows a greater number than before; a listing without a number counts as one at zero.</summary>
    public bool Raises => To.Quantity > (From ?? Quantity.Zero);
}
