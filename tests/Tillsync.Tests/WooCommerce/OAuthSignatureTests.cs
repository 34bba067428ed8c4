using Tillsync.Adapters.WooCommerce.Http;

namespace Tillsync.Tests.WooCommerce;

public sealed class OAuthSignatureTests
{
    [Fact]
    public void BaseString_IsThatOfTheStandardsExample()
    {
        KeyValuePair<string, string>[] parameters =
        [
            new("b5", "=%3D"),
            new("a3", "a"),
            new("c@", ""),
            new("a2", "r b"),
            new("oauth_consumer_key", "9djdj82h48djs9d2"),
            new("oauth_token", "kkk9d7dh3k39sjv7"),
            new("oauth_signature_method", "HMAC-SHA1"),
            new("oauth_timestamp", "137131201"),
            new("oauth_nonce", "7d8f3e4a"),
            new("c2", ""),
            new("a3", "2 q"),
        ];

        var text = OAuthSignature.BaseString(HttpMethod.Post, new Uri("http://EXAMPLE.COM:80/request"), parameters);

        // RFC 5849 §3.4.1.1.
        Assert.Equal(
            "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26"
                + "oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26"
                + "oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7",
            text
        );
    }

    [Fact]
    public void BaseString_EncodesCommasAndKeepsPorts()
    {
        KeyValuePair<string, string>[] parameters = [new("sku", "A,B"), new("_fields", "id,sku")];

        var text = OAuthSignature.BaseString(HttpMethod.Get, new Uri("http://shop.test:8080/wp-json/wc/v3/products"), parameters);

        Assert.Equal("GET&http%3A%2F%2Fshop.test%3A8080%2Fwp-json%2Fwc%2Fv3%2Fproducts&_fields%3Did%252Csku%26sku%3DA%252CB", text);
    }

    [Fact]
    public void Signature_IsHmacSha256WithAnEmptyToken()
    {
        // openssl dgst -sha256 -hmac 'cs_secret&' -binary | base64, over the text below.
        Assert.Equal(SignedByOpenSsl, OAuthSignature.Sign("GET&http%3A%2F%2Fshop.test%2F&a%3D1", "cs_secret"));
    }

    private const string SignedByOpenSsl = "+6hM/R4eZjSJAFjVn0SUd4Onyya88a4EQ/DtF+1T1gY=";
}
