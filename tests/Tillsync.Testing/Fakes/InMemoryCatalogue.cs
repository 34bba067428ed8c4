using Tillsync.Core.Mapping;

namespace Tillsync.Testing.Fakes;

/// <summary>Units and barcodes without a database.</summary>
public sealed class InMemoryCatalogue : ICatalogue
{
    public List<CatalogueItem> Items { get; } = [];

    public Task<IReadOnlyList<CatalogueItem>> ReadCatalogueAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CatalogueItem>>([.. Items]);
}
