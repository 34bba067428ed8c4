using System.Globalization;
using Tillsync.Core.Staging;

namespace Tillsync.Adapters.Counterpoint;

/// <summary>
/// Makes a row's texts fit the site's columns, and says which do not. Nothing is shortened in silence: a cut text ends in a mark, a code that would be
/// wrong is left out, the row names the columns, and so does the journal. Pure.
/// </summary>
/// <param name="widths">Characters that a column takes, by name; a column that is not there takes any number.</param>
internal sealed class StagingFit(IReadOnlyDictionary<string, int> widths)
{
    /// <summary>Ends a text that was cut.</summary>
    private const string CutMark = "~";

    private const string Address1 = "SHIP_ADRS_1";

    private const string Address2 = "SHIP_ADRS_2";

    /// <summary>The widths in types such as <c>varchar(40)</c>.</summary>
    public static StagingFit Of(IEnumerable<SiteColumn> columns)
    {
        var widths = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in columns)
        {
            var start = column.Type.IndexOf("char(", StringComparison.OrdinalIgnoreCase);
            if (start >= 0 && int.TryParse(column.Type[(start + 5)..].TrimEnd(')'), CultureInfo.InvariantCulture, out var width))
            {
                widths[column.Column] = width;
            }
        }

        return new StagingFit(widths);
    }

    /// <summary>The values by column, and the columns that do not take theirs whole.</summary>
    public (IReadOnlyDictionary<string, object?> Values, IReadOnlyList<string> Cut) Fit(StagingRow row)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        var cut = new List<string>();
        var spread = Spread(row);
        foreach (var column in StagingColumns.Content)
        {
            var value = column.Value(spread);
            if (value is string text && column.WhenLong != LongText.Never && text.Length > WidthOf(column.Name))
            {
                value = column.WhenLong == LongText.IsCut ? Shorten(text, WidthOf(column.Name)) : null;
                cut.Add(column.Name);
            }

            values[column.Name] = value;
        }

        return (values, cut);
    }

    /// <summary>A long first line of an address goes on in the second, where that is free.</summary>
    private StagingRow Spread(StagingRow row)
    {
        var width = WidthOf(Address1);
        if (row.Address1 is not { } text || text.Length <= width || row.Address2 is not null)
        {
            return row;
        }

        var at = text.LastIndexOf(' ', width);
        var rest = at > 0 ? text[(at + 1)..] : "";
        return at > 0 && rest.Length <= WidthOf(Address2) ? row with { Address1 = text[..at], Address2 = rest } : row;
    }

    private int WidthOf(string column) => widths.GetValueOrDefault(column, int.MaxValue);

    private static string Shorten(string text, int width)
    {
        var end = Math.Max(0, width - CutMark.Length);
        // A letter outside the first plane is two; half of one is none.
        return text[..(end > 0 && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + CutMark;
    }
}
