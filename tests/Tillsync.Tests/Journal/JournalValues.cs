using FsCheck;
using FsCheck.Fluent;
using Tillsync.Core.Stock;

namespace Tillsync.Tests.Journal;

/// <summary>Values that a till, a shop and a clock can send, the odd ones included.</summary>
internal static class JournalValues
{
    private static readonly Gen<char> Characters = Gen.OneOf(
        Gen.Choose(' ', '~').Select(code => (char)code),
        Gen.Elements('\'', '"', ';', '%', '\\', '\t', '\n', 'ä', 'Ä', 'ß', 'ı', 'İ', 'ſ', 'Σ', 'ς', 'σ', 'Ǆ', 'ǅ', 'д', 'Д', '日')
    );

    public static Gen<string> Texts { get; } = from characters in Characters.ListOf() select string.Concat(characters);

    public static Gen<Sku> Skus { get; } = Texts.Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => new Sku(text));

    public static Gen<ListingId> ListingIds { get; } =
        from product in Gen.Choose(0, int.MaxValue)
        from variation in OrNull(Gen.Choose(0, int.MaxValue))
        select new ListingId(product * 4_000_000_001L, variation);

    public static Gen<Quantity> Quantities { get; } =
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        from middle in Gen.Choose(int.MinValue, int.MaxValue)
        from high in Gen.Choose(int.MinValue, int.MaxValue)
        from isNegative in Gen.Elements(true, false)
        from scale in Gen.Choose(0, 28)
        from isSmall in Gen.Elements(true, false)
        select new Quantity(new decimal(low, isSmall ? 0 : middle, isSmall ? 0 : high, isNegative, (byte)scale));

    /// <summary>Of any offset; stored in UTC, they are the same instants.</summary>
    public static Gen<DateTimeOffset> Instants { get; } =
        from days in Gen.Choose(1, 3_652_000)
        from seconds in Gen.Choose(0, 86_399)
        from ticks in Gen.Choose(0, 9_999_999)
        from minutes in Gen.Choose(-14 * 60, 14 * 60)
        select new DateTimeOffset((days * TimeSpan.TicksPerDay) + (seconds * TimeSpan.TicksPerSecond) + ticks, TimeSpan.Zero).ToOffset(
            TimeSpan.FromMinutes(minutes)
        );

    public static Gen<T?> OrNull<T>(Gen<T> values)
        where T : struct => Gen.Frequency((1, Gen.Constant<T?>(null)), (4, values.Select(value => (T?)value)));
}
