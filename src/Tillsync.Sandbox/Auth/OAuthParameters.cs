using Tillsync.Sandbox.Php;

namespace Tillsync.Sandbox.Auth;

/// <summary>The OAuth 1.0a parameters, out of the query or the Authorization header.</summary>
internal sealed class OAuthParameters
{
    private static readonly string[] s_names =
    [
        "oauth_consumer_key",
        "oauth_timestamp",
        "oauth_nonce",
        "oauth_signature",
        "oauth_signature_method",
    ];

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>True when at least one was sent.</summary>
    public bool Any => Missing.Count < s_names.Length;

    public IReadOnlyList<string> Missing => [.. s_names.Where(name => !_values.TryGetValue(name, out var value) || value.Length == 0)];

    /// <summary>Everything but the signature; this is what is signed.</summary>
    public IEnumerable<KeyValuePair<string, string>> Signed => _values.Where(item => item.Key is not "oauth_signature" and not "realm");

    public string this[string name] => _values.GetValueOrDefault(name, "");

    public static OAuthParameters Read(SandboxRequest request, PhpArray query)
    {
        var parameters = new OAuthParameters();
        foreach (var (name, value) in query.Items.Where(item => item.Key.StartsWith("oauth_", StringComparison.Ordinal)))
        {
            parameters._values[name] = PhpCast.ToText(value);
        }

        var header = request.Headers.GetValueOrDefault("Authorization", "");
        if (header.StartsWith("OAuth ", StringComparison.OrdinalIgnoreCase))
        {
            parameters.ReadHeader(header[6..]);
        }

        return parameters;
    }

    private void ReadHeader(string header)
    {
        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries))
        {
            var pair = part.Split('=', 2);
            if (pair.Length == 2)
            {
                _values[pair[0]] = Uri.UnescapeDataString(pair[1].Trim('"'));
            }
        }
    }
}
