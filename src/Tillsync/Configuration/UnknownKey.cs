namespace Tillsync.Configuration;

/// <summary>Says what was probably meant by a key that does not exist.</summary>
internal static class UnknownKey
{
    /// <summary>No key is nearly as long: something else was pasted there.</summary>
    private const int LengthMax = 40;

    /// <summary>The path as written; without the unknown name when that may be an API key in the wrong place.</summary>
    public static string Name(SchemaMatch.Unknown unknown)
    {
        var name = unknown.Written[(unknown.Written.LastIndexOf(':') + 1)..];
        return
            name.Length <= LengthMax && !name.Contains("ck_", StringComparison.Ordinal) && !name.Contains("cs_", StringComparison.Ordinal)
            ? unknown.Written
            : unknown.Written[..^name.Length] + "…";
    }

    public static string Describe(SchemaMatch.Unknown unknown, ConfigurationOrigin origin)
    {
        if (unknown.Suggestions.Count > 0)
        {
            return $"unknown key. Did you mean {string.Join(" or ", unknown.Suggestions.Select(path => Spell(path, unknown.Parent, origin)))}?";
        }

        var pattern = string.Join(
            ':',
            unknown.Parent.Split(':').Select(part => part.All(char.IsAsciiDigit) && part.Length > 0 ? "*" : part)
        );
        return $"unknown key. Known here: {string.Join(", ", ConfigurationSchema.NamesIn(pattern))}.";
    }

    /// <summary>As it would be written in the same place: a whole variable, or a key as seen from its section.</summary>
    private static string Spell(string path, string parent, ConfigurationOrigin origin) =>
        origin is ConfigurationOrigin.Variable ? EnvironmentSettings.NameOf(path)
        : parent.Length > 0 && path.StartsWith(parent + ":", StringComparison.Ordinal) ? path[(parent.Length + 1)..]
        : path;
}
