using System.Globalization;
using Tillsync.Adapters.WooCommerce;
using Tillsync.Core;

namespace Tillsync.Doctor.Checks;

/// <summary>The shop's API answers, and no firewall, cache, login page or wrong address in its place.</summary>
internal sealed class ShopReachCheck : IDoctorCheck
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(5);

    /// <summary>Services in front of a shop that block unknown programs and keep old answers.</summary>
    private static readonly string[] InFront = ["cloudflare", "sucuri", "akamai", "imperva", "varnish", "fastly", "ddos-guard"];

    public string Name => "Shop reachable";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken)
    {
        try
        {
            return Judge(scene.Storefront.Shop.Url, await scene.LookAsync(cancellationToken));
        }
        catch (ShopException exception)
        {
            return Diagnosis.Fail($"{exception.Subject}: {exception.Cause}", exception.Advice);
        }
    }

    public static Diagnosis Judge(Uri url, ShopFront front)
    {
        var seconds = front.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        var who = InFront.FirstOrDefault(name => front.Server.Contains(name, StringComparison.OrdinalIgnoreCase));
        IReadOnlyList<string> details = who is null
            ? []
            : [$"{who} stands before the shop: let /wp-json/wc/v3/ pass there, uncached, for this machine."];
        return front.Elapsed > Slow
            ? Diagnosis.Warn($"{url} answers, but took {seconds} s.", "See why the shop's server is slow; syncs take as long.", details)
            : Diagnosis.Pass($"{url} answers ({seconds} s).", details);
    }
}
