namespace Tillsync.Configuration;

/// <summary>A value that is in effect, and where it comes from.</summary>
/// <param name="Path">The full key, e.g. <c>Storefronts:0:Shop:Url</c>.</param>
/// <param name="Value">Null for an optional key without a default that nobody has set.</param>
internal sealed record EffectiveSetting(SettingKey Key, string Path, object? Value, ConfigurationOrigin Origin)
{
    /// <summary>The value as it may be shown: keys by at most their last four characters, connection strings without passwords.</summary>
    public string Shown =>
        Value is null ? Key.WhenAbsent ?? ""
        : Value is Secret secret ? SecretMask.Of(secret, Key.Secrecy)
        : SettingText.Of(Value);

    public bool IsDefault => Origin is ConfigurationOrigin.Default;

    /// <summary>A record would print the value.</summary>
    public override string ToString() => $"{Path} = {Shown} ({Origin})";
}
