using Tillsync.Adapters.Counterpoint;
using Tillsync.Core.Deciding;
using Tillsync.Core.Stock;

namespace Tillsync.Configuration;

/// <summary>One shop with the till that it follows. Names are unique, whatever their case.</summary>
internal sealed record StorefrontSettings(
    string Name,
    TillSettings Till,
    ShopSettings Shop,
    ScheduleSettings Schedule,
    StockSettings Stock,
    GuardSettings Guard
);

/// <param name="Locations">Whose stock is sold online; every location's only when the owner has said so.</param>
/// <param name="ActiveStatuses">IM_ITEM.STAT codes that are sold; at least one.</param>
/// <param name="PhasedOutStatuses">Those that are phased out; null: every other one.</param>
/// <param name="StageOrdersSince">By the shop's calendar; null where no day was chosen.</param>
internal sealed record TillSettings(
    TillProvider Provider,
    Secret ConnectionString,
    SellingLocations Locations,
    IReadOnlyList<string> ActiveStatuses,
    IReadOnlyList<string>? PhasedOutStatuses,
    StockBasis Basis,
    bool WriteSyncLog,
    bool WriteProductMap,
    bool StageOrders,
    DateOnly? StageOrdersSince,
    bool AllowUntrustedCertificate,
    TimeSpan ConnectTimeout,
    TimeSpan CommandTimeout
);

/// <param name="Url">Absolute, http or https, without user name, query or fragment.</param>
/// <param name="QuietPeriod">How long a write of unknown outcome is left alone before the shop is read.</param>
/// <param name="SettleTime">How long an order must have been unchanged before a listing that it touches is written.</param>
/// <param name="WebhookUrl">Null where the shop is not to tell of anything.</param>
internal sealed record ShopSettings(
    Uri Url,
    Secret ConsumerKey,
    Secret ConsumerSecret,
    bool AllowUntrustedCertificate,
    string UserAgent,
    TimeSpan Timeout,
    TimeSpan WriteTimeout,
    TimeSpan QuietPeriod,
    TimeSpan SettleTime,
    Uri? WebhookUrl
);

/// <param name="Threshold">A full sync is due when the last one is older than this, whatever else has happened.</param>
/// <param name="ProbeInterval">How often <c>serve</c> glances at the till.</param>
/// <param name="OrderInterval">How often <c>serve</c> makes a whole check, which reads the till and the shop's orders.</param>
internal sealed record ScheduleSettings(TimeSpan Threshold, TimeSpan ProbeInterval, TimeSpan OrderInterval);

/// <param name="ImageBase">Null where new products get no picture.</param>
internal sealed record StockSettings(
    SafetyStock SafetyStock,
    int DecimalPlaces,
    PhasedOutListing PhasedOut,
    TimeSpan PhasedOutGrace,
    OrderKnowledge OrderKnownWhen,
    bool TakeOverUnmanaged,
    TimeSpan BacklogAge,
    bool CreateDrafts,
    Uri? ImageBase
);

/// <summary>Null is no limit.</summary>
internal sealed record GuardSettings(
    decimal MaxZeroedPercent,
    int? MaxZeroedItems,
    decimal? MaxLoweredPercent,
    int? MaxLoweredItems,
    decimal? MaxRaisedPercent,
    int? MaxRaisedItems,
    int MaxCreatedItems,
    decimal MaxLostRowsPercent,
    int AlwaysAllowItems
);
