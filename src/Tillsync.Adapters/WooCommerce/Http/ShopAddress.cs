using Tillsync.Core;

namespace Tillsync.Adapters.WooCommerce.Http;

/// <summary>The shop's address: scheme, host, port and folder, with a slash at the end.</summary>
internal sealed class ShopAddress
{
    private const string ApiFolder = "wp-json";

    private ShopAddress(Uri root) => Root = root;

    public Uri Root { get; }

    /// <summary>Keys go into a header over https, into a signature over plain http (recording 01).</summary>
    public bool IsSecure => Root.Scheme == Uri.UriSchemeHttps;

    /// <exception cref="ShopException">The text is no web address.</exception>
    public static ShopAddress Parse(string? text) =>
        TryParse(text)
        ?? throw new ShopException(
            "The shop's URL",
            "It is empty or not a web address.",
            "Give the address of the shop's front page, such as https://shop.example.com."
        );

    public static ShopAddress? TryParse(string? text)
    {
        var trimmed = (text ?? "").Trim();
        var complete = trimmed.Contains("://", StringComparison.Ordinal) ? trimmed : "https://" + trimmed;
        if (!Uri.TryCreate(complete, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            return null;
        }

        return uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp ? new ShopAddress(RootOf(uri)) : null;
    }

    /// <summary>The address for display; a text that is none is not repeated, because it may hold a key.</summary>
    public static string Describe(string? text) => TryParse(text)?.Root.AbsoluteUri ?? "without a valid URL";

    /// <summary>The address of the shop that a URL of its API belongs to.</summary>
    public static Uri RootOf(Uri uri)
    {
        var folders = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        // A shop without rewriting keeps its API below /index.php/; elsewhere that is only the name of the front page.
        var isFrontPage = folders is [.., "index.php"];
        var kept = folders.SkipLast(isFrontPage ? 1 : 0).TakeWhile(folder => folder is not (ApiFolder or "wp-admin" or "wp-login.php"));
        var path = string.Concat(kept.Select(folder => folder + "/"));
        var server = uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
        return new Uri($"{server}/{path}");
    }

    public Uri Endpoint(string path) => new($"{Root.AbsoluteUri}{ApiFolder}/{path}");
}
