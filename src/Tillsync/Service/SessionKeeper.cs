using Tillsync.Commands;
using Tillsync.Configuration;

namespace Tillsync.Service;

/// <summary>Opens a storefront when it is first needed, and anew after its journal has failed: the file may have been restored or replaced.</summary>
internal sealed class SessionKeeper(CommandContext context, LoadedConfiguration loaded, StorefrontSettings storefront) : IAsyncDisposable
{
    private StorefrontSession? _session;

    /// <exception cref="Core.TillsyncException">It cannot be opened now.</exception>
    public async Task<StorefrontSession> GetAsync() =>
        _session ??= await Composition.OpenAsync(context, loaded, storefront, JournalAccess.Write);

    public async Task DropAsync()
    {
        var session = _session;
        _session = null;
        if (session is not null)
        {
            await session.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await DropAsync();
}
