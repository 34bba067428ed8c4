using Tillsync.Core;
using Tillsync.Core.Applying;
using Tillsync.Core.Detecting;
using Tillsync.Core.Mapping;
using Tillsync.Core.Recording;
using Tillsync.Core.Ruling;

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
    Adapters.WooCommerce.Webhooks.WooCommerceWebhooks Webhooks,
    IDisposable Connection
) : IAsyncDisposable
{
    public required ICatalogue Catalogue { get; init; }

    /// <summary>Null where its switch is off.</summary>
    public required IProductMap? ProductMap { get; init; }

    public required IProductSheets Sheets { get; init; }

    public required IListingCreator Creator { get; init; }

    /// <summary>Null where its switch is off.</summary>
    public required StagingPorts? Staging { get; init; }

    public SyncPorts Ports(CancellationToken hardStop) =>
        new(Till, Shop, Writer, Journal, Meter, ThisHolder(), hardStop)
        {
            Sheets = Sheets,
            Creator = Creator,
            Staging = Staging,
        };

    public MappingDesk MappingDesk(Commands.CommandContext context) => new(Till, Shop, Journal, ProductMap, ThisHolder(), context.Time);

    public RuleDesk RuleDesk(Commands.CommandContext context) => new(Till, Journal, ThisHolder(), context.Time);

    public async ValueTask DisposeAsync()
    {
        Connection.Dispose();
        await Journal.DisposeAsync();
    }

    public static LeaseHolder ThisHolder() => Adapters.Journal.ThisProcess.AsHolder();
}
