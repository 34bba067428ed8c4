namespace Tillsync.Configuration;

/// <summary>Everything that tillsync.json and TILLSYNC__… variables may say, checked, with defaults filled in and paths made absolute.</summary>
internal sealed record TillsyncConfiguration(JournalSettings Journal, LogSettings Logs, IReadOnlyList<StorefrontSettings> Storefronts);

/// <param name="ConnectionString">A relative file in it has been made absolute.</param>
internal sealed record JournalSettings(JournalProvider Provider, Secret ConnectionString);

/// <param name="Folder">Absolute.</param>
internal sealed record LogSettings(string Folder, int RetentionDays);

internal enum JournalProvider
{
    Sqlite,
}
