using System.Security.Cryptography;
using System.Text;
using Tillsync.Sandbox.Tests.Recordings;

namespace Tillsync.Sandbox.Tests.Auth;

public sealed class OAuthTests
{
    private static readonly Uri s_address = new("http://shop.test/wp-json/wc/v3/products?per_page=5");

    private readonly SandboxHandler _shop = new(new SandboxOptions());

    [Fact]
    public void SignatureInTheQuery_SignsIn()
    {
        var query = OAuthSigner.Sign("GET", s_address, "ck_sandbox", "cs_sandbox");

        Assert.Equal(200, Send(query, null));
    }

    [Fact]
    public void SignatureInTheHeader_SignsIn_AlsoWithSha1()
    {
        const string parameters =
            "oauth_consumer_key=ck_sandbox&oauth_nonce=n&oauth_signature_method=HMAC-SHA1&oauth_timestamp=1&per_page=5";
        var text = $"GET&{Uri.EscapeDataString("http://shop.test/wp-json/wc/v3/products")}&{Uri.EscapeDataString(parameters)}";
#pragma warning disable CA5350 // The store accepts SHA1 signatures.
        var signature = Convert.ToBase64String(HMACSHA1.HashData("cs_sandbox&"u8, Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
        var header =
            "OAuth oauth_consumer_key=\"ck_sandbox\", oauth_nonce=\"n\", oauth_signature_method=\"HMAC-SHA1\", oauth_timestamp=\"1\", "
            + $"oauth_signature=\"{Uri.EscapeDataString(signature)}\"";

        Assert.Equal(200, Send("per_page=5", header));
    }

    [Fact]
    public void WrongSecret_IsRefused()
    {
        var query = OAuthSigner.Sign("GET", s_address, "ck_sandbox", "cs_other");

        Assert.Equal(401, Send(query, null));
    }

    [Fact]
    public void MissingParameter_IsRefused() => Assert.Equal(401, Send("per_page=5&oauth_consumer_key=ck_sandbox", null));

    private int Send(string query, string? authorization)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Host"] = "shop.test" };
        if (authorization is not null)
        {
            headers["Authorization"] = authorization;
        }

        return _shop.Handle(new SandboxRequest("GET", "http", "/wp-json/wc/v3/products", query, headers, default)).Status;
    }
}
