using System.Data.Common;
using Tillsync.Core.Stock;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>The dates that a view gives for articles. A code may be there more than once; the newest date counts.</summary>
internal sealed class ViewStamps(ItemTable items, string column, ReadingNotes notes)
{
    private readonly DateTime?[] _dates = new DateTime?[items.Count];

    /// <summary>Takes a row of code and date.</summary>
    public void Add(DbDataReader row)
    {
        if (Sku.From(TillValues.TextOrNull(row, 0)) is not { } sku || items.Find(sku) is var item && item < 0)
        {
            return;
        }

        if (!TillValues.TryReadDate(row, 1, out var date))
        {
            notes.AddBadValue(column, $"article {sku}", "the value is no date; read as none");
        }

        _dates[item] = StockStamp.Newest(_dates[item], date);
    }

    public DateTime? this[int item] => _dates[item];
}
