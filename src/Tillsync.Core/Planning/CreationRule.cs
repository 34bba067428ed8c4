using System.Text.RegularExpressions;
using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Planning;

/// <summary>What decides about new products.</summary>
/// <param name="Sheets">What the till says of the candidates.</param>
/// <param name="Trashed">Candidates whose SKU is in the shop's trash, with the listing.</param>
/// <param name="HadListing">Articles whose listing is gone from the shop or no longer mapped to them.</param>
/// <param name="Parts">Cells of grid items and other units of an item, which are no products of their own, with the item.</param>
/// <param name="ImageBase">The address that image names are put behind; null: no pictures.</param>
public sealed record CreationGround(
    IReadOnlyDictionary<Sku, ProductSheet> Sheets,
    IReadOnlyDictionary<Sku, ListingId> Trashed,
    IReadOnlySet<Sku> HadListing,
    IReadOnlyDictionary<Sku, Sku> Parts,
    Uri? ImageBase
);

/// <summary>Says which articles without a listing are made as drafts, and why the others are not. Pure.</summary>
internal static partial class CreationRule
{
    /// <summary>
    /// Articles that may be made: for sale, with a number, and looked for in the shop in this very pass. One whose listing somebody took from it by
    /// hand is none: that was a decision.
    /// </summary>
    public static IReadOnlyList<Decision.List> Candidates(
        Plan plan,
        IReadOnlyList<Decision> decisions,
        ReadScope scope,
        ILookup<Sku, ListingId> barred
    )
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(decisions);
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(barred);
        var unmapped = plan.Unmapped.Where(sku => !scope.KnownUnmapped.Contains(sku) && !barred.Contains(sku)).ToHashSet();
        return [.. decisions.OfType<Decision.List>().Where(list => unmapped.Contains(list.Sku))];
    }

    public static (IReadOnlyList<PlannedCreation> Creations, IReadOnlyList<BlockedItem> NotCreated) Plan(
        IReadOnlyList<Decision.List> candidates,
        CreationGround ground
    )
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(ground);
        var creations = new List<PlannedCreation>();
        var notCreated = new List<BlockedItem>();
        foreach (var candidate in candidates)
        {
            var sheet = ground.Sheets.GetValueOrDefault(candidate.Sku);
            if (Problem(candidate.Sku, sheet, ground) is { } problem)
            {
                notCreated.Add(problem);
            }
            else if (sheet is not null)
            {
                creations.Add(new PlannedCreation(sheet, candidate.To, ImageOf(sheet, ground.ImageBase), candidate));
            }
        }

        return (creations, notCreated);
    }

    private static BlockedItem? Problem(Sku sku, ProductSheet? sheet, CreationGround ground)
    {
        if (ground.Trashed.TryGetValue(sku, out var trashed))
        {
            return NotCreated(
                sku,
                trashed,
                "sku_trashed",
                $"The shop has this SKU in its trash (product {trashed}). Restore it or delete it there for good."
            );
        }

        if (ground.Parts.TryGetValue(sku, out var item))
        {
            return NotCreated(
                sku,
                null,
                "grid_item",
                $"It is a cell or another unit of item {item}: lay out the product with its variations in the shop, then map them (`tillsync map match`)."
            );
        }

        if (ground.HadListing.Contains(sku))
        {
            return NotCreated(
                sku,
                null,
                "had_listing",
                "It had a listing, and that is gone, has another SKU or is no longer mapped to it: somebody decided so. Make it in the shop if it is wanted after all."
            );
        }

        if (Altered().IsMatch(sku.Text))
        {
            return NotCreated(
                sku,
                null,
                "sku_altered",
                "The shop would store this SKU differently (markup, repeated blanks, a percent sign before two hexadecimal digits). Make it there by hand and map it."
            );
        }

        return sheet switch
        {
            null => NotCreated(sku, null, "no_sheet", "Its product data could not be found in the till: the code has blanks around it."),
            { IsGrid: true } => NotCreated(
                sku,
                null,
                "grid_item",
                "It is a grid item: lay out the product with its variations in the shop."
            ),
            { Name.Length: 0 } => NotCreated(
                sku,
                null,
                "no_name",
                "The till has no description for it (IM_ITEM.DESCR), so the product would have no name."
            ),
            _ => null,
        };
    }

    /// <summary>Names in the till may carry folders of Windows, which the web writes with other strokes.</summary>
    private static Uri? ImageOf(ProductSheet sheet, Uri? imageBase)
    {
        var name = sheet.ImageFile.Replace('\\', '/').Trim().TrimStart('/');
        if (imageBase is null || name.Length == 0 || name.Contains(':', StringComparison.Ordinal))
        {
            return null;
        }

        var escaped = string.Join('/', name.Split('/').Select(Uri.EscapeDataString));
        return new Uri($"{imageBase.AbsoluteUri.TrimEnd('/')}/{escaped}");
    }

    private static BlockedItem NotCreated(Sku sku, ListingId? listing, string code, string reason) => new(sku, listing, code, reason);

    /// <summary>The shop strips tags, control characters and percent-encoded bytes, and makes one blank of several (recording 07).</summary>
    [GeneratedRegex(@"[<>\x00-\x1f]|\s{2}|%[0-9a-fA-F]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex Altered();
}
