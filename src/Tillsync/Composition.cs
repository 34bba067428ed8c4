using Microsoft.Data.Sqlite;
using Tillsync.Adapters.Counterpoint;
using Tillsync.Adapters.Journal;
using Tillsync.Adapters.WooCommerce;
using Tillsync.Adapters.WooCommerce.Webhooks;
using Tillsync.Alerting;
using Tillsync.Commands;
using Tillsync.Configuration;
using Tillsync.Core;
using Tillsync.Core.Deciding;
using Tillsync.Core.Planning;

namespace Tillsync;

/// <summary>The only file where configuration, ports and adapters meet.</summary>
internal static class Composition
{
    public static async Task<StorefrontSession> OpenAsync(
        CommandContext context,
        LoadedConfiguration loaded,
        StorefrontSettings storefront,
        JournalAccess access
    )
    {
        var journalFile = new JournalOptions(JournalPath(loaded.Configuration.Journal));
        var journal =
            access == JournalAccess.Write
                ? await SqliteJournal.OpenAsync(journalFile, storefront.Name, context.Time, context.Stop)
                : await SqliteJournal.OpenReadOnlyAsync(journalFile, storefront.Name, context.Time, context.Stop);
        var tillOptions = TillOptionsOf(storefront.Till);
        var client = Client(storefront.Shop, context);
        var till = new CounterpointTill(tillOptions, context.Time);
        var shop = new WooCommerceShop(client);
        return new StorefrontSession(
            storefront.Name,
            loaded.Path,
            storefront.Shop.Url,
            till,
            shop,
            new WooCommerceListingWriter(client),
            new RequestMeter(client.Requests),
            journal,
            storefront.Till.WriteSyncLog ? new CounterpointSyncLog(tillOptions) : null,
            CycleOptionsOf(storefront),
            new WooCommerceWebhooks(client),
            client
        )
        {
            Catalogue = till,
            Sheets = till,
            Creator = new WooCommerceListingCreator(client),
            ProductMap = storefront.Till.WriteProductMap ? new CounterpointProductMap(tillOptions) : null,
            Staging = storefront.Till.StageOrders ? new StagingPorts(shop, new CounterpointOrderStaging(tillOptions)) : null,
        };
    }

    /// <summary>What the journal remembers for the operator.</summary>
    public static Task<SqliteNotes> OpenNotesAsync(
        CommandContext context,
        LoadedConfiguration loaded,
        StorefrontSettings storefront,
        JournalAccess access
    )
    {
        var file = new JournalOptions(JournalPath(loaded.Configuration.Journal));
        return access == JournalAccess.Write
            ? SqliteNotes.OpenAsync(file, storefront.Name, context.Stop)
            : SqliteNotes.OpenReadOnlyAsync(file, storefront.Name, context.Stop);
    }

    /// <summary>Where syncs of one storefront report how they went; with nothing configured it does nothing.</summary>
    /// <param name="warn">Takes what is worth a word and stops nothing.</param>
    public static AlertDesk AlertDeskOf(LoadedConfiguration loaded, StorefrontSettings storefront, TimeProvider time, Action<string> warn)
    {
        var settings = loaded.Configuration.Alerts;
        var file = new JournalOptions(JournalPath(loaded.Configuration.Journal));
        var store = new AlertStore(() => SqliteNotes.OpenAsync(file, storefront.Name, CancellationToken.None));
        var sender = new AlertSender(AlertChannels.Of(settings), time, AlertSender.LimitDefault);
        return new AlertDesk(storefront.Name, settings, store, sender, AlertChannels.PingerOf(settings, storefront.Name), time, warn);
    }

    public static TillOptions TillOptionsOf(TillSettings settings) =>
        new()
        {
            Provider = settings.Provider,
            ConnectionString = settings.ConnectionString.Reveal(),
            Locations = settings.Locations,
            ActiveStatuses = settings.ActiveStatuses,
            ConnectTimeoutSeconds = (int)settings.ConnectTimeout.TotalSeconds,
            CommandTimeoutSeconds = (int)settings.CommandTimeout.TotalSeconds,
            AllowUntrustedCertificate = settings.AllowUntrustedCertificate,
            WriteSyncLog = settings.WriteSyncLog,
        };

    public static CycleOptions CycleOptionsOf(StorefrontSettings storefront) =>
        new(
            new StockPolicy(
                storefront.Till.Basis,
                storefront.Till.Locations,
                storefront.Till.ActiveStatuses,
                storefront.Stock.SafetyStock,
                storefront.Stock.OrderKnownWhen,
                storefront.Stock.TakeOverUnmanaged
            )
            {
                DecimalPlaces = storefront.Stock.DecimalPlaces,
                CreatesDrafts = storefront.Stock.CreateDrafts,
                PhasedOutStatuses = storefront.Till.PhasedOutStatuses,
                PhasedOut = storefront.Stock.PhasedOut,
                PhasedOutGrace = storefront.Stock.PhasedOutGrace,
            },
            new GuardLimits(
                storefront.Guard.MaxZeroedPercent,
                storefront.Guard.MaxZeroedItems,
                storefront.Guard.MaxLostRowsPercent,
                storefront.Guard.AlwaysAllowItems
            )
            {
                MaxLoweredPercent = storefront.Guard.MaxLoweredPercent,
                MaxLoweredItems = storefront.Guard.MaxLoweredItems,
                MaxRaisedPercent = storefront.Guard.MaxRaisedPercent,
                MaxRaisedItems = storefront.Guard.MaxRaisedItems,
                MaxCreatedItems = storefront.Guard.MaxCreatedItems,
            },
            storefront.Schedule.Threshold,
            storefront.Shop.QuietPeriod,
            storefront.Shop.SettleTime
        )
        {
            BacklogAge = storefront.Stock.BacklogAge,
            ImageBase = storefront.Stock.ImageBase,
            Staging = storefront.Till.StageOrders ? new StagingChoice(storefront.Till.StageOrdersSince) : null,
            WriteTimeout = storefront.Shop.WriteTimeout,
        };

    public static WooCommerceClient Client(ShopSettings settings, CommandContext context) =>
        new(
            new ShopOptions
            {
                Url = settings.Url.ToString(),
                ConsumerKey = settings.ConsumerKey.Reveal(),
                ConsumerSecret = settings.ConsumerSecret.Reveal(),
                AllowUntrustedCertificate = settings.AllowUntrustedCertificate,
                UserAgent = settings.UserAgent,
                TimeoutSeconds = (int)settings.Timeout.TotalSeconds,
                WriteTimeoutSeconds = (int)settings.WriteTimeout.TotalSeconds,
            },
            new ShopEnvironment { Time = context.Time, Observe = context.Arguments.GetValue(CommandOptions.Verbose) ? Show(context) : null }
        );

    private static Action<ShopExchange> Show(CommandContext context) =>
        exchange =>
            context.Terminal.Error(
                $"  {exchange.Method} {exchange.Path} -> {exchange.Status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? exchange.Failure} ({exchange.Elapsed.TotalMilliseconds:0} ms)"
            );

    public static string JournalPath(JournalSettings settings) =>
        new SqliteConnectionStringBuilder(settings.ConnectionString.Reveal()).DataSource;

    private sealed class RequestMeter(RequestCounter counter) : IRequestMeter
    {
        public int Reads => (int)counter.Counts.Reads;

        public int Writes => (int)counter.Counts.Writes;
    }
}
