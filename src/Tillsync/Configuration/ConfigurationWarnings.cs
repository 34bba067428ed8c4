using Tillsync.Adapters.Counterpoint;

namespace Tillsync.Configuration;

/// <summary>What works but deserves a second look.</summary>
internal static class ConfigurationWarnings
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public static IEnumerable<string> Of(TillsyncConfiguration configuration, string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
        {
            yield return $"{path}: other users of this machine can read or change it, and it may hold keys. Run chmod 600 on it.";
        }

        if (!configuration.Service.Listen.IsLoopback)
        {
            yield return $"{ServiceKeys.Listen.Path}: {configuration.Service.Listen} can be reached from other machines, without a sign-in. Use a loopback address, or put a proxy with a sign-in before it.";
        }

        foreach (var warning in AlertChecks.WarningsOf(configuration.Alerts.Email))
        {
            yield return warning;
        }

        var shops = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < configuration.Storefronts.Count; i++)
        {
            var storefront = configuration.Storefronts[i];
            foreach (var warning in OfShop(storefront.Shop))
            {
                yield return ConfigurationSchema.At(warning, i);
            }

            if (
                storefront.Till.Provider == TillProvider.SqlServer
                && !ConfigurationChecks.Names(storefront.Till.ConnectionString, ConfigurationChecks.DatabaseNames)
            )
            {
                yield return $"{TillKeys.ConnectionString.PathFor(i)}: it names no database, so the login's default database is read. Add Database=NAME.";
            }

            if (!shops.TryAdd(storefront.Shop.Url.GetLeftPart(UriPartial.Path).TrimEnd('/'), storefront.Name))
            {
                yield return $"{ShopKeys.Url.PathFor(i)}: another storefront has the same shop; two tills would overwrite each other's stock there.";
            }
        }
    }

    private static IEnumerable<string> OfShop(ShopSettings shop)
    {
        if (shop.Url.Scheme == Uri.UriSchemeHttp && !shop.Url.IsLoopback)
        {
            yield return $"{ShopKeys.Url.Path}: the shop is reached over http, so that orders and stock can be read on the way. Use https if the shop has it.";
        }

        if (shop.AllowUntrustedCertificate)
        {
            yield return $"{ShopKeys.AllowUntrustedCertificate.Path}: it is on, so that anyone on the way to the shop can take its place. Use it for tests only.";
        }
    }
}
