using System.Data.Common;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>The units of articles that are sold in more than one.</summary>
internal sealed class UnitTable
{
    /// <summary>ALT_1 to ALT_5.</summary>
    private const int Alternatives = 5;

    private readonly Dictionary<Sku, IReadOnlyList<ItemUnit>> _units = [];

    /// <summary>Takes a row of <see cref="CounterpointQueries.Units"/>; of two rows with one code the first counts.</summary>
    public void Add(DbDataReader row)
    {
        if (Sku.From(TillValues.TextOrNull(row, 0)) is { } sku)
        {
            _units.TryAdd(sku, Read(row, stocking: 1));
        }
    }

    public IReadOnlyList<ItemUnit> UnitsOf(Sku item) => _units.GetValueOrDefault(item, []);

    /// <summary>The units of a row that has STK_UNIT at an ordinal and the alternatives right after it.</summary>
    public static IReadOnlyList<ItemUnit> Read(DbDataReader row, int stocking)
    {
        var units = new List<ItemUnit>();
        if (Name(row, stocking) is { } name)
        {
            units.Add(ItemUnit.Stocking(name));
        }

        for (var number = 0; number < Alternatives; number++)
        {
            var at = stocking + 1 + (3 * number);
            if (Name(row, at) is { } other)
            {
                units.Add(new ItemUnit(other, Number(row, at + 1), Number(row, at + 2)));
            }
        }

        return units;
    }

    private static decimal? Number(DbDataReader row, int ordinal) =>
        TillValues.TryReadQuantity(row, ordinal, out var number) ? number : null;

    private static string? Name(DbDataReader row, int ordinal) =>
        TillValues.TextOrNull(row, ordinal)?.Trim() is { Length: > 0 } text ? text : null;
}
