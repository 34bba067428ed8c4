using Tillsync.Core.Deciding;
using Tillsync.Core.Planning;

namespace Tillsync.Configuration;

/// <summary>When to sync, what number to show, and which plans to hold.</summary>
internal static class PolicyKeys
{
    public static readonly SettingKey<decimal> ThresholdHours = new(
        "Storefronts:*:Schedule:ThresholdHours",
        new NumberRule(0.1m, 744),
        "A sync is due this many hours after the last one, even if no change was seen."
    )
    {
        Default = 12m,
    };

    public static readonly SettingKey<int> ProbeSeconds = new(
        "Storefronts:*:Schedule:ProbeSeconds",
        new WholeNumberRule(1, 3600),
        "How often serve glances at the till, by one small query; every second for a minute after a change."
    )
    {
        Default = 5,
    };

    public static readonly SettingKey<int> OrderSeconds = new(
        "Storefronts:*:Schedule:OrderSeconds",
        new WholeNumberRule(5, 86400),
        "How often serve reads the shop's orders and compares the till row by row, whether a glance has shown a change or not."
    )
    {
        Default = 60,
    };

    public static readonly SettingKey<decimal> SafetyStock = new(
        "Storefronts:*:Stock:SafetyStock",
        new NumberRule(0, 1_000_000),
        "Units of each article, in the till's stocking unit, that are never offered online, where no rule says otherwise (tillsync rules)."
    )
    {
        Default = 0m,
    };

    public static readonly SettingKey<int> DecimalPlaces = new(
        "Storefronts:*:Stock:DecimalPlaces",
        new WholeNumberRule(0, 4),
        "Decimals of a listed quantity: 0 lists whole units; more only for a shop that sells fractions (a plugin), and never more than the item has in the till."
    )
    {
        Default = 0,
    };

    public static readonly SettingKey<PhasedOutListing> PhasedOut = new(
        "Storefronts:*:Stock:PhasedOut",
        new ChoiceRule<PhasedOutListing>(),
        "What becomes of the listing of an article that is phased out: Zero shows it with no stock, ZeroAndHide takes it out of lists and searches as well, Draft makes it a draft."
    )
    {
        Default = PhasedOutListing.Zero,
    };

    public static readonly SettingKey<decimal> PhasedOutGraceDays = new(
        "Storefronts:*:Stock:PhasedOutGraceDays",
        new NumberRule(0, 3650),
        "So many days a phased-out listing stays in sight, with no stock, before it is hidden or made a draft."
    )
    {
        Default = 0m,
    };

    public static readonly SettingKey<OrderKnowledge> OrderKnownWhen = new(
        "Storefronts:*:Stock:OrderKnownWhen",
        new ChoiceRule<OrderKnowledge>(),
        "When a web order is in the till's own numbers and is no longer subtracted: its staging row is applied, it is completed, either, or never by itself."
    )
    {
        Default = OrderKnowledge.AppliedOrCompleted,
    };

    public static readonly SettingKey<bool> TakeOverUnmanaged = new(
        "Storefronts:*:Stock:TakeOverUnmanaged",
        FlagRule.Instance,
        "Whether stock management may be switched on for a listing that has it off; a plan that does so for more than Guard:AlwaysAllowItems listings is held for approval."
    )
    {
        Default = false,
    };

    public static readonly SettingKey<decimal> BacklogDays = new(
        "Storefronts:*:Stock:BacklogDays",
        new NumberRule(0.1m, 3650),
        "A web order that reserves for longer than this many days is shown as backlog; it goes on reserving."
    )
    {
        Default = 14m,
    };

    public static readonly SettingKey<bool> CreateDrafts = new(
        "Storefronts:*:Stock:CreateDrafts",
        FlagRule.Instance,
        "Whether a web item that the shop does not have is made there, as a draft with the till's name, price, weight, description and stock."
    )
    {
        Default = false,
    };

