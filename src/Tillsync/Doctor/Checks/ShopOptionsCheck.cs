using System.Globalization;
using Tillsync.Adapters.WooCommerce;
using Tillsync.Core;

namespace Tillsync.Doctor.Checks;

/// <summary>The shop's own options that decide what a number means there.</summary>
internal sealed class ShopOptionsCheck : IDoctorCheck
{
    private const string Page = "WooCommerce > Settings > Products > Inventory";

    public string Name => "Shop options";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken)
    {
        await scene.ShopProfile.GetAsync(cancellationToken);
        try
        {
            return Judge(await scene.ShopSettings.GetAsync(cancellationToken));
        }
        catch (ShopException exception)
        {
            return Diagnosis.Warn($"They cannot be read: {exception.Cause}", $"Look at {Page} yourself: stock management has to be on.");
        }
    }

    public static Diagnosis Judge(ShopStockSettings settings)
    {
        List<string> details = [];
        if (settings.HoldMinutes is { } minutes)
        {
            details.Add($"unpaid orders give their stock back after {minutes.ToString("0", CultureInfo.InvariantCulture)} minutes");
        }
        else
        {
            details.Add("unpaid orders keep their stock until somebody cancels them");
        }

        if (settings.HidesOutOfStock == true)
        {
            details.Add("products without stock are hidden from the catalogue");
        }

        return settings.ManagesStock == false
                ? Diagnosis.Fail(
                    "Stock management is off in the whole shop: numbers are kept, but nothing is ever sold out.",
                    $"Switch it on: {Page}.",
                    details
                )
            : settings.NoStockAmount is { } amount and > 0
                ? Diagnosis.Warn(
                    $"The shop shows a listing as out of stock at {amount.ToString("0.##", CultureInfo.InvariantCulture)} and below.",
                    $"If the last units are to be sold, set the out of stock threshold to 0: {Page}.",
                    details
                )
            : Diagnosis.Pass("Stock management is on, and listings are sold down to 0.", details);
    }
}
