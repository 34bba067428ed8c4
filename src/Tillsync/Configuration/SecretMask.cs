namespace Tillsync.Configuration;

/// <summary>What may be shown of a secret.</summary>
internal static class SecretMask
{
    private const string Hidden = "…";

    /// <summary>A key shorter than this shows nothing, since four characters would be much of it.</summary>
    private const int LengthMinToShowEnd = 16;

    /// <summary>All other parts are hidden: a slip of the pen makes "Pasword", and that must not be shown either.</summary>
    private static readonly string[] ShownParts =
    [
        .. ConfigurationChecks.ServerNames,
        .. ConfigurationChecks.DatabaseNames,
        .. RelativePaths.FileNames,
        "User ID",
        "User",
        "UID",
        "Integrated Security",
        "Trusted_Connection",
        "Authentication",
        "Encrypt",
        "TrustServerCertificate",
        "Trust Server Certificate",
        "Application Name",
        "ApplicationIntent",
        "Application Intent",
        "MultiSubnetFailover",
        "Connect Timeout",
        "Connection Timeout",
        "Mode",
        "Cache",
        "Pooling",
        "Foreign Keys",
    ];

    public static string Of(Secret secret, Secrecy secrecy) =>
        secrecy switch
        {
            Secrecy.ConnectionString => ConnectionString(secret.Reveal()),
            Secrecy.ApiKey => ApiKey(secret.Reveal()),
            _ => Hidden,
        };

    private static string ApiKey(string text) => text.Length < LengthMinToShowEnd ? Hidden : Hidden + text[^4..];

    private static string ConnectionString(string text)
    {
        if (ConnectionStringRule.Parse(text) is not { } parts)
        {
            return Hidden;
        }

        string[] hidden = [.. parts.Keys.Cast<string>().Where(name => !MayBeShown(name, parts[name] as string ?? ""))];
        foreach (var name in hidden)
        {
            parts[name] = Hidden;
        }

        return hidden.Length == 0 ? text : parts.ConnectionString;
    }

    /// <summary>A value with a '=' in it may be two parts whose ';' is missing.</summary>
    private static bool MayBeShown(string name, string value) =>
        ShownParts.Contains(name, StringComparer.OrdinalIgnoreCase)
        && !value.Contains('=', StringComparison.Ordinal)
        && !value.Contains("password", StringComparison.OrdinalIgnoreCase)
        && !value.Contains("pwd", StringComparison.OrdinalIgnoreCase);
}
