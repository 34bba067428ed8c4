using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tillsync.Configuration;

/// <summary>A value as people read it, and as JSON has it.</summary>
internal static class SettingText
{
    public static string Of(object value) =>
        value switch
        {
            bool flag => flag ? "true" : "false",
            Uri url => url.OriginalString,
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IReadOnlyList<string> items => $"[{string.Join(", ", items)}]",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    public static string JsonOf(object value) =>
        value switch
        {
            Secret secret => Quote(secret.Reveal()),
            IReadOnlyList<string> items => $"[{string.Join(", ", items.Select(Quote))}]",
            bool or int or decimal => Of(value),
            _ => Quote(Of(value)),
        };

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
