using System.Data.Common;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>The rows of IM_ITEM in the order in which they came, found by code.</summary>
internal sealed class ItemTable(ReadingNotes notes)
{
    private readonly List<ItemRow> _rows = [];
    private readonly Dictionary<Sku, int> _firstRows = [];
    private readonly HashSet<int> _ambiguous = [];
    private readonly TextPool _statuses = new();
    private readonly TextPool _categories = new();
    private int _lastFound;

    public int Count => _rows.Count;

    public ItemRow this[int index] => _rows[index];

    /// <summary>Takes a row of <see cref="CounterpointQueries.Items"/>.</summary>
    public void Add(DbDataReader row)
    {
        if (Sku.From(TillValues.TextOrNull(row, 0)) is not { } sku)
        {
            notes.AddRowWithoutCode(CounterpointObjects.Items);
            return;
        }

        if (!_firstRows.TryAdd(sku, _rows.Count))
        {
            _ambiguous.Add(_firstRows[sku]);
        }

        _rows.Add(
            new ItemRow(
                sku,
                TillValues.Text(row, 1).Trim(),
                _statuses.Share(TillValues.Text(row, 2).Trim()),
                TillValues.Flag(row, 3),
                KindOf(row),
                ReadDate(row, 6, "IM_ITEM.LST_MAINT_DT", sku),
                ReadDate(row, 7, "IM_ITEM.RS_UTC_DT", sku),
                TillValues.TryReadNumber(row, 9, out var decimals) ? (int)Math.Clamp(decimals, 0, TillValues.QuantityDecimals) : null,
                TillValues.TextOrNull(row, 10)?.Trim() is { Length: > 0 } category ? _categories.Share(category) : null
            )
        );
    }

    /// <summary>The first row with the code, or -1.</summary>
    /// <remarks>The other tables mostly come in the order of this one; the next row is tried before the look-up.</remarks>
    public int Find(Sku sku)
    {
        if (_ambiguous.Count == 0)
        {
            for (var row = _lastFound; row < _rows.Count && row <= _lastFound + 1; row++)
            {
                if (_rows[row].Sku.Text == sku.Text)
                {
                    return _lastFound = row;
                }
            }
        }

        if (!_firstRows.TryGetValue(sku, out var found))
        {
            return -1;
        }

        return _lastFound = found;
    }

    /// <summary>Several rows share the code of the row that <see cref="Find"/> gave.</summary>
    public bool IsAmbiguous(int firstRow) => _ambiguous.Contains(firstRow);

    /// <summary>
    /// ITEM_TYP 'I' is counted stock, with TRK_METH 'G' in a grid; a kit is told by IS_KIT_PAR, whatever its type. A site without the columns has
    /// only plain stock.
    /// </summary>
    private static ItemKind KindOf(DbDataReader row)
    {
        if (TillValues.Flag(row, 5))
        {
            return ItemKind.Kit;
        }

        var type = TillValues.TextOrNull(row, 4);
        if (type is not null && type.AsSpan().Trim() is not ("I" or "i"))
        {
            return ItemKind.NotCounted;
        }

        return TillValues.Text(row, 8).AsSpan().Trim() is "G" or "g" ? ItemKind.Grid : ItemKind.Inventory;
    }

    private DateTime? ReadDate(DbDataReader row, int ordinal, string column, Sku sku)
    {
        if (!TillValues.TryReadDate(row, ordinal, out var date))
        {
            notes.AddBadValue(column, $"article {sku}", "the value is no date; read as none");
        }

        return date;
    }
}

/// <summary>One row of IM_ITEM.</summary>
internal readonly record struct ItemRow(
    Sku Sku,
    string Description,
    string Status,
    bool IsWebItem,
    ItemKind Kind,
    DateTime? MaintainedAt,
    DateTime? ReplicatedAt,
    int? Decimals,
    string? Category
);
