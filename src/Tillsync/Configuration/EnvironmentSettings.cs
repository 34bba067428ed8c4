using System.Collections;

namespace Tillsync.Configuration;

/// <summary>Settings in environment variables: TILLSYNC__Storefronts__0__Shop__Url is Storefronts:0:Shop:Url.</summary>
internal static class EnvironmentSettings
{
    public const string Prefix = "TILLSYNC__";

    /// <summary>The variables of this process that are meant for Tillsync.</summary>
    public static IReadOnlyDictionary<string, string> OfProcess() =>
        Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .Select(entry => (Name: (string)entry.Key, Value: entry.Value as string ?? ""))
            .Where(variable => IsOurs(variable.Name))
            .ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal);

    /// <summary>An empty variable counts as not set, as it cannot be told apart everywhere.</summary>
    public static IReadOnlyList<RawSetting> Read(IReadOnlyDictionary<string, string> variables) =>
        [
            .. variables
                .Where(variable => IsOurs(variable.Key) && variable.Value.Length > 0)
                .OrderBy(variable => variable.Key, StringComparer.Ordinal)
                .Select(variable => new RawSetting(
                    variable.Key[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal),
                    RawKind.Variable,
                    variable.Value,
                    new ConfigurationOrigin.Variable(variable.Key)
                )),
        ];

    public static string NameOf(string path) => Prefix + path.Replace(":", "__", StringComparison.Ordinal);

    private static bool IsOurs(string name) => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);
}
