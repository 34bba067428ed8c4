using Tillsync.Testing.Contracts;

namespace Tillsync.Tests.Counterpoint;

public sealed class SqliteGridTests : TillGridContract
{
    protected override async Task<TillBench> CreateTillAsync() => await SqliteTillBench.CreateAsync();
}
