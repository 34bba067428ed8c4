using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Mapping;

/// <summary>
/// Finds the variation of a grid item's cell: one of the product that carries the item's number, or that a mapping names for the item, and
/// whose options are the cell's dimensions. Pure.
/// </summary>
/// <param name="free">Listings that are nobody's.</param>
internal sealed class CellProposer(
    IEnumerable<ShopListing> all,
    IEnumerable<ShopListing> free,
    IReadOnlyDictionary<Sku, MappedListing> mappedTo
)
{
    /// <summary>Between the options in a variation's name, as the shop writes it.</summary>
    private const string OptionSeparator = ", ";

    private static readonly char[] DescriptionSeparators = ['/', ',', '|'];

    private readonly ILookup<Sku, long> _products = all.Where(listing => !listing.Id.IsVariation && listing.Sku is not null)
        .ToLookup(listing => listing.Sku.GetValueOrDefault(), listing => listing.Id.ProductId);

    private readonly ILookup<long, ShopListing> _variations = free.Where(listing => listing.Id.IsVariation)
        .ToLookup(listing => listing.Id.ProductId);

    public IEnumerable<MappingProposal> For(TillItem? article)
    {
        if (article is not { Cell: { } cell, Unit: null })
        {
            yield break;
        }

        string[] names = [Canonical(cell.Dimensions), Canonical(cell.Description.Split(DescriptionSeparators))];
        foreach (var product in ProductsOf(article.Item))
        {
            foreach (var variation in _variations[product].Where(variation => names.Contains(OptionsOf(variation))))
            {
                yield return new MappingProposal(
                    variation,
                    MappingOrigin.Options,
                    $"It is the variation '{variation.Name}' of product {product}.",
                    CanBeAccepted: true
                );
            }
        }
    }

    private IEnumerable<long> ProductsOf(Sku item) =>
        mappedTo.TryGetValue(item, out var mapped) ? _products[item].Append(mapped.Id.ProductId).Distinct() : _products[item];

    private static string OptionsOf(ShopListing variation) => Canonical(variation.Name.Split(OptionSeparator));

    /// <summary>In any order: which attribute the shop names first is its own affair.</summary>
    private static string Canonical(IEnumerable<string> options) =>
        string.Join(
            '\n',
            options
                .Select(option => option.Trim().ToUpperInvariant())
                .Where(option => option.Length > 0 && option != GridCell.Unused)
                .Order(StringComparer.Ordinal)
        );
}
