using System.Globalization;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>Dates as one text that is only ever compared for equality. The same sources always stand in the same place.</summary>
internal static class StampText
{
    /// <summary>Three dates, three separators and a number.</summary>
    private const int LengthMax = (3 * IsoDate.LengthMax) + 3 + 10;

    /// <summary>row date|replication date|view date, in ISO 8601; empty when there is none at all.</summary>
    public static string OfProduct(in ItemRow item, DateTime? viewDate)
    {
        if (item.MaintainedAt is null && item.ReplicatedAt is null && viewDate is null)
        {
            return "";
        }

        Span<char> text = stackalloc char[LengthMax];
        var length = Append(text, 0, item.MaintainedAt);
        text[length++] = '|';
        length = Append(text, length, item.ReplicatedAt);
        text[length++] = '|';
        return text[..Append(text, length, viewDate)].ToString();
    }

    /// <summary>newest row date|newest replication date|number of selling rows|view date.</summary>
    public static string OfStock(StockStamp stock, DateTime? viewDate)
    {
        Span<char> text = stackalloc char[LengthMax];
        var length = Append(text, 0, stock.MaintainedAt);
        text[length++] = '|';
        length = Append(text, length, stock.ReplicatedAt);
        text[length++] = '|';
        stock.Rows.TryFormat(text[length..], out var digits, default, CultureInfo.InvariantCulture);
        length += digits;
        text[length++] = '|';
        return text[..Append(text, length, viewDate)].ToString();
    }

    private static int Append(Span<char> text, int length, DateTime? date) =>
        date is { } known ? length + IsoDate.Write(known, text[length..]) : length;
}
