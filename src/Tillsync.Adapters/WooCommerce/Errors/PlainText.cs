using System.Net;
using System.Text.RegularExpressions;

namespace Tillsync.Adapters.WooCommerce.Errors;

/// <summary>Text of the shop, made fit for a log line: no tags, no keys, one line, not long.</summary>
internal sealed partial class PlainText(ShopOptions options)
{
    private const int LengthMax = 200;

    /// <summary>Shorter keys than this are not WooCommerce's, and hiding them would riddle every message.</summary>
    private const int SecretLengthMin = 6;

    public string From(string? text)
    {
        var words = Tag().Replace(text ?? "", " ");
        var line = Masked(Blank().Replace(WebUtility.HtmlDecode(words), " ").Trim());
        return line.Length <= LengthMax ? line : string.Concat(line.AsSpan(0, LengthMax), "…");
    }

    /// <summary>The title of a page; null when it has none.</summary>
    public string? TitleOf(string page)
    {
        var title = Title().Match(page);
        return title.Success && From(title.Groups[1].Value) is { Length: > 0 } text ? text : null;
    }

    private string Masked(string text) =>
        new[] { options.ConsumerSecret, options.ConsumerKey }
            .Where(secret => secret.Length >= SecretLengthMin)
            .Aggregate(text, (masked, secret) => masked.Replace(secret, "***", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex("<title[^>]*>(.*?)</title>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Title();
}
