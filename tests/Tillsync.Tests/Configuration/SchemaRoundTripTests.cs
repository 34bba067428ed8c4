using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Tillsync.Configuration;

namespace Tillsync.Tests.Configuration;

public sealed class SchemaRoundTripTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WhateverIsWritten_IsReadBack()
    {
        Prop.ForAll(
                SomeSettings.Configurations.ToArbitrary(),
                some =>
                {
                    var loaded = _folder.Load(CommentedJson.Compose(some.Values, some.StorefrontCount));

                    Assert.Equal(some.StorefrontCount, loaded.Configuration.Storefronts.Count);
                    foreach (var setting in loaded.Settings)
                    {
                        var isWritten = some.Values.TryGetValue(setting.Path, out var value);
                        Assert.Equal(!isWritten, setting.IsDefault);
                        AssertSame(setting, isWritten ? value : setting.Key.Default);
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void CommentedOutDefaults_AreTheDefaults()
    {
        var text = CommentedJson.Compose(SomeSettings.Configurations.Sample(1).Single().Values);
        var uncommented = Regex.Replace(text, """^( *)// ("\w+": .*,)$""", "$1$2", RegexOptions.Multiline);

        var (before, after) = (_folder.Load(text), _folder.Load(uncommented));

        Assert.NotEqual(text, uncommented);
        Assert.Equivalent(before.Configuration, after.Configuration, strict: true);
        Assert.DoesNotContain(after.Settings, setting => setting.IsDefault && setting.Value is not null);
    }

    [Fact]
    public void EveryKey_ChangesWhatTheProgramSees()
    {
        // Good for either kind of till, and for locations that are named or excluded.
        var text = ConfigurationFolder
            .With("Server=TILL\\\\SQLEXPRESS", "Data Source=TILL")
            .Replace("[\"01\"]", "[]", StringComparison.Ordinal);
        var before = _folder.Load(text);
        // The only two keys that can have but one value yet.
        SettingKey[] single = [RootKeys.JournalProvider, PolicyKeys.PhasedOut];

        foreach (var key in ConfigurationSchema.All.Except(single))
        {
            var old = Texts(before.Settings.Single(setting => setting.Key == key).Value);
            var texts = SomeSettings.ValueOf(key).Sample(100).Select(Texts).First(texts => texts.Length > 0 && !texts.SequenceEqual(old));

            var name = EnvironmentSettings.NameOf(key.PathFor(0));
            var after = _folder.Load(text, [.. texts.Select((text, item) => (key.IsList ? $"{name}__{item}" : name, text))]);

            Assert.False(SameConfiguration(before, after), $"{key.Path} is read but not used.");
        }
    }

    /// <summary>As they would be set by variables.</summary>
    private static string[] Texts(object? value) =>
        value switch
        {
            null => [],
            Secret secret => [secret.Reveal()],
            IReadOnlyList<string> items => [.. items],
            _ => [SettingText.Of(value)],
        };

    private static bool SameConfiguration(LoadedConfiguration left, LoadedConfiguration right)
    {
        try
        {
            Assert.Equivalent(left.Configuration, right.Configuration, strict: true);
            return Secrets(left).SequenceEqual(Secrets(right));
        }
        catch (Xunit.Sdk.EquivalentException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Secrets(LoadedConfiguration loaded) =>
        loaded
            .Configuration.Storefronts.SelectMany(storefront =>
                (Secret[])[storefront.Till.ConnectionString, storefront.Shop.ConsumerKey, storefront.Shop.ConsumerSecret]
            )
            .Append(loaded.Configuration.Journal.ConnectionString)
            .Select(secret => secret.Reveal());

    /// <summary>Relative paths are made absolute on the way.</summary>
    private void AssertSame(EffectiveSetting setting, object? expected)
    {
        if (setting.Key == RootKeys.LogFolder)
        {
            expected = Path.GetFullPath((string)expected!, _folder.Folder);
        }
        else if (setting.Key == RootKeys.JournalConnectionString && setting.IsDefault)
        {
            expected = new Secret($"data source={Path.Combine(_folder.Folder, "tillsync.db")}");
        }

        Assert.Equal(expected, setting.Value);
    }
}
