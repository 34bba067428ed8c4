using Tillsync.Adapters.Counterpoint;

namespace Tillsync.Configuration;

/// <summary>Makes the files and folders named in the configuration absolute, seen from the configuration file's own folder.</summary>
internal static class RelativePaths
{
    /// <summary>The words for the file in a SQLite connection string.</summary>
    public static readonly string[] FileNames = ["Data Source", "DataSource", "Filename"];

    public static void Resolve(ResolvedSettings settings, string folder)
    {
        if (settings.Find(RootKeys.LogFolder) is { Value: string logs } logFolder)
        {
            settings.Set(logFolder with { Value = Path.GetFullPath(logs, folder) });
        }

        if (settings.Find(RootKeys.JournalProvider) is { Value: JournalProvider.Sqlite })
        {
            ResolveDatabase(settings, settings.Find(RootKeys.JournalConnectionString), folder);
        }

        for (var storefront = 0; storefront < settings.StorefrontCount; storefront++)
        {
            if (settings.Find(TillKeys.Provider, storefront) is { Value: TillProvider.Sqlite })
            {
                ResolveDatabase(settings, settings.Find(TillKeys.ConnectionString, storefront), folder);
            }
        }
    }

    /// <summary>The file of a SQLite connection string; null when it names none.</summary>
    public static string? FileOf(string connectionString) =>
        ConnectionStringRule.Parse(connectionString) is { } parts
            ? KeyOf(parts) is { } key
                ? parts[key] as string
                : null
            : null;

    private static void ResolveDatabase(ResolvedSettings settings, EffectiveSetting? setting, string folder)
    {
        if (
            setting?.Value is not Secret secret
            || ConnectionStringRule.Parse(secret.Reveal()) is not { } parts
            || KeyOf(parts) is not { } key
            || parts[key] is not string { Length: > 0 } file
            || IsNoFile(parts, file)
            || Path.IsPathRooted(file)
        )
        {
            return;
        }

        parts[key] = Path.GetFullPath(file, folder);
        settings.Set(setting with { Value = new Secret(parts.ConnectionString) });
    }

    private static string? KeyOf(System.Data.Common.DbConnectionStringBuilder parts) => FileNames.FirstOrDefault(parts.ContainsKey);

    /// <summary>A database in memory, a URI, or a place that the driver fills in.</summary>
    private static bool IsNoFile(System.Data.Common.DbConnectionStringBuilder parts, string file) =>
        file.StartsWith(':')
        || file.StartsWith('|')
        || file.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
        || (parts.TryGetValue("Mode", out var mode) && mode is string text && text.Equals("Memory", StringComparison.OrdinalIgnoreCase));
}
