using System.Text;

namespace Tillsync.Configuration;

/// <summary>Takes a .env file apart: KEY=VALUE lines with optional <c>export</c>, quotes and comments.</summary>
/// <param name="Values">The last one wins where a key is there twice.</param>
/// <param name="BadLines">Numbers of lines that are no settings; their text is not kept, as it may be part of a secret.</param>
internal sealed record EnvFile(IReadOnlyDictionary<string, string> Values, IReadOnlyList<int> BadLines)
{
    private const string Export = "export";

    public static EnvFile Parse(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var badLines = new List<int>();
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var equals = line.IndexOf('=', StringComparison.Ordinal);
            var key = equals < 0 ? "" : WithoutExport(line[..equals].Trim());
            if (key.Length == 0 || key.Any(char.IsWhiteSpace) || ValueOf(line[(equals + 1)..].Trim()) is not { } value)
            {
                badLines.Add(i + 1);
                continue;
            }

            values[key] = value;
        }

        return new EnvFile(values, badLines);
    }

    private static string WithoutExport(string key) =>
        key.StartsWith(Export, StringComparison.Ordinal) && key.Length > Export.Length && char.IsWhiteSpace(key[Export.Length])
            ? key[Export.Length..].Trim()
            : key;

    /// <summary>Null when a quote is not closed, or something other than a comment follows it.</summary>
    private static string? ValueOf(string text)
    {
        if (text.Length == 0 || text[0] is not ('"' or '\''))
        {
            return Unquoted(text);
        }

        var value = new StringBuilder();
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == text[0])
            {
                var rest = text[(i + 1)..].TrimStart();
                return rest.Length == 0 || rest[0] == '#' ? value.ToString() : null;
            }

            // Only these two are escapes: TILL\SQLEXPRESS in quotes means what it says.
            if (text[i] == '\\' && i + 1 < text.Length && (text[i + 1] == text[0] || text[i + 1] == '\\'))
            {
                i++;
            }

            value.Append(text[i]);
        }

        return null;
    }

    /// <summary>A '#' begins a comment only after a blank: it may well be part of a password.</summary>
    private static string Unquoted(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '#' && (i == 0 || char.IsWhiteSpace(text[i - 1])))
            {
                return text[..i].TrimEnd();
            }
        }

        return text;
    }
}
