namespace Tillsync.Core.Stock;

/// <summary>Stock of one article at one location of the till (one IM_INV row). Null where the till has no number.</summary>
/// <param name="Location">LOC_ID.</param>
/// <param name="Sells">The location is one of the storefront's selling locations.</param>
public readonly record struct LocationStock(string Location, bool Sells, decimal? OnHand, decimal? Committed, decimal? Available);

/// <summary>What the till says of one article's stock: counted, or unknown. Unknown is never read as zero.</summary>
public abstract record StockLevel
{
    private StockLevel() { }

    /// <summary>Sums over the selling locations.</summary>
    /// <param name="Available">Sum of QTY_AVAIL, the vendor's own on hand − committed.</param>
    public sealed record Counted(OnHand OnHand, Committed Committed, Quantity Available) : StockLevel;

    /// <summary>There is no number to trust.</summary>
    /// <param name="Detail">A sentence for the operator, naming the rows or the column.</param>
    public sealed record Unknown(UnknownCause Cause, string Detail) : StockLevel;
}

/// <summary>Why stock is unknown; each is listed for the operator and none makes a write.</summary>
public enum UnknownCause
{
    /// <summary>No IM_INV row at any location.</summary>
    NoRows,

    /// <summary>Rows exist, none at a selling location.</summary>
    OnlyExcludedLocations,

    /// <summary>A row at a selling location holds NULL where the basis is read.</summary>
    NullQuantity,

    /// <summary>A kit's stock is that of its parts.</summary>
    Kit,

    /// <summary>A service or another item that the till does not count.</summary>
    NotCounted,

    /// <summary>A grid item's own number is the total of its cells, and no cell has it.</summary>
    Grid,

    /// <summary>The till does not say how many stocking units the listing's unit holds.</summary>
    NoFactor,

    /// <summary>Two items of the till carry the same code but for case or blanks.</summary>
    AmbiguousSku,

    /// <summary>A number that no shop can hold exactly.</summary>
    OutOfRange,

    /// <summary>Its status is neither one that is sold nor one that is phased out.</summary>
    UnknownStatus,
}
