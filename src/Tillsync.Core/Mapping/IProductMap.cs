using Tillsync.Core.Stock;

namespace Tillsync.Core.Mapping;

/// <summary>USER_PRODUCT_MAP, written only where its switch allows it.</summary>
public interface IProductMap
{
    /// <summary>
    /// Makes these the active rows of their articles and products, in one transaction; rows are deactivated, never deleted. A change whose
    /// product is null deactivates what the article has. Raises <see cref="TillException"/> when the table or the permission is missing.
    /// </summary>
    Task WriteAsync(IReadOnlyList<ProductMapRow> rows, string by, CancellationToken cancellationToken);
}

/// <param name="ProductId">The shop's id of the product or variation; null: none any more.</param>
public sealed record ProductMapRow(Sku Sku, long? ProductId);
