using System.Security.Cryptography;
using System.Text;
using Tillsync.Configuration;

namespace Tillsync.Webhooks;

/// <summary>
/// What the shop signs its deliveries with. It is derived from the storefront's consumer secret, so it lives where that lives, is nowhere
/// written down by this program, and is the same on every machine that has the keys; new keys make a new one (`webhooks install` tells the shop).
/// Whoever learns it from the shop's database cannot compute the consumer secret from it.
/// </summary>
internal sealed class WebhookSecret
{
    private const string Purpose = "Tillsync webhook deliveries, version 1";

    private readonly byte[] _key;

    private WebhookSecret(string text)
    {
        Text = text;
        _key = Encoding.UTF8.GetBytes(text);
    }

    /// <summary>For the shop alone.</summary>
    public string Text { get; }

    public static WebhookSecret Of(StorefrontSettings storefront) =>
        Of(storefront.Name, storefront.Shop.ConsumerKey.Reveal(), storefront.Shop.ConsumerSecret.Reveal());

    public static WebhookSecret Of(string storefront, string consumerKey, string consumerSecret)
    {
        var key = Encoding.UTF8.GetBytes(consumerSecret);
        var about = Encoding.UTF8.GetBytes($"{Purpose}\n{consumerKey}\n{storefront.ToUpperInvariant()}");
        return new WebhookSecret(Convert.ToHexStringLower(HMACSHA256.HashData(key, about)));
    }

    /// <summary>Whether the body was signed with it; takes as long for a wrong signature as for a right one.</summary>
    /// <param name="signature">Decoded: 32 bytes.</param>
    public bool Signs(ReadOnlySpan<byte> body, ReadOnlySpan<byte> signature)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, body, expected);
        return CryptographicOperations.FixedTimeEquals(expected, signature);
    }

    public override string ToString() => "(secret)";
}
