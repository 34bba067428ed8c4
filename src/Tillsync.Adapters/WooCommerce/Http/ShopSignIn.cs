using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Tillsync.Adapters.WooCommerce.Http;

/// <summary>
/// Puts the keys on a request: a Basic header over https, an OAuth signature over plain http. Never as plain parameters,
/// which the shop repeats in its paging links (recording 01).
/// </summary>
internal sealed class ShopSignIn(ShopOptions options, ShopAddress address, TimeProvider time)
{
    public HttpRequestMessage Sign(ShopRequest request, ShopQuery query)
    {
        var endpoint = address.Endpoint(request.Path);
        if (!request.Signed)
        {
            return Message(request, endpoint, query);
        }

        if (!address.IsSecure)
        {
            return Message(request, endpoint, WithSignature(request.Method, endpoint, query));
        }

        var message = Message(request, endpoint, query);
        var pair = Encoding.UTF8.GetBytes($"{options.ConsumerKey}:{options.ConsumerSecret}");
        message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(pair));
        return message;
    }

    private static HttpRequestMessage Message(ShopRequest request, Uri endpoint, ShopQuery query)
    {
        var text = query.ToString();
        return new(request.Method, text.Length == 0 ? endpoint : new Uri($"{endpoint.AbsoluteUri}?{text}"));
    }

    private ShopQuery WithSignature(HttpMethod method, Uri endpoint, ShopQuery query)
    {
        var signed = query
            .With("oauth_consumer_key", options.ConsumerKey)
            .With("oauth_nonce", RandomNumberGenerator.GetHexString(32, lowercase: true))
            .With("oauth_signature_method", "HMAC-SHA256")
            .With("oauth_timestamp", time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var signature = OAuthSignature.Sign(OAuthSignature.BaseString(method, endpoint, signed.Parameters), options.ConsumerSecret);
        return signed.With("oauth_signature", signature);
    }
}
