using System.Globalization;
using Tillsync.Sandbox.Php;

namespace Tillsync.Sandbox.Settings;

/// <summary>The options that steer stock.</summary>
internal sealed class ShopSettings
{
    private readonly Dictionary<string, string> _values;

    public ShopSettings(SandboxOptions options)
    {
        _values = new(StringComparer.Ordinal)
        {
            ["woocommerce_manage_stock"] = options.ManagesStock ? "yes" : "no",
            ["woocommerce_hold_stock_minutes"] = "60",
            ["woocommerce_notify_low_stock"] = "yes",
            ["woocommerce_notify_no_stock"] = "yes",
            ["woocommerce_notify_low_stock_amount"] = "2",
            ["woocommerce_notify_no_stock_amount"] = options.NoStockAmount.ToString(CultureInfo.InvariantCulture),
            ["woocommerce_hide_out_of_stock_items"] = "no",
            ["woocommerce_stock_format"] = "",
        };
    }

    public IEnumerable<string> Names => _values.Keys;

    public bool ManagesStock => _values["woocommerce_manage_stock"] == "yes";

    public decimal NoStockAmount => PhpCast.AbsInt(_values["woocommerce_notify_no_stock_amount"]);

    public string? Find(string name) => _values.GetValueOrDefault(name);

    public void Set(string name, string value) => _values[name] = value;
}
