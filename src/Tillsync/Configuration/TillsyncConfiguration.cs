namespace Tillsync.Configuration;

/// <summary>Everything that tillsync.json and TILLSYNC__… variables may say, checked, with defaults filled in and paths made absolute.</summary>
internal sealed record TillsyncConfiguration(
    JournalSettings Journal,
    LogSettings Logs,
    ServiceSettings Service,
    AlertSettings Alerts,
    IReadOnlyList<StorefrontSettings> Storefronts
);

/// <param name="ConnectionString">A relative file in it has been made absolute.</param>
internal sealed record JournalSettings(JournalProvider Provider, Secret ConnectionString);

/// <param name="Folder">Absolute.</param>
internal sealed record LogSettings(string Folder, int RetentionDays);

/// <param name="OtlpEndpoint">Null: measurements are sent nowhere.</param>
internal sealed record ServiceSettings(ListenAddress Listen, Uri? OtlpEndpoint);

internal enum JournalProvider
{
    Sqlite,
}
