using FsCheck;
using FsCheck.Fluent;
using Tillsync.Configuration;

namespace Tillsync.Tests.Configuration;

public sealed class UnknownKeyTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("\"Guard\": { \"MaxZeroPercent\": 5 }", "Guard:MaxZeroPercent: unknown key. Did you mean MaxZeroedPercent?")]
    [InlineData("\"Gaurd\": { \"MaxZeroedPercent\": 5, \"Other\": 1 }", "Gaurd: unknown key. Did you mean Guard?")]
    [InlineData("\"ThresholdHours\": 5", "ThresholdHours: unknown key. Did you mean Schedule:ThresholdHours?")]
    [InlineData(
        "\"AllowUntrustedCertificate\": true",
        "AllowUntrustedCertificate: unknown key. Did you mean Till:AllowUntrustedCertificate or Shop:AllowUntrustedCertificate?"
    )]
    [InlineData(
        "\"Guard\": { \"Webhooks\": 5 }",
        "Guard:Webhooks: unknown key. Known here: MaxZeroedPercent, MaxZeroedItems, MaxLoweredPercent, MaxLoweredItems, MaxRaisedPercent, MaxRaisedItems, MaxCreatedItems, MaxLostRowsPercent, AlwaysAllowItems."
    )]
    [InlineData("\"\": 5", ": unknown key. Known here: Name, Till, Shop, Schedule, Stock, Guard.")]
    public void UnknownKey_NamesTheNearest(string json, string expected)
    {
        var error = Assert.Single(_folder.Errors(ConfigurationFolder.WithStorefront(json)));

        Assert.Equal($"Storefronts:0:{expected} (tillsync.json, line 4)", error);
    }

    [Theory]
    [InlineData("ck_123")]
    [InlineData("0123456789012345678901234567890123456789x")]
    public void WhatMayBeAnApiKey_IsNotRepeated(string name)
    {
        var error = Assert.Single(_folder.Errors(ConfigurationFolder.WithStorefront($"\"Stock\": {{ \"{name}\": 1 }}")));

        Assert.StartsWith("Storefronts:0:Stock:…: unknown key. Known here: SafetyStock", error, StringComparison.Ordinal);
    }

    [Fact]
    public void KeyAtTheTop_IsShownItsPlace()
    {
        var error = Assert.Single(_folder.Errors(ConfigurationFolder.With("\"Storefronts\"", "\"Schedule\": {}, \"Storefronts\"")));

        Assert.Equal("Schedule: unknown key. Did you mean Storefronts:0:Schedule? (tillsync.json, line 2)", error);
    }

    [Theory]
    [InlineData("\"Url\"", "\"Ulr\"", "Storefronts:0:Shop:Ulr: unknown key. Did you mean Url? (tillsync.json, line 10)")]
    [InlineData("\"Shop\"", "\"Shops\"", "Storefronts:0:Shops: unknown key. Did you mean Shop? (tillsync.json, line 9)")]
    [InlineData("\"Storefronts\"", "\"Storefront\"", "Storefront: unknown key. Did you mean Storefronts? (tillsync.json, line 2)")]
    public void MisspeltRequiredKey_IsNotAlsoCalledMissing(string key, string misspelt, string expected)
    {
        Assert.Equal([expected], _folder.Errors(ConfigurationFolder.With(key, misspelt)));
    }

    [Fact]
    public void AnyMisspeltKey_IsFoundAndItsNameSuggested()
    {
        var slips =
            from key in Gen.Elements(ConfigurationSchema.All.AsEnumerable())
            from kind in Gen.Choose(0, 3)
            from at in Gen.Choose(0, key.Name.Length - 1)
            from letter in Gen.Elements("abcdefghijklmnopqrstuvwxyz0_-$ ".AsEnumerable())
            select (key, name: Slip(key.Name, kind, at, letter));

        Prop.ForAll(
                slips.Where(slip => !IsKnown(slip.key, slip.name) && !IsAsNearToAnother(slip.key, slip.name)).ToArbitrary(),
                slip =>
                {
                    var written = $"{ConfigurationSchema.At(slip.key.Section, 0)}:{slip.name}";
                    return SchemaMatch.Of(written) is SchemaMatch.Unknown unknown
                        && unknown.Written == written
                        && unknown.Suggestions.SequenceEqual([slip.key.PathFor(0)]);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void EveryKey_IsFoundInAnyCase()
    {
        foreach (var key in ConfigurationSchema.All)
        {
            foreach (var written in (string[])[key.PathFor(7), key.PathFor(7).ToUpperInvariant(), key.PathFor(7).ToLowerInvariant()])
            {
                var match = Assert.IsType<SchemaMatch.Key>(SchemaMatch.Of(written));
                Assert.Same(key, match.Setting);
                Assert.Equal(key.PathFor(7), match.Path);
            }
        }
    }

    /// <summary>0 leaves a letter out, 1 adds one, 2 replaces one, 3 swaps two.</summary>
    private static string Slip(string name, int kind, int at, char letter) =>
        kind switch
        {
            0 => name.Remove(at, 1),
            1 => name.Insert(at, letter.ToString()),
            2 => name.Remove(at, 1).Insert(at, letter.ToString()),
            _ => at == 0 ? name[1..2] + name[0] + name[2..] : name[..(at - 1)] + name[at] + name[at - 1] + name[(at + 1)..],
        };

    /// <summary>"hort" may have been meant for Host or for Port: there is no telling.</summary>
    private static bool IsAsNearToAnother(SettingKey key, string name)
    {
        var meant = NearestName.Distance(name, key.Name);
        return ConfigurationSchema.NamesIn(key.Section).Any(other => other != key.Name && NearestName.Distance(name, other) <= meant);
    }

    private static bool IsKnown(SettingKey key, string name) =>
        ConfigurationSchema.NamesIn(key.Section).Contains(name, StringComparer.OrdinalIgnoreCase);
}
