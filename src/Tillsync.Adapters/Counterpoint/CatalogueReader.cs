using System.Data.Common;
using Tillsync.Core.Mapping;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>Units and barcodes of every item, and barcodes of the cells of grid items; of two rows with one code the first counts.</summary>
internal sealed class CatalogueReader(TillSession session, CounterpointSchema schema)
{
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
            _items.TryAdd(sku, (barcodes, UnitTable.Read(row, stocking: 2)));
        }
    }

    private void AddBarcode(DbDataReader row)
    {
        if (
            Sku.From(TillValues.TextOrNull(row, 0)) is not { } sku
            || TextOrNull(row, 1) is not { } code
            || !_items.TryGetValue(sku, out var item)
        )
        {
            return;
        }

        if (CellTable.DimensionsOf(row, 2) is { Count: > 0 } dimensions)
        {
            var cell = sku.Cell(dimensions);
            _items.TryAdd(cell, ([], item.Units));
            item = _items[cell];
        }

        item.Barcodes.Add(code);
    }

    private static string? TextOrNull(DbDataReader row, int ordinal) =>
        TillValues.TextOrNull(row, ordinal)?.Trim() is { Length: > 0 } text ? text : null;
}
