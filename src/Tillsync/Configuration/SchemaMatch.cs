using System.Globalization;

namespace Tillsync.Configuration;

/// <summary>What a path that somebody wrote means. Case does not matter; the paths given back are spelt as the schema does.</summary>
internal abstract record SchemaMatch
{
    private SchemaMatch() { }

    /// <param name="Item">Position in the list that the key holds; null for the key itself.</param>
    internal sealed record Key(SettingKey Setting, string Path, int? Storefront, int? Item) : SchemaMatch;

    internal sealed record Section(string Path, int? Storefront) : SchemaMatch;

    /// <param name="Written">The path up to and including the unknown name.</param>
    /// <param name="Parent">The section in which it stands.</param>
    /// <param name="Suggestions">Full paths that may have been meant.</param>
    internal sealed record Unknown(string Written, string Parent, IReadOnlyList<string> Suggestions) : SchemaMatch;

    /// <summary>The name is right but what stands below it is not.</summary>
    internal sealed record Misshapen(string Path, string Problem) : SchemaMatch;

    public static SchemaMatch Of(string written)
    {
        var segments = written.Split(':');
        var (pattern, path) = ("", "");
        int? storefront = null;
        for (var i = 0; i < segments.Length; i++)
        {
            if (ConfigurationSchema.Find(pattern) is { } key)
            {
                return Below(key, path, storefront, segments[i..]);
            }

            string name;
            if (pattern == ConfigurationSchema.Storefronts)
            {
                storefront = Position(segments[i]);
                if (storefront is null)
                {
                    return new Misshapen(path, "A list of storefronts is expected, each with its position, counted from 0.");
                }

                (name, path) = ("*", Join(path, storefront.Value.ToString(CultureInfo.InvariantCulture)));
            }
            else
            {
                var known = ConfigurationSchema.NamesIn(pattern).FirstOrDefault(known => Same(known, segments[i]));
                if (known is null)
                {
                    return new Unknown(string.Join(':', segments[..(i + 1)]), path, Suggest(segments[i], pattern, path, storefront ?? 0));
                }

                (name, path) = (known, Join(path, known));
            }

            pattern = Join(pattern, name);
        }

        return ConfigurationSchema.Find(pattern) is { } setting ? new Key(setting, path, storefront, null) : new Section(path, storefront);
    }

    private static SchemaMatch Below(SettingKey key, string path, int? storefront, string[] rest) =>
        !key.IsList ? new Misshapen(path, "One value is expected, not a section or a list.")
        : rest.Length > 1 || Position(rest[0]) is not { } item ? new Misshapen(path, "A list of texts is expected.")
        : new Key(key, path, storefront, item);

    /// <summary>A name that is right but in the wrong section comes before one that is nearly right in this one.</summary>
    private static string[] Suggest(string name, string pattern, string path, int storefront)
    {
        string[] elsewhere = [.. ConfigurationSchema.PlacesOf(name).Select(place => ConfigurationSchema.At(place, storefront))];
        return elsewhere.Length > 0 ? elsewhere
            : NearestName.Of(name, ConfigurationSchema.NamesIn(pattern)) is { } nearest ? [Join(path, nearest)]
            : [];
    }

    private static int? Position(string segment) =>
        int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : null;

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}:{name}";
}
