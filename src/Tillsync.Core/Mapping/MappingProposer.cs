using System.Text;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Mapping;

/// <summary>
/// Finds listings that may be those of articles without one: the same barcode, a SKU that differs in blanks and leading zeros only, or the
/// article's SKU with one of its units after it. It only proposes; nothing follows from it until somebody accepts. Pure.
/// </summary>
public sealed class MappingProposer
{
    private static readonly char[] Separators = ['-', '_', ' ', '.', '/'];

    private readonly IReadOnlyDictionary<Sku, CatalogueItem> _catalogue;
    private readonly ILookup<string, ShopListing> _byBarcode;
    private readonly ILookup<string, ShopListing> _byLikeness;
    private readonly ILookup<Sku, (ShopListing Listing, string Suffix)> _bySuffix;

    /// <param name="free">Listings that are nobody's.</param>
    public MappingProposer(IEnumerable<CatalogueItem> catalogue, IReadOnlyCollection<ShopListing> free)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(free);
        _catalogue = catalogue.GroupBy(item => item.Sku).ToDictionary(group => group.Key, group => group.First());
        _byBarcode = free.SelectMany(listing => BarcodesOf(listing).Select(code => (code, listing)))
            .ToLookup(pair => pair.code, pair => pair.listing);
        var coded = free.Where(listing => listing.Sku is not null).ToList();
        _byLikeness = coded.ToLookup(listing => Likeness(listing.Sku?.Text ?? ""));
        _bySuffix = coded
            .Select(Cut)
            .OfType<(Sku Base, ShopListing Listing, string Suffix)>()
            .ToLookup(cut => cut.Base, cut => (cut.Listing, cut.Suffix));
    }

    /// <summary>The likeliest first; each listing once.</summary>
    public IReadOnlyList<MappingProposal> For(Sku sku)
    {
        var item = _catalogue.GetValueOrDefault(sku);
        var found = ByBarcode(item).Concat(ByLikeness(sku)).Concat(BySuffix(sku, item));
        return [.. found.DistinctBy(proposal => proposal.Listing.Id)];
    }

    private IEnumerable<MappingProposal> ByBarcode(CatalogueItem? item)
    {
        foreach (var code in (item?.Barcodes ?? []).Select(Digits).Where(code => code.Length > 0).Distinct())
        {
            foreach (var listing in _byBarcode[code])
            {
                yield return new MappingProposal(listing, MappingOrigin.Barcode, $"Both have the barcode {code}.", CanBeAccepted: true);
            }
        }
    }

    private IEnumerable<MappingProposal> ByLikeness(Sku sku) =>
        _byLikeness[Likeness(sku.Text)]
            .Select(listing => new MappingProposal(
                listing,
                MappingOrigin.AlikeSku,
                $"Its SKU '{listing.Sku}' differs in blanks and leading zeros only.",
                CanBeAccepted: true
            ));

    /// <summary>Listings that carry the item's SKU with another of its units after it, each for the article that it would be: the item in that unit.</summary>
    public IEnumerable<(Sku Article, MappingProposal Proposal)> InOtherUnits(Sku sku)
    {
        var units = _catalogue.GetValueOrDefault(sku)?.Units ?? [];
        foreach (var (listing, suffix) in _bySuffix[sku])
        {
            if (Find(units, suffix) is { Factor: not 1 } unit)
            {
                yield return (
                    sku.In(unit.Name),
                    unit.HasFactor
                        ? Suffix(listing, $"'{suffix}' is {unit.Describe(units[0].Name)}.", canBeAccepted: true)
                        : Suffix(
                            listing,
                            $"'{suffix}' is {unit.Name}, for which the till has no factor. Correct the unit in the till.",
                            canBeAccepted: false
                        )
                );
            }
        }
    }

    private IEnumerable<MappingProposal> BySuffix(Sku sku, CatalogueItem? item) =>
        _bySuffix[sku].Select(cut => BySuffix(cut.Listing, cut.Suffix, item?.Units ?? [])).OfType<MappingProposal>();

    private static MappingProposal? BySuffix(ShopListing listing, string suffix, IReadOnlyList<ItemUnit> units)
    {
        if (Find(units, suffix) is { } unit)
        {
            return unit.Factor == 1
                ? Suffix(listing, $"'{suffix}' is {unit.Name}, the unit that the till counts in.", canBeAccepted: true)
                : null;
        }

        // A colour or a size after the code is another article, not a unit.
        return UnitWords.IsKnown(suffix)
            ? Suffix(
                listing,
                $"'{suffix}' looks like a unit, and the article has none of that name ({Names(units)}).",
                canBeAccepted: false
            )
            : null;
    }

    private static ItemUnit? Find(IReadOnlyList<ItemUnit> units, string suffix) =>
        units.FirstOrDefault(unit => UnitWords.AreSame(unit.Name, suffix));

    private static MappingProposal Suffix(ShopListing listing, string reason, bool canBeAccepted) =>
        new(listing, MappingOrigin.UnitSuffix, reason, canBeAccepted);

    private static string Names(IReadOnlyList<ItemUnit> units) =>
        units.Count == 0 ? "the till names no units" : string.Join(", ", units.Select(unit => unit.Name));

    private static (Sku Base, ShopListing Listing, string Suffix)? Cut(ShopListing listing)
    {
        var text = listing.Sku?.Text ?? "";
        var at = text.LastIndexOfAny(Separators);
        return at > 0 && at < text.Length - 1 && Sku.From(text[..at]) is { } sku ? (sku, listing, text[(at + 1)..]) : null;
    }

    /// <summary>A shop without a field for barcodes has them as SKUs.</summary>
    private static IEnumerable<string> BarcodesOf(ShopListing listing)
    {
        string[] texts = [Digits(listing.Barcode ?? ""), listing.Sku is { } sku && sku.Text.All(char.IsAsciiDigit) ? Digits(sku.Text) : ""];
        return texts.Where(text => text.Length > 0).Distinct();
    }

    /// <summary>Without the zeros that make a UPC an EAN; what is shorter than eight digits is no barcode.</summary>
    private static string Digits(string code)
    {
        var digits = string.Concat(code.Where(char.IsAsciiDigit)).TrimStart('0');
        return digits.Length >= 7 ? digits : "";
    }

    /// <summary>Upper case, no blanks, no leading zeros in any run of digits.</summary>
    private static string Likeness(string sku)
    {
        var text = new StringBuilder(sku.Length);
        var isInNumber = false;
        for (var index = 0; index < sku.Length; index++)
        {
            var letter = char.ToUpperInvariant(sku[index]);
            if (char.IsWhiteSpace(letter))
            {
                continue;
            }

            var isLeadingZero = letter == '0' && !isInNumber && index + 1 < sku.Length && char.IsAsciiDigit(sku[index + 1]);
            isInNumber = char.IsAsciiDigit(letter) && !isLeadingZero;
            if (!isLeadingZero)
            {
                text.Append(letter);
            }
        }

        return text.ToString();
    }
}
