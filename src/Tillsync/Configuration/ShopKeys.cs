namespace Tillsync.Configuration;

/// <summary>How the shop is reached, and how patiently.</summary>
internal static class ShopKeys
{
    public static readonly SettingKey<Uri> Url = new("Storefronts:*:Shop:Url", new ShopUrlRule(), "The shop's address.")
    {
        SetTo = "the shop's address, e.g. \"https://shop.example\"",
    };

    public static readonly SettingKey<Secret> ConsumerKey = new(
        "Storefronts:*:Shop:ConsumerKey",
        new ApiKeyRule("ck_", "cs_"),
        "The key of a WooCommerce REST API key with permission Read/Write."
    )
    {
        SetTo = "the consumer key (ck_…) from WooCommerce > Settings > Advanced > REST API",
        Secrecy = Secrecy.ApiKey,
    };

    public static readonly SettingKey<Secret> ConsumerSecret = new(
        "Storefronts:*:Shop:ConsumerSecret",
        new ApiKeyRule("cs_", "ck_"),
        "The secret that belongs to ConsumerKey."
    )
    {
        SetTo = "the consumer secret (cs_…) that WooCommerce showed when the key was made",
        Secrecy = Secrecy.ApiKey,
    };

    public static readonly SettingKey<bool> AllowUntrustedCertificate = new(
        "Storefronts:*:Shop:AllowUntrustedCertificate",
        FlagRule.Instance,
        "Whether a certificate that this machine does not trust is accepted; for tests only."
    )
    {
        Default = false,
    };

    public static readonly SettingKey<string> UserAgent = new(
        "Storefronts:*:Shop:UserAgent",
        new TextRule(200, "text", isAscii: true),
        "How Tillsync introduces itself; some hosts let only what looks like a browser pass."
    )
    {
        Default = ProductVersion.UserAgent,
    };

    public static readonly SettingKey<int> TimeoutSeconds = new(
        "Storefronts:*:Shop:TimeoutSeconds",
        new WholeNumberRule(1, 600),
        "How long to wait for the shop's answer to a request that reads."
    )
    {
        Default = 30,
    };

    public static readonly SettingKey<int> WriteTimeoutSeconds = new(
        "Storefronts:*:Shop:WriteTimeoutSeconds",
        new WholeNumberRule(1, 600),
        "How long to wait for the shop's answer to a request that writes, which may hold 100 listings."
    )
    {
        Default = 90,
    };

    public static readonly SettingKey<int> QuietSeconds = new(
        "Storefronts:*:Shop:QuietSeconds",
        new WholeNumberRule(0, 3600),
        "How long a write of unknown outcome is left alone before the shop is read to see what became of it; longer than the shop may go on with it (PHP's max_execution_time), and not shorter than WriteTimeoutSeconds."
    )
    {
        Default = 90,
    };

    public static readonly SettingKey<int> SettleSeconds = new(
        "Storefronts:*:Shop:SettleSeconds",
        new WholeNumberRule(1, 300),
        "How long an order must be unchanged before a listing that it touches is written."
    )
    {
        Default = 5,
    };

    public static readonly SettingKey<Uri> WebhookUrl = new(
        "Storefronts:*:Shop:WebhookUrl",
        new HttpAddressRule("serve as the shop reaches it"),
        "Where the shop delivers its webhooks; what arrives there is to be passed on to /webhooks/NAME of Service:Listen, NAME being the storefront's."
    )
    {
        WhenAbsent = "no webhooks",
    };

    public static IReadOnlyList<SettingKey> All =>
        [
            Url,
            ConsumerKey,
            ConsumerSecret,
            AllowUntrustedCertificate,
            UserAgent,
            TimeoutSeconds,
            WriteTimeoutSeconds,
            QuietSeconds,
            SettleSeconds,
            WebhookUrl,
        ];
}
