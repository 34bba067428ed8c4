using System.Globalization;
using Tillsync.Adapters.WooCommerce.Http;

namespace Tillsync.Adapters.WooCommerce.Errors;

/// <summary>Redirects are never followed, so that the keys go to the configured host alone; the error tells the URL to configure.</summary>
internal static class Redirects
{
    public static Finding Find(ShopAnswer answer, ShopAddress address)
    {
        var status = answer.Status.ToString(CultureInfo.InvariantCulture);
        if (answer.Headers.Location is not { } location)
        {
            return new($"The shop redirects without saying where ({status}).", "Check the shop's URL.");
        }

        var target = location.IsAbsoluteUri ? location : new Uri(address.Root, location);
        if (target.AbsolutePath.Contains("wp-login", StringComparison.OrdinalIgnoreCase))
        {
            return new($"The shop redirects to its login page ({status}).", "A plugin guards the API; let it pass /wp-json/wc/v3/.");
        }

        if (!target.AbsolutePath.Contains("wp-json", StringComparison.OrdinalIgnoreCase))
        {
            return new(
                $"The shop redirects to a page, {target.GetLeftPart(UriPartial.Path)} ({status}).",
                "A maintenance or security plugin, or the host, is in the way; let it pass /wp-json/."
            );
        }

        var root = ShopAddress.RootOf(target);
        return root == address.Root
            ? new($"The shop redirects the API to itself ({status}).", "Take the redirect rule for /wp-json/ out of the server or plugin.")
            : new($"The shop redirects to {root.AbsoluteUri} ({status}).", $"If that is your shop, set the URL to {root.AbsoluteUri}.");
    }
}
