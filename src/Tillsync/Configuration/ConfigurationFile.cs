using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tillsync.Configuration;

/// <summary>Reads a configuration file, and says exactly why when it cannot.</summary>
internal static class ConfigurationFile
{
    public const string DefaultName = "tillsync.json";

    public static IReadOnlyList<RawSetting> Read(string path)
    {
        var content = ReadText(path, "Run tillsync init to write one, or name another with --config FILE.");
        if (string.IsNullOrWhiteSpace(content))
        {
            throw new ConfigurationException(path, "The file is empty.", "Run tillsync init to write one.");
        }

        var text = Encoding.UTF8.GetBytes(content);
        try
        {
            var settings = JsonSettings.Read(Path.GetFileName(path), text);
            return settings is [{ Kind: RawKind.Section }, ..]
                ? settings
                : throw new ConfigurationException(path, "The file does not hold a section.", "Begin it with { and end it with }.");
        }
        catch (JsonException exception)
        {
            // Its message and path are dropped: they may repeat what stands in the file, secrets included.
            throw Invalid(path, text, exception.LineNumber ?? 0, exception.BytePositionInLine ?? 0);
        }
    }

    /// <summary>UTF-8 with or without its mark; UTF-16 with it, as some editors on Windows save.</summary>
    /// <param name="adviceWhenMissing">What to do if there is no such file.</param>
    public static string ReadText(string path, string adviceWhenMissing)
    {
        try
        {
            var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
            using var reader = new StreamReader(path, encoding, detectEncodingFromByteOrderMarks: true);
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            throw new ConfigurationException(path, "The file is not UTF-8 text.", "Save it with the encoding UTF-8.");
        }
        catch (IOException exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ConfigurationException(path, "There is no such file.", adviceWhenMissing);
        }
        catch (IOException)
        {
            throw Unreadable(path);
        }
        catch (UnauthorizedAccessException)
        {
            throw Unreadable(path);
        }
    }

    private static ConfigurationException Unreadable(string path) =>
        new(
            path,
            "The file cannot be read.",
            "See that it is a file, that this user may read it, and that no other program has it locked."
        );

    private static ConfigurationException Invalid(string path, ReadOnlySpan<byte> text, long line, long bytesIntoLine)
    {
        var lineStart = 0;
        for (var i = 0; i < line && text[lineStart..].IndexOf((byte)'\n') is var end and >= 0; i++)
        {
            lineStart += end + 1;
        }

        var at = (int)Math.Min(lineStart + bytesIntoLine, text.Length);
        var column = Encoding.UTF8.GetCharCount(text[lineStart..at]) + 1;
        var isBackslash = (at > 0 && text[at - 1] == (byte)'\\') || (at < text.Length && text[at] == (byte)'\\');
        return new ConfigurationException(
            path,
            string.Create(CultureInfo.InvariantCulture, $"Line {line + 1}, column {column}: this is not valid JSON."),
            isBackslash
                ? @"In JSON a backslash is written twice, e.g. ""Server=TILL\\SQLEXPRESS""."
                : "Look there, or just before, for a missing or superfluous comma, quote or bracket."
        );
    }
}
