using Tillsync.Testing.Contracts;

namespace Tillsync.Tests.Counterpoint;

public sealed class SqliteStagedLineTests : StagedLineContract
{
    protected override async Task<TillBench> CreateTillAsync() => await SqliteTillBench.CreateAsync();
}
