namespace Tillsync.Adapters.Counterpoint;

/// <summary>A table that the script makes, in words that each dialect renders.</summary>
/// <param name="Indexes">Without the CREATE: <c>INDEX name ON (columns)</c> with its table left out.</param>
internal sealed record TableSpec(string Name, string Purpose, IReadOnlyList<ColumnSpec> Columns, IReadOnlyList<IndexSpec> Indexes);

/// <param name="Type">As SQL Server writes it.</param>
/// <param name="Default">A literal, or <see cref="Now"/>; null for none.</param>
internal sealed record ColumnSpec(string Name, string Type, bool IsNullable = true, string? Default = null)
{
    /// <summary>The server's local time.</summary>
    public const string Now = "now";

    /// <summary>A number that the server counts up; the table's key.</summary>
    public const string Identity = "identity";
}

/// <param name="Columns">The list in parentheses, without them.</param>
/// <param name="Filter">Rows that the index holds; null for all.</param>
internal sealed record IndexSpec(string Name, string Columns, bool IsUnique = false, string? Filter = null)
{
    public string ToSql(string table) =>
        $"CREATE {(IsUnique ? "UNIQUE " : "")}INDEX {Name} ON {table} ({Columns}){(Filter is null ? "" : $" WHERE {Filter}")};";
}
