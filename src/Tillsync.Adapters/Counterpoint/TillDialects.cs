namespace Tillsync.Adapters.Counterpoint;

internal static class TillDialects
{
    public static ITillDialect For(TillOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.ConnectTimeoutSeconds);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.CommandTimeoutSeconds);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.LockTimeoutSeconds);
        return options.Provider switch
        {
            TillProvider.SqlServer => new SqlServerDialect(options),
            TillProvider.Sqlite => new SqliteDialect(options),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Provider, "No such provider."),
        };
    }
}
