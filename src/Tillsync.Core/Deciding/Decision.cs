using Tillsync.Core.Stock;

namespace Tillsync.Core.Deciding;

/// <summary>What one article should show in the shop, with every input, so that the number can be explained.</summary>
public abstract record Decision(Sku Sku)
{
    /// <summary>Show this number.</summary>
    /// <param name="Available">The sellable quantity before flooring: basis − reserved − safety stock.</param>
    public sealed record List(
        Sku Sku,
        ListedQuantity To,
        AvailableToSell Available,
        StockLevel.Counted Stock,
        StockBasis Basis,
        Reserved Reserved,
        SafetyStock SafetyStock
    ) : Decision(Sku)
    {
        /// <summary>What the listing is sold in; null where that is what the till counts in, as all the quantities but <see cref="To"/> do.</summary>
        public ItemUnit? Unit { get; init; }
    }

    /// <summary>The article is no longer sold online: show zero.</summary>
    public sealed record PhaseOut(Sku Sku, PhaseOutCause Cause, string Detail) : Decision(Sku)
    {
        /// <summary>How the listing is to be shown now: before the grace period is over, at zero and nothing else.</summary>
        public PhasedOutListing Shows { get; init; }

        /// <summary>By which field a product is to be out of sight; null where it is to be in sight.</summary>
        public AppearanceField? HidesBy =>
            Shows switch
            {
                PhasedOutListing.ZeroAndHide => AppearanceField.Visibility,
                PhasedOutListing.Draft => AppearanceField.Status,
                _ => null,
            };
    }

    /// <summary>Show again what the listing showed before a run wrote to it: an undo, asked for by hand. The till has no part in it.</summary>
    public sealed record Restore(Sku Sku, ListedQuantity To, long RunId) : Decision(Sku);

    /// <summary>There is no number: write nothing, tell the operator.</summary>
    public sealed record Unknown(Sku Sku, UnknownCause Cause, string Detail) : Decision(Sku);

    /// <summary>The number to show; null when unknown.</summary>
    public ListedQuantity? Target =>
        this switch
        {
            List list => list.To,
            PhaseOut => ListedQuantity.None,
            Restore restore => restore.To,
            _ => null,
        };
}

/// <summary>Which of the till's quantities is offered.</summary>
public enum StockBasis
{
    /// <summary>QTY_AVAIL: on hand less committed. The default.</summary>
    Available,

    /// <summary>QTY_ON_HND.</summary>
    OnHand,
}

public enum PhaseOutCause
{
    /// <summary>STAT is not one of the active codes.</summary>
    Status,

    /// <summary>IS_ECOMM_ITEM is no longer 'Y'.</summary>
    NotWebItem,

    /// <summary>The till no longer has the row.</summary>
    Gone,

    /// <summary>Its row of USER_PRODUCT_MAP is no longer active, and the shop's SKU does not name it.</summary>
    MappingEnded,
}
