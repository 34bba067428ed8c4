using System.Security.Cryptography;
using System.Text;
using Tillsync.Sandbox.Php;

namespace Tillsync.Sandbox.Auth;

/// <summary>The one-legged OAuth 1.0a signature over method, address and sorted parameters.</summary>
internal static class OAuthSignature
{
    /// <summary>Null when the method is neither HMAC-SHA256 nor HMAC-SHA1.</summary>
    public static string? Compute(SandboxRequest request, PhpArray query, OAuthParameters oauth, string secret)
    {
        var text = Encoding.UTF8.GetBytes(BaseText(request, query, oauth));
        var key = Encoding.UTF8.GetBytes(secret + "&");
        return oauth["oauth_signature_method"] switch
        {
            "HMAC-SHA256" => Convert.ToBase64String(HMACSHA256.HashData(key, text)),
            "HMAC-SHA1" => Convert.ToBase64String(HmacSha1(key, text)),
            _ => null,
        };
    }

    private static string BaseText(SandboxRequest request, PhpArray query, OAuthParameters oauth)
    {
        var parameters = query
            .Items.Where(item => !item.Key.StartsWith("oauth_", StringComparison.Ordinal))
            .SelectMany(Flatten)
            .Concat(oauth.Signed)
            .Select(item => (Name: Encode(item.Key), Value: Encode(item.Value)))
            .OrderBy(item => item.Name, StringComparer.Ordinal)
            .ThenBy(item => item.Value, StringComparer.Ordinal)
            .Select(item => $"{item.Name}={item.Value}");
        var address = $"{request.Scheme}://{request.Host}{Uri.UnescapeDataString(request.Path)}";
        return $"{request.Method}&{Encode(address)}&{Encode(string.Join('&', parameters))}";
    }

    private static IEnumerable<KeyValuePair<string, string>> Flatten(KeyValuePair<string, object?> item) =>
        item.Value is PhpArray list
            ? list.Items.Select(inner => KeyValuePair.Create($"{item.Key}[{inner.Key}]", PhpCast.ToText(inner.Value)))
            : [KeyValuePair.Create(item.Key, PhpCast.ToText(item.Value))];

    private static string Encode(string text) => Uri.EscapeDataString(text);

#pragma warning disable CA5350 // The store accepts SHA1 signatures; a stand-in has to as well.
    private static byte[] HmacSha1(byte[] key, byte[] text) => HMACSHA1.HashData(key, text);
#pragma warning restore CA5350
}
