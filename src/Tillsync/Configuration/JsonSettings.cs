using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tillsync.Configuration;

/// <summary>Reads the settings of a JSON text with their lines. Comments and trailing commas are allowed.</summary>
/// <remarks>
/// The framework's own JSON provider drops two things that good messages need: the line, and whether "01" was text or a number.
/// Reading the tokens also starts faster, which counts for <c>check</c>.
/// </remarks>
internal sealed class JsonSettings
{
    private readonly string _fileName;
    private readonly byte[] _text;
    private readonly List<RawSetting> _settings = [];
    private int _line = 1;
    private int _lineKnownTo;

    private JsonSettings(string fileName, byte[] text)
    {
        _fileName = fileName;
        _text = text;
    }

    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static IReadOnlyList<RawSetting> Read(string fileName, byte[] text)
    {
        var settings = new JsonSettings(fileName, text);
        var options = new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
        var reader = new Utf8JsonReader(text, options);
        reader.Read();
        settings.ReadValue(ref reader, "", settings.LineAt(reader.TokenStartIndex));
        // Only blanks and comments may follow; the reader refuses anything else.
        reader.Read();
        return settings._settings;
    }

    private void ReadValue(ref Utf8JsonReader reader, string path, int line)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Add(path, RawKind.Section, "", line);
                ReadSection(ref reader, path);
                break;
            case JsonTokenType.StartArray:
                Add(path, RawKind.List, "", line);
                ReadList(ref reader, path);
                break;
            case JsonTokenType.String:
                Add(path, RawKind.Text, reader.GetString() ?? "", line);
                break;
            case JsonTokenType.Number:
                Add(path, RawKind.Number, Encoding.UTF8.GetString(reader.ValueSpan), line);
                break;
            case JsonTokenType.True or JsonTokenType.False:
                Add(path, RawKind.Flag, reader.TokenType == JsonTokenType.True ? "true" : "false", line);
                break;
            default:
                Add(path, RawKind.Null, "null", line);
                break;
        }
    }

    private void ReadSection(ref Utf8JsonReader reader, string path)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var line = LineAt(reader.TokenStartIndex);
            var name = reader.GetString() ?? "";
            reader.Read();
            ReadValue(ref reader, path.Length == 0 ? name : $"{path}:{name}", line);
        }
    }

    private void ReadList(ref Utf8JsonReader reader, string path)
    {
        for (var item = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; item++)
        {
            var itemPath = string.Create(CultureInfo.InvariantCulture, $"{path}:{item}");
            ReadValue(ref reader, itemPath, LineAt(reader.TokenStartIndex));
        }
    }

    private void Add(string path, RawKind kind, string text, int line) =>
        _settings.Add(new RawSetting(path, kind, text, new ConfigurationOrigin.File(_fileName, line)));

    /// <summary>Counts on from the last token, so that each byte is looked at once.</summary>
    private int LineAt(long index)
    {
        var end = checked((int)index);
        _line += _text.AsSpan(_lineKnownTo, end - _lineKnownTo).Count((byte)'\n');
        _lineKnownTo = end;
        return _line;
    }
}