    public static readonly SettingKey<Uri> ImageBase = new(
        "Storefronts:*:Stock:ImageBase",
        new HttpAddressRule("the folder that holds the till's pictures"),
        "Where the shop fetches the picture of a product that is made: this address and the item's file name (IM_ITEM.ECOMM_IMG_FILE)."
    )
    {
        WhenAbsent = "no pictures",
    };

    public static readonly SettingKey<decimal> MaxZeroedPercent = new(
        "Storefronts:*:Guard:MaxZeroedPercent",
        new NumberRule(0, 100),
        "A plan that takes more than this share of the listings to zero or out of sight is held for approval."
    )
    {
        Default = 30m,
    };

    public static readonly SettingKey<int> MaxZeroedItems = new(
        "Storefronts:*:Guard:MaxZeroedItems",
        new WholeNumberRule(0, 10_000_000),
        "A plan that takes more than this many listings to zero or out of sight is held for approval."
    )
    {
        WhenAbsent = "no limit",
    };

    public static readonly SettingKey<decimal> MaxLoweredPercent = new(
        "Storefronts:*:Guard:MaxLoweredPercent",
        new NumberRule(0, 100),
        "A plan that lowers more than this share of the listings, not to zero, is held for approval."
    )
    {
        WhenAbsent = "no limit",
    };

    public static readonly SettingKey<int> MaxLoweredItems = new(
        "Storefronts:*:Guard:MaxLoweredItems",
        new WholeNumberRule(0, 10_000_000),
        "A plan that lowers more than this many listings, not to zero, is held for approval."
    )
    {
        WhenAbsent = "no limit",
    };

    public static readonly SettingKey<decimal> MaxRaisedPercent = new(
        "Storefronts:*:Guard:MaxRaisedPercent",
        new NumberRule(0, 100),
        "A plan that raises more than this share of the listings, from zero included, is held for approval."
    )
    {
        WhenAbsent = "no limit",
    };

    public static readonly SettingKey<int> MaxRaisedItems = new(
        "Storefronts:*:Guard:MaxRaisedItems",
        new WholeNumberRule(0, 10_000_000),
        "A plan that raises more than this many listings, from zero included, is held for approval."
    )
    {
        WhenAbsent = "no limit",
    };

    public static readonly SettingKey<int> MaxCreatedItems = new(
        "Storefronts:*:Guard:MaxCreatedItems",
        new WholeNumberRule(0, 1_000_000),
        "A plan that makes more than this many new products is held for approval."
    )
    {
        Default = GuardLimits.CreatedItemsDefault,
    };

    public static readonly SettingKey<decimal> MaxLostRowsPercent = new(
        "Storefronts:*:Guard:MaxLostRowsPercent",
        new NumberRule(0, 100),
        "A plan made from a read that lost more than this share of the till's rows is held for approval."
    )
    {
        Default = 20m,
    };

    public static readonly SettingKey<int> AlwaysAllowItems = new(
        "Storefronts:*:Guard:AlwaysAllowItems",
        new WholeNumberRule(0, 1_000_000),
        "Up to this many listings may go to zero, be lowered or be raised whatever the limits, so that small catalogues are not held all the time."
    )
    {
        Default = 3,
    };

    public static IReadOnlyList<SettingKey> All =>
        [
            ThresholdHours,
            ProbeSeconds,
            OrderSeconds,
            SafetyStock,
            DecimalPlaces,
            PhasedOut,
            PhasedOutGraceDays,
            OrderKnownWhen,
            TakeOverUnmanaged,
            BacklogDays,
            CreateDrafts,
            ImageBase,
            MaxZeroedPercent,
            MaxZeroedItems,
            MaxLoweredPercent,
            MaxLoweredItems,
            MaxRaisedPercent,
            MaxRaisedItems,
            MaxCreatedItems,
            MaxLostRowsPercent,
            AlwaysAllowItems,
        ];
}
