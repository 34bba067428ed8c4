using System.Net;
using System.Text.RegularExpressions;

namespace Tillsync.Sandbox.Php;

/// <summary>Text cleaning of the store, as far as SKUs and names show it (recording 07).</summary>
internal static partial class PhpText
{
    /// <summary>wc_clean: no tags, no percent-encoded bytes, no line breaks, no double blanks, no blanks at the ends. Arrays are cleaned item by item and lose their keys here.</summary>
    public static string Clean(string text)
    {
        var cleaned = text.Contains('<', StringComparison.Ordinal) ? Tag().Replace(text, "") : text;
        cleaned = cleaned.Contains('%', StringComparison.Ordinal) ? Octet().Replace(cleaned, "") : cleaned;
        return Blanks().Replace(cleaned, " ").Trim();
    }

    /// <summary>
    /// wp_filter_post_kses, as far as names show it (by hand on 10.5.0): what stands in angle brackets and is no tag that a post may hold is gone;
    /// lone brackets and ampersands become entities.
    /// </summary>
    public static string Html(string text) =>
        Markup()
            .Replace(
                text,
                found =>
                    found.Value switch
                    {
                        "<" => "&lt;",
                        ">" => "&gt;",
                        "&" => "&amp;",
                        ['<', ..] tag => PostTag().IsMatch(tag) ? tag : "",
                        var entity => WebUtility.HtmlDecode(entity) == entity ? $"&amp;{entity[1..]}" : entity,
                    }
            );

    /// <summary>How the database compares SKUs: without case and without trailing blanks.</summary>
    public static string Fold(string text) => text.TrimEnd(' ').ToUpperInvariant();

    public static string Slug(string text) => NotWord().Replace(text.ToLowerInvariant(), "-").Trim('-');

    /// <summary>Comma or blank separated list, as WordPress reads <c>include</c> and <c>status</c>.</summary>
    public static string[] List(string text) => text.Split([',', ' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<[^>]*>|[<>]|&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);|&")]
    private static partial Regex Markup();

    [GeneratedRegex(@"^</?(?:a|b|br|code|em|i|p|span|strong|sub|sup|u)\b")]
    private static partial Regex PostTag();

    [GeneratedRegex("%[a-fA-F0-9]{2}")]
    private static partial Regex Octet();

    [GeneratedRegex(@"[\r\n\t ]+")]
    private static partial Regex Blanks();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotWord();
}
