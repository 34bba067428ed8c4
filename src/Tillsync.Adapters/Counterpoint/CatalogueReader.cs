using System.Data.Common;
using Tillsync.Core.Mapping;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>Units and barcodes of every article; of two rows with one code the first counts.</summary>
internal sealed class CatalogueReader(TillSession session, CounterpointSchema schema)
{
    /// <summary>ALT_1 to ALT_5.</summary>
    private const int AlternativeUnits = 5;

    private const int FirstAlternative = 3;

    private readonly CounterpointQueries _queries = new(session.Dialect, schema);
    private readonly Dictionary<Sku, (List<string> Barcodes, IReadOnlyList<ItemUnit> Units)> _items = [];

    public async Task<IReadOnlyList<CatalogueItem>> ReadAsync(CancellationToken cancellationToken)
    {
        await session.QueryAsync(CounterpointObjects.Items, _queries.Catalogue, AddItem, cancellationToken);
        if (schema.IsUsable(CounterpointObjects.Barcodes))
        {
            await session.QueryAsync(CounterpointObjects.Barcodes, _queries.Barcodes, AddBarcode, cancellationToken);
        }

        return
        [
            .. _items.Select(item => new CatalogueItem(
                item.Key,
                [.. item.Value.Barcodes.Distinct(StringComparer.Ordinal)],
                item.Value.Units
            )),
        ];
    }

    private void AddItem(DbDataReader row)
    {
        if (Sku.From(TillValues.TextOrNull(row, 0)) is { } sku)
        {
            List<string> barcodes = TextOrNull(row, 1) is { } code ? [code] : [];
            _items.TryAdd(sku, (barcodes, UnitsOf(row)));
        }
    }

    private void AddBarcode(DbDataReader row)
    {
        if (Sku.From(TillValues.TextOrNull(row, 0)) is { } sku && TextOrNull(row, 1) is { } code && _items.TryGetValue(sku, out var item))
        {
            item.Barcodes.Add(code);
        }
    }

    private static List<ItemUnit> UnitsOf(DbDataReader row)
    {
        var units = new List<ItemUnit>();
        if (TextOrNull(row, 2) is { } stocking)
        {
            units.Add(new ItemUnit(stocking, 1));
        }

        for (var number = 0; number < AlternativeUnits; number++)
        {
            var at = FirstAlternative + (3 * number);
            if (TextOrNull(row, at) is { } name)
            {
                units.Add(new ItemUnit(name, FactorOf(row, at + 1)));
            }
        }

        return units;
    }

    /// <summary>Numerator by denominator; null where either is missing, zero or negative.</summary>
    private static decimal? FactorOf(DbDataReader row, int ordinal) =>
        TillValues.TryReadQuantity(row, ordinal, out var numerator)
        && TillValues.TryReadQuantity(row, ordinal + 1, out var denominator)
        && numerator is > 0
        && denominator is > 0
            ? numerator / denominator
            : null;

    private static string? TextOrNull(DbDataReader row, int ordinal) =>
        TillValues.TextOrNull(row, ordinal)?.Trim() is { Length: > 0 } text ? text : null;
}
