using Tillsync.Adapters.Counterpoint;
using Tillsync.Core.Deciding;

namespace Tillsync.Configuration;

/// <summary>How the till is reached and which of its stock is sold.</summary>
internal static class TillKeys
{
    public static readonly SettingKey<TillProvider> Provider = new(
        "Storefronts:*:Till:Provider",
        new ChoiceRule<TillProvider>(),
        "The kind of database that the till is: SqlServer for Counterpoint, Sqlite for a demonstration."
    )
    {
        Default = TillProvider.SqlServer,
    };

    public static readonly SettingKey<Secret> ConnectionString = new(
        "Storefronts:*:Till:ConnectionString",
        new ConnectionStringRule(),
        "The till's database, with a login that can only read; in JSON a backslash is written twice."
    )
    {
        SetTo = "the till's database, e.g. \"Server=TILL\\\\SQLEXPRESS;Database=COMPANY;Integrated Security=true\"",
        Secrecy = Secrecy.ConnectionString,
    };

    public static readonly SettingKey<IReadOnlyList<string>> Locations = new(
        "Storefronts:*:Till:Locations",
        new TextListRule(10, mayBeEmpty: true),
        "The till's locations (LOC_ID) whose stock is sold online, where no rule says otherwise (tillsync rules)."
    )
    {
        SetTo = "the locations that sell online, e.g. [\"01\"], or to [] for every location of the till",
    };

    public static readonly SettingKey<IReadOnlyList<string>> ExcludedLocations = new(
        "Storefronts:*:Till:ExcludedLocations",
        new TextListRule(10),
        "With [] as Locations: the locations whose stock is not sold online, where no rule says otherwise; every other one sells, new ones too."
    )
    {
        WhenAbsent = "none",
    };

    public static readonly SettingKey<IReadOnlyList<string>> ActiveStatuses = new(
        "Storefronts:*:Till:ActiveStatuses",
        new TextListRule(10),
        "The item statuses (IM_ITEM.STAT) that are sold; an item with another one is phased out."
    )
    {
        Default = (string[])["A"],
    };

    public static readonly SettingKey<IReadOnlyList<string>> PhasedOutStatuses = new(
        "Storefronts:*:Till:PhasedOutStatuses",
        new TextListRule(10),
        "The item statuses that are phased out; where it is set, an item with a status in neither list keeps its listing as it is, and is reported."
    )
    {
        WhenAbsent = "every status that is not sold",
    };

    public static readonly SettingKey<StockBasis> Basis = new(
        "Storefronts:*:Till:Basis",
        new ChoiceRule<StockBasis>(),
        "Which quantity is offered: Available is on hand less committed (QTY_AVAIL), OnHand is QTY_ON_HND."
    )
    {
        Default = StockBasis.Available,
    };

    public static readonly SettingKey<bool> WriteSyncLog = new(
        "Storefronts:*:Till:WriteSyncLog",
        FlagRule.Instance,
        "Whether each run adds a row to USER_SYNC_LOG, where that table exists."
    )
    {
        Default = true,
    };

    public static readonly SettingKey<bool> WriteProductMap = new(
        "Storefronts:*:Till:WriteProductMap",
        FlagRule.Instance,
        "Whether what is mapped by hand (tillsync map) is written to USER_PRODUCT_MAP as well."
    )
    {
        Default = false,
    };

    public static readonly SettingKey<bool> StageOrders = new(
        "Storefronts:*:Till:StageOrders",
        FlagRule.Instance,
        "Whether web orders are written to USER_ORDER_STAGING, from which the till's side creates its own."
    )
    {
        Default = false,
    };

    public static readonly SettingKey<DateOnly> StageOrdersSince = new(
        "Storefronts:*:Till:StageOrdersSince",
        DateRule.Instance,
        "With StageOrders: web orders placed on this day or later, by the shop's calendar, are staged."
    )
    {
        WhenAbsent = "those placed since the last sync before it was switched on",
    };

    public static readonly SettingKey<bool> AllowUntrustedCertificate = new(
        "Storefronts:*:Till:AllowUntrustedCertificate",
        FlagRule.Instance,
        "Whether a certificate that this machine does not trust, such as SQL Server's own, is accepted."
    )
    {
        Default = false,
    };

    public static readonly SettingKey<int> ConnectTimeoutSeconds = new(
        "Storefronts:*:Till:ConnectTimeoutSeconds",
        new WholeNumberRule(1, 300),
        "How long to wait for a connection to the till."
    )
    {
        Default = 15,
    };

    public static readonly SettingKey<int> CommandTimeoutSeconds = new(
        "Storefronts:*:Till:CommandTimeoutSeconds",
        new WholeNumberRule(1, 3600),
        "How long to wait for the till's answer to one query."
    )
    {
        Default = 30,
    };

    public static IReadOnlyList<SettingKey> All =>
        [
            Provider,
            ConnectionString,
            Locations,
            ExcludedLocations,
            ActiveStatuses,
            PhasedOutStatuses,
            Basis,
            WriteSyncLog,
            WriteProductMap,
            StageOrders,
            StageOrdersSince,
            AllowUntrustedCertificate,
            ConnectTimeoutSeconds,
            CommandTimeoutSeconds,
        ];
}
