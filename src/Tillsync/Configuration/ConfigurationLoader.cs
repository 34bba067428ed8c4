namespace Tillsync.Configuration;

/// <summary>Reads, checks and explains the configuration. One file, then the TILLSYNC__… variables on top of it.</summary>
internal static class ConfigurationLoader
{
    /// <param name="file">What --config names; null for tillsync.json in the current folder.</param>
    /// <exception cref="ConfigurationException">Something is wrong; it says all that is.</exception>
    public static LoadedConfiguration Load(string? file) => Load(file, Directory.GetCurrentDirectory(), EnvironmentSettings.OfProcess());

    public static LoadedConfiguration Load(string? file, string currentFolder, IReadOnlyDictionary<string, string> variables)
    {
        var path = PathOf(file, currentFolder);
        var errors = new List<ConfigurationError>();
        var table = new SettingTable(errors);
        table.Add(ConfigurationFile.Read(path));
        table.Add(EnvironmentSettings.Read(variables));

        var settings = new SettingResolver(table, Path.GetFileName(path), errors).Resolve();
        errors.AddRange(ConfigurationChecks.Of(settings));
        if (errors.Count > 0)
        {
            throw new ConfigurationException(path, errors);
        }

        RelativePaths.Resolve(settings, Path.GetDirectoryName(path) ?? currentFolder);
        var configuration = ConfigurationBinder.Bind(settings);
        return new LoadedConfiguration(path, configuration, settings.All, [.. ConfigurationWarnings.Of(configuration, path)]);
    }

    /// <summary>The absolute path of the file that would be read or written.</summary>
    public static string PathOf(string? file, string currentFolder) =>
        Path.GetFullPath(file ?? ConfigurationFile.DefaultName, currentFolder);
}
