using Tillsync.Adapters.Counterpoint;

namespace Tillsync.Configuration;

/// <summary>What must hold between keys.</summary>
internal static class ConfigurationChecks
{
    /// <summary>The words for the server in a SQL Server connection string.</summary>
    public static readonly string[] ServerNames = ["Server", "Data Source", "Address", "Addr", "Network Address"];

    /// <summary>The words for the database in one.</summary>
    public static readonly string[] DatabaseNames = ["Database", "Initial Catalog", "AttachDbFilename"];

    public static IEnumerable<ConfigurationError> Of(ResolvedSettings settings)
    {
        if (
            settings.Find(RootKeys.JournalProvider) is { Value: JournalProvider.Sqlite }
            && settings.Find(RootKeys.JournalConnectionString) is { Value: Secret journal } journalSetting
            && string.IsNullOrWhiteSpace(RelativePaths.FileOf(journal.Reveal()))
        )
        {
            yield return NoFile(journalSetting);
        }

        var names = new Dictionary<string, EffectiveSetting>(StringComparer.OrdinalIgnoreCase);
        for (var storefront = 0; storefront < settings.StorefrontCount; storefront++)
        {
            if (settings.Find(RootKeys.StorefrontName, storefront) is { Value: string name } setting && !names.TryAdd(name, setting))
            {
                var problem = $"\"{name}\" is also the name at {names[name].Path}. Give each storefront a name of its own.";
                yield return new ConfigurationError(setting.Path, problem, setting.Origin);
            }

            if (TillDatabase(settings, storefront) is { } error)
            {
                yield return error;
            }

            if (TwoMeanings(settings, storefront) is { } ambiguous)
            {
                yield return ambiguous;
            }

            if (ExcludedWithoutNeed(settings, storefront) is { } needless)
            {
                yield return needless;
            }
        }
    }

    private static ConfigurationError? TillDatabase(ResolvedSettings settings, int storefront)
    {
        if (settings.Find(TillKeys.ConnectionString, storefront) is not { Value: Secret till } setting)
        {
            return null;
        }

        return settings.Find(TillKeys.Provider, storefront)?.Value switch
        {
            TillProvider.SqlServer when !Names(till, ServerNames) => new ConfigurationError(
                setting.Path,
                "The connection string names no server. Add Server=HOST or Server=HOST\\INSTANCE (in JSON with two backslashes).",
                setting.Origin
            ),
            TillProvider.Sqlite when string.IsNullOrWhiteSpace(RelativePaths.FileOf(till.Reveal())) => NoFile(setting),
            _ => null,
        };
    }

    /// <summary>A status that is sold and phased out at once is a slip, and which of the two was meant nobody can tell.</summary>
    private static ConfigurationError? TwoMeanings(ResolvedSettings settings, int storefront)
    {
        if (
            settings.Find(TillKeys.PhasedOutStatuses, storefront) is not { Value: IReadOnlyList<string> phasedOut } setting
            || settings.Find(TillKeys.ActiveStatuses, storefront) is not { Value: IReadOnlyList<string> active }
        )
        {
            return null;
        }

        return phasedOut.FirstOrDefault(code => active.Contains(code, StringComparer.OrdinalIgnoreCase)) is { } both
            ? new ConfigurationError(
                setting.Path,
                $"\"{both}\" is among ActiveStatuses as well. Leave it in one of the two.",
                setting.Origin
            )
            : null;
    }

    /// <summary>Where the selling locations are named the others are left out as it is; to name these too says nothing, or contradicts.</summary>
    private static ConfigurationError? ExcludedWithoutNeed(ResolvedSettings settings, int storefront) =>
        settings.Find(TillKeys.ExcludedLocations, storefront) is { Value: IReadOnlyList<string> } setting
        && settings.Find(TillKeys.Locations, storefront) is { Value: IReadOnlyList<string> { Count: > 0 } }
            ? new ConfigurationError(
                setting.Path,
                "Locations names those that sell, and no other does. Remove ExcludedLocations, or set Locations to [] for every location but these.",
                setting.Origin
            )
            : null;

    private static ConfigurationError NoFile(EffectiveSetting setting) =>
        new(setting.Path, "The connection string names no file. Add Data Source=FILE.", setting.Origin);

    public static bool Names(Secret connectionString, IEnumerable<string> names) =>
        ConnectionStringRule.Parse(connectionString.Reveal()) is { } parts
        && names.Any(name => parts.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value as string));
}
