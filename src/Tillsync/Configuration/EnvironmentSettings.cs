using System.Collections;

namespace Tillsync.Configuration;

/// <summary>Settings in environment variables: TILLSYNC__Storefronts__0__Shop__Url is Storefronts:0:Shop:Url.</summary>
internal static class EnvironmentSettings
{
    public const string Prefix = "TILLSYNC__";

    /// <summary>The variables of this process that are meant for Tillsync.</summary>
    /// <remarks>Written as loops, here and below: queries over pairs are compiled when the program starts.</remarks>
    public static IReadOnlyDictionary<string, string> OfProcess()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            if (entry is { Key: string name, Value: string value } && IsOurs(name))
            {
                variables[name] = value;
            }
        }

        return variables;
    }

    /// <summary>An empty variable counts as not set, as it cannot be told apart everywhere.</summary>
    public static IReadOnlyList<RawSetting> Read(IReadOnlyDictionary<string, string> variables)
    {
        var settings = new List<RawSetting>();
        foreach (var (name, value) in variables)
        {
            if (IsOurs(name) && value.Length > 0)
            {
                var path = name[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal);
                settings.Add(new RawSetting(path, RawKind.Variable, value, new ConfigurationOrigin.Variable(name)));
            }
        }

        // Errors come in the same order each time.
        settings.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
        return settings;
    }

    public static string NameOf(string path) => Prefix + path.Replace(":", "__", StringComparison.Ordinal);

    private static bool IsOurs(string name) => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);
}
