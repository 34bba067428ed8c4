using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Tillsync.Commands;

namespace Tillsync.Files;

/// <summary>Writes tables that spreadsheets open with a double click: UTF-8 with its mark, commas, lines as Windows ends them.</summary>
internal static class CsvText
{
    public static string Of(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" };
        using (var writer = new CsvWriter(text, configuration))
        {
            foreach (var row in rows.Prepend(head))
            {
                foreach (var cell in row)
                {
                    writer.WriteField(cell);
                }

                writer.NextRecord();
            }
        }

        return text.ToString();
    }

    /// <exception cref="UsageException">The file is there already and is not to be replaced, or cannot be written.</exception>
    public static void Save(string path, string text, bool replaces)
    {
        try
        {
            using var file = new FileStream(path, replaces ? FileMode.Create : FileMode.CreateNew, FileAccess.Write);
            using var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            writer.Write(text);
        }
        catch (IOException) when (!replaces && File.Exists(path))
        {
            throw new UsageException(path, "It is there already.", "Name another file, or replace it with --force.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(path, exception.Message, "Name a file in a folder that you may write to.");
        }
    }
}
