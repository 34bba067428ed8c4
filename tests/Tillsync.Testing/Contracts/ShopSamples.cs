using Tillsync.Core.Applying;
using Tillsync.Core.Deciding;
using Tillsync.Core.Planning;
using Tillsync.Core.Stock;

namespace Tillsync.Testing.Contracts;

/// <summary>Writes with only the values that matter visible.</summary>
public static class ShopSamples
{
    /// <param name="from">What the shop was seen to show; null when it showed no number.</param>
    public static PlannedWrite Write(ListingId listing, decimal? from, decimal to, bool takesOver = false)
    {
        var sku = new Sku("SAMPLE");
        return new PlannedWrite(
            listing,
            sku,
            from is { } units ? new Quantity(units) : null,
            new ListedQuantity(new Quantity(to)),
            takesOver,
            new Decision.PhaseOut(sku, PhaseOutCause.Status, "A sample.")
        );
    }

    public static WriteBatch Products(params IEnumerable<PlannedWrite> writes) => new(null, [.. writes]);

    public static WriteBatch Variations(ListingId parent, params IEnumerable<PlannedWrite> writes) => new(parent.ProductId, [.. writes]);
}
