using FsCheck;
using FsCheck.Fluent;
using Tillsync.Adapters.Counterpoint;
using Tillsync.Configuration;
using Tillsync.Core.Deciding;

namespace Tillsync.Tests.Configuration;

/// <summary>Random values that the schema allows.</summary>
internal static class SomeSettings
{
    private const string Letters = "abcXYZ019 ;='\"\\/{}[],:#äß€漢-_.";

    /// <summary>All required keys and some of the others, for one to three storefronts.</summary>
    public static Gen<(IReadOnlyDictionary<string, object> Values, int StorefrontCount)> Configurations =>
        from count in Gen.Choose(1, 3)
        from values in Gen.CollectToArray(Paths(count), path => ValueOrNothing(path.Key, path.Path))
        select (
            (IReadOnlyDictionary<string, object>)
                WithoutContradictions(
                    values.Where(value => value.Value is not null).ToDictionary(value => value.Path, value => value.Value!),
                    count
                ),
            count
        );

    public static Gen<object> ValueOf(SettingKey key) =>
        key.Rule switch
        {
            NumberRule rule => from share in Gen.Choose(0, 10_000) select (object)(rule.Min + ((rule.Max - rule.Min) * share / 10_000)),
            WholeNumberRule rule => Gen.Choose(rule.Min, rule.Max).Select(number => (object)number),
            FlagRule => Gen.Elements<object>(true, false),
            TextRule { IsAscii: true } => Text(Letters.Where(char.IsAscii), 20),
            TextRule => Text(Letters, 20),
            TextListRule rule => from items in TextItems(rule) select (object)items,
            ShopUrlRule => from number in Gen.Choose(0, 999) select (object)new Uri($"https://shop{number}.example/a"),
            ListenRule => from port in Gen.Choose(1, 65535) select (object)new ListenAddress("127.0.0.1", port),
            HttpAddressRule => from port in Gen.Choose(1, 65535) select (object)new Uri($"http://collector.example:{port}"),
            SecretTextRule => Text(Letters, 20).Select(text => (object)new Secret((string)text)),
            SecretAddressRule => from port in Gen.Choose(1, 65535) select (object)new Secret($"https://hooks.example:{port}/x"),
            DateRule => from day in Gen.Choose(1, 700_000) select (object)DateOnly.FromDayNumber(day),
            ChoiceRule<MailSecurity> => Gen.Elements(Enum.GetValues<MailSecurity>().Cast<object>()),
            ApiKeyRule rule => from number in Gen.Choose(0, 999_999) select (object)new Secret($"{rule.Prefix}{number}"),
            ConnectionStringRule => from number in Gen.Choose(0, 999)
            select (object)new Secret($"Data Source=/srv/{number}.db;Database=D;Password='a;b\"{number}'"),
            ChoiceRule<JournalProvider> => Gen.Elements<object>(JournalProvider.Sqlite),
            ChoiceRule<TillProvider> => Gen.Elements<object>(TillProvider.SqlServer, TillProvider.Sqlite),
            ChoiceRule<StockBasis> => Gen.Elements<object>(StockBasis.Available, StockBasis.OnHand),
            ChoiceRule<PhasedOutListing> => Gen.Elements<object>(PhasedOutListing.Zero),
            ChoiceRule<OrderKnowledge> => Gen.Elements(Enum.GetValues<OrderKnowledge>().Cast<object>()),
            _ => throw new NotSupportedException(key.Path),
        };

    /// <summary>Locations are either named or excluded.</summary>
    private static Dictionary<string, object> WithoutContradictions(Dictionary<string, object> values, int storefrontCount)
    {
        for (var storefront = 0; storefront < storefrontCount; storefront++)
        {
            if (values[TillKeys.Locations.PathFor(storefront)] is IReadOnlyList<string> { Count: > 0 })
            {
                values.Remove(TillKeys.ExcludedLocations.PathFor(storefront));
            }
        }

        return values;
    }

    private static IEnumerable<(SettingKey Key, string Path)> Paths(int storefrontCount) =>
        ConfigurationSchema.All.SelectMany(key =>
            Enumerable.Range(0, key.IsPerStorefront ? storefrontCount : 1).Select(storefront => (key, key.PathFor(storefront)))
        );

    /// <summary>Storefront names get their path, as they must differ.</summary>
    private static Gen<(string Path, object? Value)> ValueOrNothing(SettingKey key, string path) =>
        from isSet in Gen.Frequency((3, Gen.Constant(true)), (key.IsRequired ? 0 : 2, Gen.Constant(false)))
        from value in ValueOf(key)
        select (
            path,
            !isSet ? null
            : key == RootKeys.StorefrontName ? $"{value} {path}"
            : value
        );

    private static Gen<object> Text(IEnumerable<char> letters, int lengthMax) =>
        Gen.Elements(letters)
            .ArrayOf(lengthMax)
            .Select(text => new string(text).Trim())
            .Where(text => text.Length > 0)
            .Select(text => (object)text);

    private static Gen<IReadOnlyList<string>> TextItems(TextListRule rule) =>
        from count in Gen.Choose(rule.MayBeEmpty ? 0 : 1, 4)
        from items in Text(Letters, 8).ListOf(count)
        where items.Cast<string>().Distinct(StringComparer.OrdinalIgnoreCase).Count() == count
        select (IReadOnlyList<string>)[.. items.Cast<string>()];
}
