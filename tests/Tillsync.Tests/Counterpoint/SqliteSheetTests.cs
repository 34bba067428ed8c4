using Tillsync.Testing.Contracts;

namespace Tillsync.Tests.Counterpoint;

public sealed class SqliteSheetTests : SheetContract
{
    protected override async Task<TillBench> CreateTillAsync() => await SqliteTillBench.CreateAsync();
}
