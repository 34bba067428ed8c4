using System.Text.RegularExpressions;

namespace Tillsync.Files;

/// <summary>What a spreadsheet does to codes: it drops zeros, makes dates and powers of ten of them, and runs what looks like a formula.</summary>
internal static partial class Spreadsheet
{
    public const string AbbreviatedCause = "A spreadsheet has abbreviated a long number, and its last digits are lost.";

    public const string AbbreviatedAdvice = "Format the column as text before the file is opened or the codes are typed.";

    /// <summary>The text as a cell that stays a text: as it is where nothing threatens it, else <c>="…"</c>, which every spreadsheet shows as the text.</summary>
    public static string Guard(string text) =>
        AtRisk().IsMatch(text) ? $"=\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    /// <summary>The text of a cell, however it was guarded: <c>="…"</c> or an apostrophe in front. Outer blanks go, non-breaking ones too.</summary>
    public static string Unguard(string cell)
    {
        var text = cell.Trim().Trim('\u00a0', '\u200b', '\ufeff').Trim();
        if (text.Length > 3 && text.StartsWith("=\"", StringComparison.Ordinal) && text.EndsWith('"'))
        {
            return text[2..^1].Replace("\"\"", "\"", StringComparison.Ordinal).Trim();
        }

        return text.StartsWith('\'') ? text[1..].Trim() : text;
    }

    /// <summary>A long number as a spreadsheet abbreviates it, such as 4.00638E+12: its last digits are lost.</summary>
    public static bool IsAbbreviated(string text) => PowerOfTen().IsMatch(text);

    /// <summary>A formula; a number that is too long, begins with a zero or is a power of ten; a date.</summary>
    [GeneratedRegex(
        @"^\s*([=+\-@\t\r]|0[0-9]+$|[0-9]{12}|[0-9]+[.,]?[0-9]*[eE][0-9+\-]|[0-9]{1,4}[-/.][0-9]{1,4}([-/.][0-9]{1,4})?$|[0-9]{1,2}[- ]?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex AtRisk();

    [GeneratedRegex(@"^[0-9]([.,][0-9]+)?E\+?[0-9]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PowerOfTen();
}
