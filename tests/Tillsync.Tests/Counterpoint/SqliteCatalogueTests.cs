using Tillsync.Testing.Contracts;

namespace Tillsync.Tests.Counterpoint;

public sealed class SqliteCatalogueTests : CatalogueContract
{
    protected override async Task<TillBench> CreateTillAsync() => await SqliteTillBench.CreateAsync();
}
