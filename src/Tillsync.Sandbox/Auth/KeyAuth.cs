using System.Text;
using Tillsync.Sandbox.Php;
using Tillsync.Sandbox.Rest;

namespace Tillsync.Sandbox.Auth;

/// <summary>Finds the key behind a request (README of the study, section 2; recording 01).</summary>
internal sealed class KeyAuth(IReadOnlyList<SandboxKey> keys)
{
    public Caller Identify(SandboxRequest request, PhpArray query)
    {
        // The key check looks for the pretty address; with ?rest_route= nobody is signed in.
        if (!request.Path.Contains("wp-json/wc", StringComparison.Ordinal))
        {
            return default;
        }

        var key = request.Scheme == "https" ? FromBasic(request, query) : null;
        key ??= FromOAuth(request, query);
        if (key is not null)
        {
            CheckPermission(key, request.Method);
        }

        return new Caller(key);
    }

    private static void CheckPermission(SandboxKey key, string method)
    {
        if (method is "GET" or "HEAD" && key.Permission == KeyAccess.Write)
        {
            throw Refusal("The API key provided does not have read permissions.");
        }

        if (method is "POST" or "PUT" or "PATCH" or "DELETE" && key.Permission == KeyAccess.Read)
        {
            throw Refusal("The API key provided does not have write permissions.");
        }
    }

    private SandboxKey? FromBasic(SandboxRequest request, PhpArray query)
    {
        var (name, secret) = (PhpCast.ToText(query["consumer_key"]), PhpCast.ToText(query["consumer_secret"]));
        if (name.Length == 0 || secret.Length == 0)
        {
            (name, secret) = ReadHeader(request);
        }

        if (name.Length == 0 || secret.Length == 0 || Find(name) is not { } key)
        {
            return null;
        }

        return key.ConsumerSecret == secret ? key : throw Refusal("Consumer secret is invalid.");
    }

    private static (string Name, string Secret) ReadHeader(SandboxRequest request)
    {
        var header = request.Headers.GetValueOrDefault("Authorization", "");
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return ("", "");
        }

        var buffer = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[6..].Trim(), buffer, out var length))
        {
            return ("", "");
        }

        var parts = Encoding.UTF8.GetString(buffer, 0, length).Split(':', 2);
        return parts.Length == 2 ? (parts[0], parts[1]) : ("", "");
    }

    private SandboxKey? FromOAuth(SandboxRequest request, PhpArray query)
    {
        var parameters = OAuthParameters.Read(request, query);
        if (!parameters.Any)
        {
            return null;
        }

        if (parameters.Missing.Count > 0)
        {
            throw new RestError(
                401,
                "woocommerce_rest_authentication_missing_parameter",
                $"Missing OAuth parameter{(parameters.Missing.Count == 1 ? "" : "s")} {string.Join(", ", parameters.Missing)}"
            );
        }

        var key = Find(parameters["oauth_consumer_key"]) ?? throw Refusal("Consumer key is invalid.");
        if (OAuthSignature.Compute(request, query, parameters, key.ConsumerSecret) is not { } expected)
        {
            throw Refusal("Invalid signature - signature method is invalid.");
        }

        return expected == parameters["oauth_signature"].Replace(' ', '+')
            ? key
            : throw Refusal("Invalid signature - provided signature does not match.");
    }

    private SandboxKey? Find(string name) => keys.FirstOrDefault(key => key.ConsumerKey == name);

    private static RestError Refusal(string message) => new(401, "woocommerce_rest_authentication_error", message);
}
