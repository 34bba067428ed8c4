using System.Data;
using System.Data.Common;
using System.Globalization;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>
/// Product data of a few articles, asked for by their codes: descriptions of a whole catalogue would be megabytes. What a site lacks stays
/// empty; what cannot be read fails, because a product without its price is worse than none.
/// </summary>
internal sealed class SheetReader(TillSession session, CounterpointSchema schema)
{
    /// <summary>SQL Server takes 2,100 parameters to a statement, SQLite 999 at least.</summary>
    private const int CodesPerStatement = 500;

    /// <summary>Of a code in IM_ITEM.</summary>
    private const int CodeLength = 40;

    private const string Grid = "G";

    private readonly CounterpointQueries _queries = new(session.Dialect, schema);
    private readonly Dictionary<Sku, (ProductSheet Sheet, string? Category)> _sheets = [];
    private readonly Dictionary<string, List<long>> _categories = new(StringComparer.OrdinalIgnoreCase);

    public async Task<IReadOnlyList<ProductSheet>> ReadAsync(IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken)
    {
        foreach (var chunk in skus.Distinct().Chunk(CodesPerStatement))
        {
            await QueryAsync(CounterpointObjects.Items, _queries.Sheets(chunk.Length), chunk, AddItem, cancellationToken);
            if (schema.IsUsable(CounterpointObjects.WebDescription))
            {
                await QueryAsync(
                    CounterpointObjects.WebDescription,
                    _queries.WebDescriptions(chunk.Length),
                    chunk,
                    AddDescription,
                    cancellationToken
                );
            }
        }

        if (schema.IsUsable(CounterpointObjects.Categories))
        {
            await session.QueryAsync(CounterpointObjects.Categories, _queries.Categories, AddCategory, cancellationToken);
        }

        return [.. _sheets.Values.Select(found => found.Sheet with { Categories = CategoriesOf(found.Category) })];
    }

    private Task QueryAsync(
        string table,
        string sql,
        IReadOnlyList<Sku> codes,
        Action<DbDataReader> onRow,
        CancellationToken cancellationToken
    ) => session.QueryAsync(table, sql, command => Bind(command, codes), onRow, cancellationToken);

    private static void Bind(DbCommand command, IReadOnlyList<Sku> codes)
    {
        for (var index = 0; index < codes.Count; index++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@c{index}");
            // As the column is, or the server would convert every row of it and read the whole table.
            parameter.DbType = DbType.AnsiString;
            parameter.Size = CodeLength;
            parameter.Value = codes[index].Text;
            command.Parameters.Add(parameter);
        }
    }

    /// <summary>Of two rows with one code the first counts; such an article is never sold anyway.</summary>
    private void AddItem(DbDataReader row)
    {
        if (Sku.From(TillValues.TextOrNull(row, 0)) is not { } sku)
        {
            return;
        }

        var sheet = new ProductSheet(sku, TextOf(row, 1))
        {
            Price = Positive(row, 2),
            Weight = Positive(row, 3),
            ImageFile = TextOf(row, 5),
            IsGrid = TextOf(row, 6).Equals(Grid, StringComparison.OrdinalIgnoreCase),
        };
        _sheets.TryAdd(sku, (sheet, TextOf(row, 4)));
    }

    private void AddDescription(DbDataReader row)
    {
        if (Sku.From(TillValues.TextOrNull(row, 0)) is { } sku && _sheets.TryGetValue(sku, out var found))
        {
            _sheets[sku] = (found.Sheet with { Description = TextOf(row, 1) }, found.Category);
        }
    }

    private void AddCategory(DbDataReader row)
    {
        if (TextOf(row, 0) is { Length: > 0 } code && TillValues.TryReadNumber(row, 1, out var id) && id > 0)
        {
            if (!_categories.TryGetValue(code, out var ids))
            {
                _categories[code] = ids = [];
            }

            ids.Add(id);
        }
    }

    private IReadOnlyList<long> CategoriesOf(string? code) =>
        code is { Length: > 0 } && _categories.TryGetValue(code, out var ids) ? [.. ids.Distinct().Order()] : [];

    private static decimal? Positive(DbDataReader row, int ordinal) =>
        TillValues.TryReadQuantity(row, ordinal, out var value) && value is > 0 ? value : null;

    private static string TextOf(DbDataReader row, int ordinal) => TillValues.Text(row, ordinal).Trim();
}
