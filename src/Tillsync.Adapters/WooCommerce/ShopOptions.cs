using System.Reflection;
using Tillsync.Adapters.WooCommerce.Http;

namespace Tillsync.Adapters.WooCommerce;

/// <summary>How to reach one shop. Holds the keys, so its text shows nothing but the address.</summary>
public sealed record ShopOptions
{
    /// <summary>
    /// The shop's address, with its folder when it has one. A trailing slash, <c>/wp-json</c>, a query or credentials in it do not count.
    /// </summary>
    public required string Url { get; init; }

    /// <summary>Consumer key of the REST API (ck_…), with read and write permission.</summary>
    public required string ConsumerKey { get; init; }

    /// <summary>Consumer secret of the REST API (cs_…).</summary>
    public required string ConsumerSecret { get; init; }

    /// <summary>Accepts a certificate that this machine does not trust. Default false.</summary>
    public bool AllowUntrustedCertificate { get; init; }

    /// <summary>What the shop's firewall and logs see. Default Tillsync/version.</summary>
    public string UserAgent { get; init; } = DefaultUserAgent;

    /// <summary>Seconds one attempt of a read may take. Default 30.</summary>
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>Seconds a write may take before its outcome counts as unknown. Default 90: a batch of 100 took 2 s on a small machine.</summary>
    public int WriteTimeoutSeconds { get; init; } = 90;

    /// <summary>Rows asked for in one read, 1 to 100. Default 100.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>Items sent in one write, 1 to 100. Default 100; the client learns it when the shop allows fewer.</summary>
    public int MaxBatch { get; init; } = 100;

    private static string DefaultUserAgent { get; } = "Tillsync/" + Version();

    public override string ToString() => $"shop {ShopAddress.Describe(Url)}";

    private static string Version()
    {
        var version = typeof(ShopOptions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
        return version.Split('+')[0];
    }
}
