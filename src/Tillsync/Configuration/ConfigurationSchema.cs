using System.Globalization;

namespace Tillsync.Configuration;

/// <summary>Every key there is, in the order in which they are written and shown.</summary>
internal static class ConfigurationSchema
{
    /// <summary>The one list of sections.</summary>
    public const string Storefronts = "Storefronts";

    public static IReadOnlyList<SettingKey> All { get; } =
    [
        .. RootKeys.All.Where(key => !key.IsPerStorefront),
        .. ServiceKeys.All,
        .. AlertKeys.All,
        RootKeys.StorefrontName,
        .. TillKeys.All,
        .. ShopKeys.All,
        .. PolicyKeys.All,
    ];

    /// <summary>The names that may stand in a section, given with * for a position; empty for what is no section.</summary>
    public static IEnumerable<string> NamesIn(string section)
    {
        var prefix = section.Length == 0 ? "" : $"{section}:";
        return All.Where(key => key.Path.StartsWith(prefix, StringComparison.Ordinal))
            .Select(key => key.Path[prefix.Length..].Split(':', 2)[0])
            .Distinct(StringComparer.Ordinal);
    }

    public static SettingKey? Find(string path) => All.FirstOrDefault(key => key.Path == path);

    /// <summary>Where else a key or section of this name may stand, as seen from inside a storefront or the whole file.</summary>
    public static IEnumerable<string> PlacesOf(string name) =>
        All.Select(key => key.Path)
            .Concat(All.Select(key => key.Section))
            .Where(path => path.EndsWith($":{name}", StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.Ordinal);

    public static string At(string path, int storefront) =>
        path.Replace("*", storefront.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
