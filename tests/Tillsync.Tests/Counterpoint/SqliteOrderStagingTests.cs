using Tillsync.Testing.Contracts;

namespace Tillsync.Tests.Counterpoint;

public sealed class SqliteOrderStagingTests : OrderStagingContract
{
    protected override async Task<TillBench> CreateTillAsync() => await SqliteTillBench.CreateAsync();
}
