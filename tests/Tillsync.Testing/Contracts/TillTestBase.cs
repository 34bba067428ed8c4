using Xunit;

namespace Tillsync.Testing.Contracts;

/// <summary>Tests on a till that is made before each of them: empty, with every table and view.</summary>
public abstract class TillTestBase : IAsyncLifetime
{
    protected TillBench Bench { get; private set; } = null!; // Set before each test.

    protected static CancellationToken None => CancellationToken.None;

    public async ValueTask InitializeAsync() => Bench = await CreateTillAsync();

    public async ValueTask DisposeAsync()
    {
        if (Bench is not null)
        {
            await Bench.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected abstract Task<TillBench> CreateTillAsync();
}
