namespace Tillsync.Configuration;

/// <summary>What all storefronts share.</summary>
internal static class RootKeys
{
    public static readonly SettingKey<JournalProvider> JournalProvider = new(
        "Journal:Provider",
        new ChoiceRule<JournalProvider>(),
        "The kind of database that the journal is."
    )
    {
        Default = Configuration.JournalProvider.Sqlite,
    };

    public static readonly SettingKey<Secret> JournalConnectionString = new(
        "Journal:ConnectionString",
        new ConnectionStringRule(),
        "Where Tillsync remembers what it meant to do and what happened; a relative file is relative to this file's folder."
    )
    {
        Default = new Secret("Data Source=tillsync.db"),
        Secrecy = Secrecy.ConnectionString,
    };

    public static readonly SettingKey<string> LogFolder = new(
        "Logs:Folder",
        new TextRule(400, "folder name"),
        "The folder of the log files; a relative one is relative to this file's folder."
    )
    {
        Default = "logs",
    };

    public static readonly SettingKey<int> LogRetentionDays = new(
        "Logs:RetentionDays",
        new WholeNumberRule(1, 3650),
        "Log files older than this many days are deleted."
    )
    {
        Default = 30,
    };

    public static readonly SettingKey<string> StorefrontName = new(
        "Storefronts:*:Name",
        new TextRule(64, "name"),
        "The storefront's name in commands, logs and messages; each storefront has its own."
    )
    {
        SetTo = "a name of its own, e.g. \"main\"",
    };

    public static IReadOnlyList<SettingKey> All => [JournalProvider, JournalConnectionString, LogFolder, LogRetentionDays, StorefrontName];
}
