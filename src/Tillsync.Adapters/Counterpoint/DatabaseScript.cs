namespace Tillsync.Adapters.Counterpoint;

/// <summary>
/// The text that <c>tillsync db script</c> prints: the integration's own tables, two views and two roles. Nothing here runs it;
/// an administrator reads it and does. It may be run again: what is there stays as it is (docs/database.md).
/// </summary>
public static class DatabaseScript
{
    /// <param name="dialect">SQL Server: T-SQL of 2008 R2 in batches parted by GO. SQLite: also the till's own tables, so that the script alone makes a stand-in.</param>
    /// <param name="found">What the site has, so that the views name only columns that exist; null for the columns that the vendor documents.</param>
    public static string Build(TillProvider dialect, CounterpointSchema? found) =>
        dialect switch
        {
            TillProvider.SqlServer => SqlServerScript.Build(found),
            TillProvider.Sqlite => SqliteScript.Build(found),
            _ => throw new ArgumentOutOfRangeException(nameof(dialect), dialect, "No such provider."),
        };
}
