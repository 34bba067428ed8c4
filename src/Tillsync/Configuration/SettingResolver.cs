using System.Globalization;

namespace Tillsync.Configuration;

/// <summary>Gives each key its value: what was written if that is allowed, else its default.</summary>
/// <param name="fileName">For advice on what is missing.</param>
internal sealed class SettingResolver(SettingTable table, string fileName, List<ConfigurationError> errors)
{
    public ResolvedSettings Resolve()
    {
        var resolved = new ResolvedSettings(CheckStorefronts());
        foreach (var key in ConfigurationSchema.All.Where(key => !key.IsPerStorefront))
        {
            Resolve(key, key.Path, resolved);
        }

        foreach (var storefront in table.Storefronts.All)
        {
            foreach (var key in ConfigurationSchema.All.Where(key => key.IsPerStorefront))
            {
                Resolve(key, key.PathFor(storefront.Position), resolved);
            }
        }

        return resolved;
    }

    private int CheckStorefronts()
    {
        var expected = 0;
        foreach (var (position, first) in table.Storefronts.All)
        {
            if (position != expected)
            {
                var problem = string.Create(
                    CultureInfo.InvariantCulture,
                    $"There is a storefront {position} but no storefront {expected}; positions count from 0 without gaps."
                );
                errors.Add(new ConfigurationError(first.Path, problem, first.Origin));
                return expected;
            }

            expected++;
        }

        if (expected == 0 && !table.IsSettled(ConfigurationSchema.Storefronts))
        {
            errors.Add(
                new ConfigurationError(
                    ConfigurationSchema.Storefronts,
                    $"missing. Add at least one storefront to {fileName}, or let tillsync init write one."
                )
            );
        }

        return expected;
    }

    private void Resolve(SettingKey key, string path, ResolvedSettings resolved)
    {
        if (table.IsSettled(path))
        {
            return;
        }

        var value = table.ValueOf(path);
        var items = key.IsList ? table.ItemsOf(path) : [];
        if (items.Count == 0 && (value is null || value.IsNull))
        {
            Absent(key, path, resolved);
        }
        else if (value is { IsBlank: true })
        {
            errors.Add(new ConfigurationError(path, Blank(key), value.Origin));
        }
        else
        {
            Read(key, path, value, items, resolved);
        }
    }

    private void Read(SettingKey key, string path, RawSetting? value, IReadOnlyList<RawSetting> items, ResolvedSettings resolved)
    {
        var isWhole = items.Count == 0 || value is { Kind: not RawKind.List and not RawKind.Null };
        // One of the two is there, or the key would be absent.
        var origin = isWhole ? value!.Origin : OriginOf(items);
        var result = isWhole ? key.Rule.Read(value!) : ((TextListRule)key.Rule).Read(items);
        if (result.Problem is { } problem)
        {
            errors.Add(new ConfigurationError(path, problem, origin));
            return;
        }

        resolved.Set(new EffectiveSetting(key, path, result.Value, origin));
    }

    private void Absent(SettingKey key, string path, ResolvedSettings resolved)
    {
        if (key.IsRequired)
        {
            errors.Add(
                new ConfigurationError(path, $"missing. Set it to {key.SetTo}, in {fileName} or as {EnvironmentSettings.NameOf(path)}.")
            );
            return;
        }

        resolved.Set(new EffectiveSetting(key, path, key.Default, ConfigurationOrigin.Default.Instance));
    }

    private static string Blank(SettingKey key) =>
        key.IsRequired ? $"The value is empty. Set it to {key.SetTo}."
        : key.Default is { } value
            ? $"The value is empty. Leave the key out for its default, {new EffectiveSetting(key, key.Path, value, ConfigurationOrigin.Default.Instance).Shown}."
        : $"The value is empty. Leave the key out for {key.WhenAbsent}.";

    private static ConfigurationOrigin OriginOf(IReadOnlyList<RawSetting> items)
    {
        ConfigurationOrigin[] origins = [.. items.Select(item => item.Origin).Distinct()];
        return origins.Length == 1 ? origins[0] : new ConfigurationOrigin.Several(origins);
    }
}
