using Tillsync.Core;
using Tillsync.Core.Applying;
using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;

namespace Tillsync;

/// <summary>One storefront with everything that works on it, opened for one command.</summary>
/// <param name="SyncLog">Null where its switch is off.</param>
internal sealed record StorefrontSession(
    string Name,
    string ConfigurationPath,
    Uri ShopUrl,
    ITill Till,
    IShop Shop,
    IListingWriter Writer,
    IRequestMeter Meter,
    IJournal Journal,
    ISyncLog? SyncLog,
    CycleOptions Options,
    IDisposable Connection
) : IAsyncDisposable
{
    public SyncPorts Ports(CancellationToken hardStop) => new(Till, Shop, Writer, Journal, Meter, ThisHolder(), hardStop);

    public async ValueTask DisposeAsync()
    {
        Connection.Dispose();
        await Journal.DisposeAsync();
    }

    private static LeaseHolder ThisHolder() => Adapters.Journal.ThisProcess.AsHolder();
}
