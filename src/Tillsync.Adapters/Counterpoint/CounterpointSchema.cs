using Tillsync.Core;
using Tillsync.Core.Detecting;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>Which of the till's tables, views and columns one site has (and lets this login see).</summary>
public sealed class CounterpointSchema
{
    private readonly Dictionary<string, FoundObject> _objects;

    internal CounterpointSchema(IReadOnlyList<FoundObject> objects)
    {
        _objects = objects.ToDictionary(found => found.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Optional objects and columns that are not there or cannot be read, and what that costs.</summary>
    public IReadOnlyList<MissingObject> Missing => [.. CounterpointObjects.Optional.Select(Judge).OfType<MissingObject>()];

    /// <summary>The table or view exists, readable or not.</summary>
    public bool Has(string name) => _objects.ContainsKey(name);

    /// <summary>The table or view has the column.</summary>
    public bool Has(string name, string column) => _objects.TryGetValue(name, out var found) && found.Columns.Contains(column);

    /// <summary>Why an existing object cannot be read; null when nothing is known against it.</summary>
    internal string? ProblemOf(string name) => _objects.GetValueOrDefault(name)?.Problem;

    /// <summary>It is there with every column that gives it a use.</summary>
    internal bool IsUsable(string name) =>
        Has(name)
        && ProblemOf(name) is null
        && CounterpointObjects.KeyColumns.Where(key => key.Table == name).All(key => Has(key.Table, key.Column));

    /// <summary>
    /// Everything that no read can do without is there, and nothing that is there is barred, but for what an ordinary read leaves alone.
    /// </summary>
    internal bool IsHealthy =>
        MissingColumn is null
        && _objects.Values.All(found => found.Problem is null || CounterpointObjects.ForNewProducts.Contains(found.Name));

    /// <summary>Raises <see cref="TillException"/> unless everything is there that no read can do without.</summary>
    internal void Require(string place)
    {
        foreach (var table in (string[])[CounterpointObjects.Items, CounterpointObjects.Stock])
        {
            RequireTable(table, place);
        }

        if (MissingColumn is { } column)
        {
            throw new TillException(
                $"column {column} in {place}",
                "it is not there, or this login has no SELECT right on it.",
                "Check that this is a Counterpoint company database; after a Counterpoint upgrade look at what its release notes say of the table."
            );
        }
    }

    /// <summary>The first required column that is not there; null when all are.</summary>
    private string? MissingColumn
    {
        get
        {
            foreach (var (table, column) in CounterpointObjects.RequiredColumns)
            {
                if (!Has(table, column))
                {
                    return $"{table}.{column}";
                }
            }

            var hasAvailable = Has(CounterpointObjects.Stock, "QTY_AVAIL") || Has(CounterpointObjects.Stock, "QTY_COMMIT");
            return hasAvailable ? null : $"{CounterpointObjects.Stock}.QTY_AVAIL (or QTY_COMMIT)";
        }
    }

    private void RequireTable(string table, string place)
    {
        if (ProblemOf(table) is { } problem)
        {
            throw new TillException(
                $"table {table} in {place}",
                $"it exists, but this login may not read it ({problem.TrimEnd('.')}).",
                "Let an administrator run the script that `tillsync db script` prints and add the login to the role tillsync_reader."
            );
        }

        if (!Has(table))
        {
            throw new TillException(
                $"table {table} in {place}",
                "it is not there, so this is not a Counterpoint company database, or it is not in schema dbo.",
                "Check the database's name in the connection string; a login without any right on a table does not see it either."
            );
        }
    }

    private MissingObject? Judge(MissingObject optional)
    {
        var parts = optional.Name.Split('.');
        var (name, column) = (parts[0], parts.Length > 1 ? parts[1] : null);
        if (ProblemOf(name) is { } problem)
        {
            return column is null
                ? optional with
                {
                    Cost = $"It exists but cannot be read ({problem.TrimEnd('.')}). {optional.Cost}",
                }
                : null;
        }

        var isThere = column is null ? Has(name) : !Has(name) || Has(name, column);
        return isThere ? null : optional;
    }
}
