namespace Tillsync.Configuration;

/// <summary>Says what was probably meant by a key that does not exist.</summary>
internal static class UnknownKey
{
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
