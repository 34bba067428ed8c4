using System.Security.Cryptography;
using System.Text;

namespace Tillsync.Sandbox.Tests.Recordings;

/// <summary>Signs an address as a client does (OAuth 1.0a, one-legged, HMAC-SHA256), independent of the stand-in's own check.</summary>
internal static class OAuthSigner
{
    public static string Sign(string method, Uri address, string key, string secret, string nonce = "n1")
    {
        var own = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["oauth_consumer_key"] = key,
            ["oauth_nonce"] = nonce,
            ["oauth_signature_method"] = "HMAC-SHA256",
            ["oauth_timestamp"] = "1795338792",
        };
        var query = new SortedDictionary<string, string>(own, StringComparer.Ordinal);
        foreach (var pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            query[Uri.UnescapeDataString(parts[0])] = Uri.UnescapeDataString(parts[1]);
        }

        var parameters = string.Join('&', query.Select(item => $"{Uri.EscapeDataString(item.Key)}={Uri.EscapeDataString(item.Value)}"));
        var text = $"{method}&{Uri.EscapeDataString(address.GetLeftPart(UriPartial.Path))}&{Uri.EscapeDataString(parameters)}";
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret + "&"), Encoding.UTF8.GetBytes(text));
        query["oauth_signature"] = Convert.ToBase64String(signature);
        return string.Join('&', query.Select(item => $"{Uri.EscapeDataString(item.Key)}={Uri.EscapeDataString(item.Value)}"));
    }
}
