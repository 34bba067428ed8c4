using Tillsync.Core.Stock;

namespace Tillsync.Configuration;

/// <summary>Puts resolved values into the records that the program works with.</summary>
internal static class ConfigurationBinder
{
    public static TillsyncConfiguration Bind(ResolvedSettings settings) =>
        new(
            new JournalSettings(settings.Get(RootKeys.JournalProvider), settings.Get(RootKeys.JournalConnectionString)),
            new LogSettings(settings.Get(RootKeys.LogFolder), settings.Get(RootKeys.LogRetentionDays)),
            new ServiceSettings(settings.Get(ServiceKeys.Listen), settings.GetAddress(ServiceKeys.OtlpEndpoint)),
            BindAlerts(settings),
            BindStorefronts(settings)
        );

    private static AlertSettings BindAlerts(ResolvedSettings settings) =>
        new(
            Hours(settings.Get(AlertKeys.RepeatHours)),
            TimeSpan.FromMinutes(settings.Get(AlertKeys.MinutesBetween)),
            Hours(settings.Get(AlertKeys.UnverifiedHours)),
            settings.GetOptional(AlertKeys.WebhookUrl),
            settings.GetOptional(AlertKeys.PingUrl),
            BindEmail(settings)
        );

    private static EmailSettings BindEmail(ResolvedSettings settings) =>
        new(
            settings.GetText(AlertKeys.Host),
            settings.Get(AlertKeys.Port),
            settings.Get(AlertKeys.Security),
            settings.GetText(AlertKeys.User),
            settings.GetOptional(AlertKeys.Password),
            settings.GetText(AlertKeys.From),
            (settings.GetText(AlertKeys.To) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        );

    private static List<StorefrontSettings> BindStorefronts(ResolvedSettings settings)
    {
        var storefronts = new List<StorefrontSettings>(settings.StorefrontCount);
        for (var storefront = 0; storefront < settings.StorefrontCount; storefront++)
        {
            storefronts.Add(BindStorefront(settings, storefront));
        }

        return storefronts;
    }

    private static StorefrontSettings BindStorefront(ResolvedSettings settings, int storefront) =>
        new(
            settings.Get(RootKeys.StorefrontName, storefront),
            BindTill(settings, storefront),
            BindShop(settings, storefront),
            BindSchedule(settings, storefront),
            BindStock(settings, storefront),
            BindGuard(settings, storefront)
        );

    private static ScheduleSettings BindSchedule(ResolvedSettings settings, int storefront) =>
        new(
            Hours(settings.Get(PolicyKeys.ThresholdHours, storefront)),
            TimeSpan.FromSeconds(settings.Get(PolicyKeys.ProbeSeconds, storefront)),
            TimeSpan.FromSeconds(settings.Get(PolicyKeys.OrderSeconds, storefront))
        );

    private static TillSettings BindTill(ResolvedSettings settings, int storefront) =>
        new(
            settings.Get(TillKeys.Provider, storefront),
            settings.Get(TillKeys.ConnectionString, storefront),
            BindLocations(settings, storefront),
            settings.Get(TillKeys.ActiveStatuses, storefront),
            settings.GetList(TillKeys.PhasedOutStatuses, storefront),
            settings.Get(TillKeys.Basis, storefront),
            settings.Get(TillKeys.WriteSyncLog, storefront),
            settings.Get(TillKeys.WriteProductMap, storefront),
            settings.Get(TillKeys.StageOrders, storefront),
            settings.GetOptional(TillKeys.StageOrdersSince, storefront),
            settings.Get(TillKeys.AllowUntrustedCertificate, storefront),
            TimeSpan.FromSeconds(settings.Get(TillKeys.ConnectTimeoutSeconds, storefront)),
            TimeSpan.FromSeconds(settings.Get(TillKeys.CommandTimeoutSeconds, storefront))
        );

    private static SellingLocations BindLocations(ResolvedSettings settings, int storefront) =>
        settings.Get(TillKeys.Locations, storefront) is { Count: > 0 } only
            ? SellingLocations.Only(only)
            : SellingLocations.AllBut(settings.GetList(TillKeys.ExcludedLocations, storefront) ?? []);

    private static ShopSettings BindShop(ResolvedSettings settings, int storefront) =>
        new(
            settings.Get(ShopKeys.Url, storefront),
            settings.Get(ShopKeys.ConsumerKey, storefront),
            settings.Get(ShopKeys.ConsumerSecret, storefront),
            settings.Get(ShopKeys.AllowUntrustedCertificate, storefront),
            settings.Get(ShopKeys.UserAgent, storefront),
            TimeSpan.FromSeconds(settings.Get(ShopKeys.TimeoutSeconds, storefront)),
            TimeSpan.FromSeconds(settings.Get(ShopKeys.WriteTimeoutSeconds, storefront)),
            TimeSpan.FromSeconds(settings.Get(ShopKeys.QuietSeconds, storefront)),
            TimeSpan.FromSeconds(settings.Get(ShopKeys.SettleSeconds, storefront)),
            settings.GetAddress(ShopKeys.WebhookUrl, storefront)
        );

    private static StockSettings BindStock(ResolvedSettings settings, int storefront) =>
        new(
            new SafetyStock(new Quantity(settings.Get(PolicyKeys.SafetyStock, storefront))),
            settings.Get(PolicyKeys.DecimalPlaces, storefront),
            settings.Get(PolicyKeys.PhasedOut, storefront),
            Days(settings.Get(PolicyKeys.PhasedOutGraceDays, storefront)),
            settings.Get(PolicyKeys.OrderKnownWhen, storefront),
            settings.Get(PolicyKeys.TakeOverUnmanaged, storefront),
            Days(settings.Get(PolicyKeys.BacklogDays, storefront)),
            settings.Get(PolicyKeys.CreateDrafts, storefront),
            settings.GetAddress(PolicyKeys.ImageBase, storefront)
        );

    private static GuardSettings BindGuard(ResolvedSettings settings, int storefront) =>
        new(
            settings.Get(PolicyKeys.MaxZeroedPercent, storefront),
            settings.GetOptional(PolicyKeys.MaxZeroedItems, storefront),
            settings.GetOptional(PolicyKeys.MaxLoweredPercent, storefront),
            settings.GetOptional(PolicyKeys.MaxLoweredItems, storefront),
            settings.GetOptional(PolicyKeys.MaxRaisedPercent, storefront),
            settings.GetOptional(PolicyKeys.MaxRaisedItems, storefront),
            settings.Get(PolicyKeys.MaxCreatedItems, storefront),
            settings.Get(PolicyKeys.MaxLostRowsPercent, storefront),
            settings.Get(PolicyKeys.AlwaysAllowItems, storefront)
        );

    /// <summary>By way of decimals: a double would turn 0.1 hours into something else.</summary>
    private static TimeSpan Hours(decimal hours) => TimeSpan.FromTicks((long)(hours * TimeSpan.TicksPerHour));

    private static TimeSpan Days(decimal days) => TimeSpan.FromTicks((long)(days * TimeSpan.TicksPerDay));
}
