using Tillsync.Core.Stock;

namespace Tillsync.Core.Detecting;

/// <summary>What the till says of an article beyond its stock: enough to make a product of it.</summary>
/// <param name="Name">DESCR; empty where the till has none.</param>
public sealed record ProductSheet(Sku Sku, string Name)
{
    /// <summary>PRC_1, in the shop's currency; null where there is none above zero.</summary>
    public decimal? Price { get; init; }

    /// <summary>WEIGHT, in the unit that till and shop use; null where there is none above zero.</summary>
    public decimal? Weight { get; init; }

    /// <summary>EC_ITEM_DESCR.HTML_DESCR, as it stands; empty where there is none.</summary>
    public string Description { get; init; } = "";

    /// <summary>The shop's categories that USER_CATEGORY_MAP names for the article's; none where it names none.</summary>
    public IReadOnlyList<long> Categories { get; init; } = [];

    /// <summary>ECOMM_IMG_FILE: a file's name, perhaps with folders before it; empty where there is none.</summary>
    public string ImageFile { get; init; } = "";

    /// <summary>A grid item (TRK_METH 'G'): in a shop it is a product with variations, which somebody has to lay out.</summary>
    public bool IsGrid { get; init; }
}

/// <summary>Where product data comes from.</summary>
public interface IProductSheets
{
    /// <summary>One sheet for each of these articles that the till has, in any order.</summary>
    /// <exception cref="TillException">The till cannot be read.</exception>
    Task<IReadOnlyList<ProductSheet>> ReadSheetsAsync(IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken);
}
