using System.Globalization;
using System.Text;

namespace Tillsync.Configuration;

/// <summary>Writes settings as JSON with every key explained; a key that is not set stands there as a comment, with its default.</summary>
internal sealed class CommentedJson
{
    private const string Heading = """
        // Settings of Tillsync. A line that begins with // is a comment.
        // A key that is commented out shows its default: take the // away and change the value.
        // "tillsync config show" lists what is in effect and where each value comes from.
        // Any key can be set by a variable instead, e.g. TILLSYNC__Storefronts__0__Shop__ConsumerSecret.

        """;

    private readonly IReadOnlyDictionary<string, object> _values;
    private readonly StringBuilder _text = new();

    private CommentedJson(IReadOnlyDictionary<string, object> values) => _values = values;

    /// <param name="values">By full path, e.g. <c>Storefronts:0:Name</c>.</param>
    /// <param name="storefrontCount">How many storefronts to write.</param>
    public static string Compose(IReadOnlyDictionary<string, object> values, int storefrontCount = 1)
    {
        var json = new CommentedJson(values);
        json.WriteAll(storefrontCount);
        return json._text.ToString();
    }

    private void WriteAll(int storefrontCount)
    {
        _text.Append(Heading).Append('\n');
        Line(0, "{");
        WriteNames("", "", 1, storefrontCount);
        Line(0, "}");
    }

    private void WriteNames(string pattern, string path, int depth, int storefrontCount)
    {
        var isFirst = true;
        foreach (var name in ConfigurationSchema.NamesIn(pattern))
        {
            _text.Append(isFirst ? "" : "\n");
            isFirst = false;
            var (innerPattern, innerPath) = (Join(pattern, name), Join(path, name));
            if (ConfigurationSchema.Find(innerPattern) is { } key)
            {
                WriteKey(key, innerPath, depth);
            }
            else if (innerPattern == ConfigurationSchema.Storefronts)
            {
                WriteStorefronts(depth, storefrontCount);
            }
            else
            {
                Line(depth, $"\"{name}\": {{");
                WriteNames(innerPattern, innerPath, depth + 1, storefrontCount);
                Line(depth, "},");
            }
        }
    }

    private void WriteStorefronts(int depth, int storefrontCount)
    {
        Line(depth, $"\"{ConfigurationSchema.Storefronts}\": [");
        for (var storefront = 0; storefront < storefrontCount; storefront++)
        {
            Line(depth + 1, "{");
            var path = string.Create(CultureInfo.InvariantCulture, $"{ConfigurationSchema.Storefronts}:{storefront}");
            WriteNames($"{ConfigurationSchema.Storefronts}:*", path, depth + 2, storefrontCount);
            Line(depth + 1, "},");
        }

        Line(depth, "],");
    }

    private void WriteKey(SettingKey key, string path, int depth)
    {
        Line(depth, $"// {key.Meaning}");
        Line(depth, key.IsRequired ? $"// Required: {key.Rule.Allowed}." : $"// Allowed: {key.Rule.Allowed}. Default: {DefaultOf(key)}.");
        // A required key without a value is written empty, so that loading names it and says what to set it to.
        var comment = _values.ContainsKey(path) || key.IsRequired ? "" : "// ";
        var value = _values.GetValueOrDefault(path) ?? key.Default;
        var json =
            value is not null ? SettingText.JsonOf(value)
            : key.IsRequired ? "\"\""
            : "null";
        Line(depth, $"{comment}\"{key.Name}\": {json},");
    }

    private static string DefaultOf(SettingKey key) =>
        key.Default is { } value ? SettingText.JsonOf(value).Trim('"') : key.WhenAbsent ?? "";

    private void Line(int depth, string text) => _text.Append(' ', depth * 2).Append(text).Append('\n');

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}:{name}";
}
