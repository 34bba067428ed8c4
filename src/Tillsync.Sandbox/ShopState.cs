using Tillsync.Sandbox.Orders;
using Tillsync.Sandbox.Php;
using Tillsync.Sandbox.Products;
using Tillsync.Sandbox.Rest;
using Tillsync.Sandbox.Settings;
using Tillsync.Sandbox.Webhooks;

namespace Tillsync.Sandbox;

/// <summary>Everything the shop remembers.</summary>
internal sealed class ShopState
{
    public ShopState(SandboxOptions options)
    {
        Version = new StoreVersion(options.WooCommerceVersion);
        Time = new SiteTime(options.TimeProvider, options.SiteZone);
        Settings = new ShopSettings(options);
        Webhooks = new WebhookStore(this);
        Events = new ShopEvents(Webhooks);
        Products = new ProductStore(this);
        Orders = new OrderStore(this);
        StoresDecimals = options.StoresDecimals;
        BatchItemsMax = options.BatchItemsMax;
        IgnoresInventoryDelta = options.IgnoresInventoryDelta;
        SiteName = options.SiteName;
    }

    public StoreVersion Version { get; }

    public SiteTime Time { get; }

    public ShopSettings Settings { get; }

    public ProductStore Products { get; }

    public OrderStore Orders { get; }

    public WebhookStore Webhooks { get; }

    public ShopEvents Events { get; }

    /// <summary>Products, variations, orders and refunds share one sequence, as posts do.</summary>
    public IdSequence Ids { get; } = new();

    public int BatchItemsMax { get; }

    public bool IgnoresInventoryDelta { get; }

    public string SiteName { get; }

    /// <summary>True while the plugin of recording 15 is on.</summary>
    public bool StoresDecimals { get; set; }

    /// <summary>wc_stock_amount: whole numbers cut toward zero, or decimals with the plugin of recording 15.</summary>
    public decimal StockAmount(object? value) => StoresDecimals ? ToDecimal(PhpCast.ToFloat(value)) : PhpCast.ToInt(value);

    /// <summary>The same for a quantity that is already stored.</summary>
    public decimal StockAmount(decimal value) =>
        StoresDecimals ? value
        : value is >= long.MinValue and <= long.MaxValue ? decimal.Truncate(value)
        : PhpNumber.Wrap((double)value);

    private static decimal ToDecimal(double value) => Math.Abs(value) < 1e28 ? (decimal)value : 0;
}
