using System.Security.Cryptography;
using System.Text;

namespace Tillsync.Adapters.WooCommerce.Http;

/// <summary>OAuth 1.0a signatures without a token (RFC 5849 §3.4, HMAC-SHA256), the only sign-in that a shop takes over plain http.</summary>
internal static class OAuthSignature
{
    /// <summary>What is signed: method, URL without query, and every parameter, encoded and sorted by bytes.</summary>
    public static string BaseString(HttpMethod method, Uri endpoint, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var normalised = parameters
            .Select(parameter => (Name: Uri.EscapeDataString(parameter.Key), Value: Uri.EscapeDataString(parameter.Value)))
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
            .ThenBy(parameter => parameter.Value, StringComparer.Ordinal)
            .Select(parameter => $"{parameter.Name}={parameter.Value}");
        var address = endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return $"{method.Method}&{Uri.EscapeDataString(address)}&{Uri.EscapeDataString(string.Join('&', normalised))}";
    }

    public static string Sign(string baseString, string consumerSecret)
    {
        var key = Encoding.UTF8.GetBytes(Uri.EscapeDataString(consumerSecret) + "&");
        return Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(baseString)));
    }
}
