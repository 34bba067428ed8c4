namespace Tillsync.Configuration;

/// <summary>All values in effect, typed by their keys.</summary>
internal sealed class ResolvedSettings(int storefrontCount)
{
    private readonly Dictionary<string, EffectiveSetting> _settings = new(StringComparer.Ordinal);

    public int StorefrontCount => storefrontCount;

    /// <summary>In the order of the schema, storefront by storefront.</summary>
    public IReadOnlyList<EffectiveSetting> All => [.. _settings.Values];

    public void Set(EffectiveSetting setting) => _settings[setting.Path] = setting;

    /// <summary>Null when an error stands in its place.</summary>
    public EffectiveSetting? Find(SettingKey key, int storefront = 0) => _settings.GetValueOrDefault(key.PathFor(storefront));

    /// <summary>For keys that are required or have a default.</summary>
    public T Get<T>(SettingKey<T> key, int storefront = 0)
        where T : notnull =>
        (T)(_settings[key.PathFor(storefront)].Value ?? throw new InvalidOperationException($"{key.Path} has no value."));

    /// <summary>For addresses that may be absent.</summary>
    public string? GetText(SettingKey<string> key, int storefront = 0) => (string?)_settings[key.PathFor(storefront)].Value;

    public IReadOnlyList<string>? GetList(SettingKey<IReadOnlyList<string>> key, int storefront = 0) =>
        (IReadOnlyList<string>?)_settings[key.PathFor(storefront)].Value;

    public Uri? GetAddress(SettingKey<Uri> key, int storefront = 0) => (Uri?)_settings[key.PathFor(storefront)].Value;

    /// <summary>For keys that may be absent.</summary>
    public T? GetOptional<T>(SettingKey<T> key, int storefront = 0)
        where T : struct => (T?)_settings[key.PathFor(storefront)].Value;
}
