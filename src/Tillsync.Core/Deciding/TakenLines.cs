using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Deciding;

/// <summary>
/// What lines of an order hold beyond what the till was given of them. An edit after the till has taken an order makes a line grow, or adds one; the till
/// has what its staging row says. Pure.
/// </summary>
internal static class TakenLines
{
    /// <summary>
    /// Of several rows the one that gave most of a line counts, not their sum: whether the till's two documents are two halves or one order twice, nobody
    /// can tell, and too little is listed, never too much.
    /// </summary>
    /// <param name="rows">What rows that the till has taken say.</param>
    /// <returns>For each line, in order, what it holds and no row gave the till; never negative.</returns>
    public static IReadOnlyList<Quantity> Rest(WebOrder order, IEnumerable<IReadOnlyList<StagedLine>> rows)
    {
        var most = new decimal[order.Lines.Count];
        foreach (var row in rows)
        {
            var given = GivenBy(row, order);
            for (var line = 0; line < most.Length; line++)
            {
                most[line] = Math.Max(most[line], given[line]);
            }
        }

        return [.. order.Lines.Select((line, index) => Rest(order.HeldBy(line), Wanted(order, line), most[index]))];
    }

    /// <summary>Each line takes of the row's entries for its product what it can use; what it leaves is the next line's.</summary>
    private static decimal[] GivenBy(IReadOnlyList<StagedLine> row, WebOrder order)
    {
        var left = row.Select(entry => Math.Max(0, entry.Quantity.Units)).ToArray();
        var given = new decimal[order.Lines.Count];
        for (var line = 0; line < given.Length; line++)
        {
            var wanted = Wanted(order, order.Lines[line]);
            for (var entry = 0; entry < left.Length && given[line] < wanted; entry++)
            {
                if (IsOf(row[entry], order.Lines[line]))
                {
                    var taken = Math.Min(left[entry], wanted - given[line]);
                    given[line] += taken;
                    left[entry] -= taken;
                }
            }
        }

        return given;
    }

    /// <summary>
    /// A plugin may let the shop take more units than a line counts (twelve for a box): a row counts as the line does, and a line of which the till has all
    /// that was ordered is wholly known.
    /// </summary>
    private static decimal Wanted(WebOrder order, WebOrderLine line)
    {
        var held = order.HeldBy(line).Units;
        return line.Ordered > Quantity.Zero ? Math.Min(held, line.Ordered.Units) : held;
    }

    private static Quantity Rest(Quantity held, decimal wanted, decimal given) =>
        given <= 0 ? held
        : given >= wanted ? Quantity.Zero
        : new Quantity(held.Units - (held.Units * given / wanted));

    /// <summary>
    /// Scripts write the product of a variation and leave the variation out; then its code tells, as it does for a product that was made anew. Once a product
    /// is deleted for good, neither side may have a name left.
    /// </summary>
    private static bool IsOf(StagedLine entry, WebOrderLine line) =>
        (entry.ProductId, line.Listing) switch
        {
            // Ids are the shop's, and no two of its products and variations share one.
            ({ } product, { } listing) => (entry.VariationId ?? product) == (listing.VariationId ?? listing.ProductId)
                || (entry.VariationId is null && HasSkuOf(entry, line)),
            _ => HasSkuOf(entry, line) || (entry is { ProductId: null, Sku: null } && line is { Listing: null, Sku: null }),
        };

    private static bool HasSkuOf(StagedLine entry, WebOrderLine line) => entry.Sku is { } sku && sku == line.Sku;
}
