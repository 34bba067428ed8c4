using Tillsync.Adapters.Counterpoint;

namespace Tillsync.Configuration;

/// <summary>What <c>init</c> knows of one storefront; null for what it does not, which is then left empty in the file.</summary>
internal sealed record InitialSettings
{
    public string StorefrontName { get; init; } = "main";

    public TillProvider TillProvider { get; init; } = TillProvider.SqlServer;

    public Secret? TillConnectionString { get; init; }

    public IReadOnlyList<string>? Locations { get; init; }

    /// <summary>Null for the default.</summary>
    public IReadOnlyList<string>? ActiveStatuses { get; init; }

    public bool AllowUntrustedTillCertificate { get; init; }

    public string? ShopUrl { get; init; }

    public bool AllowUntrustedShopCertificate { get; init; }

    public Secret? ConsumerKey { get; init; }

    public Secret? ConsumerSecret { get; init; }

    /// <summary>Null for the default.</summary>
    public int? SettleSeconds { get; init; }

    /// <summary>Null for the default.</summary>
    public bool? CreateDrafts { get; init; }

    /// <summary>The values by the paths of the first storefront, without what is unknown or as by default.</summary>
    public IReadOnlyDictionary<string, object> ToValues()
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        Add(RootKeys.StorefrontName, StorefrontName);
        Add(TillKeys.Provider, TillProvider);
        Add(TillKeys.ConnectionString, TillConnectionString);
        Add(TillKeys.Locations, Locations);
        Add(TillKeys.ActiveStatuses, ActiveStatuses);
        Add(TillKeys.AllowUntrustedCertificate, AllowUntrustedTillCertificate ? true : null);
        Add(ShopKeys.Url, ShopUrl);
        Add(ShopKeys.AllowUntrustedCertificate, AllowUntrustedShopCertificate ? true : null);
        Add(ShopKeys.SettleSeconds, SettleSeconds);
        Add(PolicyKeys.CreateDrafts, CreateDrafts);
        Add(ShopKeys.ConsumerKey, ConsumerKey);
        Add(ShopKeys.ConsumerSecret, ConsumerSecret);
        return values;

        void Add(SettingKey key, object? value)
        {
            if (value is not null)
            {
                values[key.PathFor(0)] = value;
            }
        }
    }
}
