namespace Tillsync.Files;

/// <summary>Finds a quote that opens a cell and does not close it. From there on, lines would be read as one cell and be lost.</summary>
internal static class CsvQuotes
{
    private const char Quote = '"';

    /// <summary>A quote closes a cell where the next separator or the end of the line follows, blanks apart. Two of them stand for one.</summary>
    /// <returns>The line, from 1, where it opens; null where every quote closes its cell.</returns>
    public static int? FindUnclosed(string text, char separator)
    {
        var line = 1;
        var opened = (int?)null;
        var startsCell = true;
        for (var index = 0; index < text.Length; index++)
        {
            var letter = text[index];
            if (EndsLine(text, index))
            {
                line++;
            }

            if (letter == Quote && opened is not null)
            {
                if (At(text, index + 1) == Quote)
                {
                    index++;
                }
                else if (EndsCell(text, index + 1, separator))
                {
                    opened = null;
                }
                else
                {
                    return opened;
                }
            }
            else if (letter == Quote && startsCell)
            {
                opened = line;
            }

            startsCell = letter == separator || letter is '\n' or '\r';
        }

        return opened;
    }

    private static bool EndsLine(string text, int index) => text[index] == '\n' || (text[index] == '\r' && At(text, index + 1) != '\n');

    private static bool EndsCell(string text, int index, char separator)
    {
        while (At(text, index) == ' ')
        {
            index++;
        }

        return At(text, index) is not { } letter || letter == separator || letter is '\n' or '\r';
    }

    private static char? At(string text, int index) => index < text.Length ? text[index] : null;
}
