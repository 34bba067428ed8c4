using Tillsync.Core.Stock;

namespace Tillsync.Core.Mapping;

/// <summary>What the till knows of its articles besides stock: read where somebody maps, never in a sync.</summary>
/// <remarks>
/// The whole catalogue in one read that holds no lock. What a site lacks (barcodes, alternative units) is empty. A failure raises
/// <see cref="TillException"/>.
/// </remarks>
public interface ICatalogue
{
    Task<IReadOnlyList<CatalogueItem>> ReadCatalogueAsync(CancellationToken cancellationToken);
}

/// <param name="Barcodes">IM_ITEM.BARCOD and IM_BARCOD, without repeats.</param>
/// <param name="Units">The stocking unit first, then ALT_1 to ALT_5, as far as they have a name.</param>
public sealed record CatalogueItem(Sku Sku, IReadOnlyList<string> Barcodes, IReadOnlyList<ItemUnit> Units);
