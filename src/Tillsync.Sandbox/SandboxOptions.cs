namespace Tillsync.Sandbox;

/// <summary>How the stand-in is set up.</summary>
public sealed record SandboxOptions
{
    /// <summary>Loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The WooCommerce version whose behaviour is shown; recorded are 8.9.3, 9.9.5, 10.4.3 and 11.0.1, others take the nearest older rule.</summary>
    public string WooCommerceVersion { get; init; } = "11.0.1";

    /// <summary>The key with read and write permission.</summary>
    public string ConsumerKey { get; init; } = "ck_sandbox";

    /// <summary>The secret of <see cref="ConsumerKey"/>.</summary>
    public string ConsumerSecret { get; init; } = "cs_sandbox";

    /// <summary>True serves https with a self-signed certificate made in memory; false serves http, where only OAuth 1.0a is accepted.</summary>
    public bool Https { get; init; } = true;

    /// <summary>More keys, for instance one that may only read.</summary>
    public IReadOnlyList<SandboxKey> ExtraKeys { get; init; } = [];

    /// <summary>The clock of the shop.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The shop's time zone; the recorded shop was at UTC+1.</summary>
    public TimeZoneInfo SiteZone { get; init; } = ZoneOf(TimeSpan.FromHours(1));

    /// <summary>Largest number of items in one batch, all parts together; 100 on every recorded version.</summary>
    public int BatchItemsMax { get; init; } = 100;

    /// <summary>The option woocommerce_notify_no_stock_amount: at or below this quantity a product is out of stock.</summary>
    public int NoStockAmount { get; init; }

    /// <summary>The option woocommerce_manage_stock: false switches stock management off for the whole shop.</summary>
    public bool ManagesStock { get; init; } = true;

    /// <summary>True behaves as with the plugin that stores decimal quantities (recording 15).</summary>
    public bool StoresDecimals { get; init; }

    /// <summary>True behaves as with something in front of the shop that drops <c>inventory_delta</c>: 200, and the number stays.</summary>
    public bool IgnoresInventoryDelta { get; init; }

    /// <summary>The name in the index of the REST API.</summary>
    public string SiteName { get; init; } = "Sandbox Shop";

    /// <summary>Seed of the faults that happen with a probability.</summary>
    public int FaultSeed { get; init; } = 1;

    /// <summary>A time zone that is always so far from UTC.</summary>
    public static TimeZoneInfo ZoneOf(TimeSpan offset) =>
        TimeZoneInfo.CreateCustomTimeZone("site", offset, FormattableString.Invariant($"UTC{offset.TotalHours:+0.##;-0.##}"), null);
}
