using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Tillsync.Commands;

namespace Tillsync.Files;

/// <summary>A table in a text file as spreadsheets write it: any of the usual separators and encodings, with or without a byte order mark.</summary>
/// <param name="Rows">Without blank ones.</param>
internal sealed record CsvTable(string Path, IReadOnlyList<string> Head, IReadOnlyList<CsvRow> Rows)
{
    /// <summary>A million articles with their names; more is another file by mistake.</summary>
    private const long BytesMax = 200_000_000;

    private static readonly char[] Separators = [',', ';', '\t', '|'];

    /// <exception cref="UsageException">The file cannot be read, or is no table.</exception>
    public static CsvTable Read(string path)
    {
        var text = ReadText(path);
        var declared = text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 4 ? text[4] : (char?)null;
        var separator = declared ?? SeparatorOf(text);
        if (CsvQuotes.FindUnclosed(text, separator) is { } line)
        {
            throw new UsageException(
                path,
                $"A quote that opens in line {line} is not closed where its cell ends.",
                "Close it there; a quote within a quoted cell is written twice (\"\"). Nothing has been changed."
            );
        }

        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = separator.ToString(),
            HasHeaderRecord = false,
            IgnoreBlankLines = true,
            BadDataFound = null,
        };
        using var parser = new CsvParser(new StringReader(text), configuration);
        var rows = new List<CsvRow>();
        try
        {
            while (parser.Read())
            {
                var cells = (parser.Record ?? []).Select(Spreadsheet.Unguard).ToList();
                var isDeclaration = declared is not null && parser.RawRow == 1;
                if (!isDeclaration && cells.Exists(cell => cell.Length > 0))
                {
                    rows.Add(new CsvRow(parser.RawRow, cells));
                }
            }
        }
        catch (CsvHelperException exception)
        {
            throw Problem(path, $"Line {parser.RawRow} cannot be read: {FirstLineOf(exception.Message)}");
        }

        if (rows.Count == 0)
        {
            throw Problem(path, "It is empty: not even a head with the names of the columns.");
        }

        var columns = CountFilled(rows[0]);
        if (rows.Find(row => CountFilled(row) > columns) is { } row)
        {
            throw new UsageException(
                path,
                $"Line {row.Line} has '{row[CountFilled(row) - 1]}' in column {CountFilled(row)}, and the head names {columns} columns.",
                "Put a cell with the separator in it in quotes, or name the column in the head. Nothing has been changed."
            );
        }

        return new CsvTable(path, rows[0].Cells, rows[1..]);
    }

    /// <summary>The position of a column; the name's case and blanks do not count.</summary>
    /// <returns>-1 where there is none.</returns>
    public int Find(string column) => Head.ToList().FindIndex(name => Plain(name) == Plain(column));

    /// <exception cref="UsageException">There is no such column, or there are two.</exception>
    public int Require(string column) =>
        Head.Count(name => Plain(name) == Plain(column)) switch
        {
            1 => Find(column),
            0 => throw Problem(
                Path,
                $"It has no column '{column}'; the first line names {string.Join(", ", Head.Select(name => $"'{name}'"))}."
            ),
            _ => throw Problem(Path, $"It has the column '{column}' twice."),
        };

    private static UsageException Problem(string path, string cause) =>
        new(path, cause, "Save it as CSV (UTF-8), with a head as the export has it. Nothing has been changed.");

    private static string ReadText(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > BytesMax)
            {
                throw Problem(path, $"It has {file.Length / 1_000_000} MB, which is more than any catalogue.");
            }

            return Decode(path, File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(path, exception.Message, "Check the name and your rights.");
        }
    }

    private static string Decode(string path, byte[] bytes)
    {
        if (bytes is [0x50, 0x4b, 0x03, 0x04, ..])
        {
            throw Problem(path, "It is a workbook (xlsx) and not a text.");
        }

        using var reader = new StreamReader(new MemoryStream(bytes), EncodingWithoutMark(bytes));
        try
        {
            var text = reader.ReadToEnd();
            return text.Contains('\0', StringComparison.Ordinal) ? throw Problem(path, "It is no text: there are zero bytes in it.") : text;
        }
        catch (DecoderFallbackException)
        {
            // What older spreadsheets write; its letters are those of Windows' western code page but for a few.
            return Encoding.Latin1.GetString(bytes);
        }
    }

    /// <summary>A head begins with a plain letter, of which UTF-16 makes a zero byte beside it. A mark is heeded all the same.</summary>
    private static Encoding EncodingWithoutMark(byte[] bytes) =>
        bytes switch
        {
            [not 0, 0, ..] => Encoding.Unicode,
            [0, not 0, ..] => Encoding.BigEndianUnicode,
            _ => new UTF8Encoding(false, throwOnInvalidBytes: true),
        };

    /// <summary>The separator that the head has most of, outside quotes.</summary>
    private static char SeparatorOf(string text)
    {
        var counts = new int[Separators.Length];
        var isQuoted = false;
        foreach (var letter in text.TakeWhile(letter => letter is not ('\n' or '\r')))
        {
            isQuoted ^= letter == '"';
            if (!isQuoted && Array.IndexOf(Separators, letter) is >= 0 and var found)
            {
                counts[found]++;
            }
        }

        return Separators[Array.IndexOf(counts, counts.Max())];
    }

    /// <summary>Up to the last cell that is not blank: spreadsheets fill lines up with empty ones.</summary>
    private static int CountFilled(CsvRow row) => row.Cells.Count - row.Cells.Reverse().TakeWhile(cell => cell.Length == 0).Count();

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static string FirstLineOf(string text) => text.Split('\n')[0].Trim();
}

/// <param name="Line">Of the file, from 1; the last one where a cell goes over several.</param>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Cells)
{
    /// <summary>Empty where the row is shorter or the table has no such column.</summary>
    public string this[int column] => column >= 0 && column < Cells.Count ? Cells[column] : "";
}
