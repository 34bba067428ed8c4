using FsCheck;
using FsCheck.Fluent;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Tillsync.Testing;

namespace Tillsync.Tests.Stock;

/// <summary>Values as tills and shops hold them, the awkward ones more often than life has them.</summary>
internal static class Generate
{
    /// <summary>What decimal(15,4) holds: fractions, negatives, zero, and its ends.</summary>
    public static Gen<decimal> Units { get; } =
        Gen.Frequency(
            (6, Gen.Choose(-20, 60).Select(units => (decimal)units)),
            (3, Gen.Choose(-400_000, 900_000).Select(parts => parts / 10_000m)),
            (1, Gen.Elements(0m, 0.9999m, -0.0001m, 99_999_999_999.9999m, -99_999_999_999.9999m))
        );

    /// <summary>A few codes, so that collisions happen, some differing only in case and blanks.</summary>
    public static Gen<Sku> Sku { get; } =
        from number in Gen.Choose(1, 12)
        from form in Gen.Choose(0, 3)
        select new Sku(
            form switch
            {
                0 => $"aa-{number}",
                1 => $" AA-{number} ",
                _ => $"AA-{number}",
            }
        );

    public static Gen<ListingId> ListingId { get; } =
        from product in Gen.Choose(1, 9)
        from variation in Gen.Choose(0, 4)
        select variation == 0 ? new ListingId(product) : new ListingId(product, 100 + (product * 10) + variation);

    public static Gen<LocationStock> Row { get; } =
        from available in Nullable(Units)
        from onHand in Nullable(Units)
        from committed in Nullable(Units)
        from sells in Gen.Elements(true, true, false)
        select new LocationStock(sells ? "01" : "99", sells, onHand, committed, available);

    public static Gen<TillItem> Item { get; } =
        from sku in Sku
        from rows in Gen.ListOf(Row, 2)
        from count in Gen.Choose(0, 2)
        from kind in Gen.Frequency(
            (8, Gen.Constant(ItemKind.Inventory)),
            (1, Gen.Constant(ItemKind.Kit)),
            (1, Gen.Constant(ItemKind.NotCounted))
        )
        from isWeb in Gen.Elements(true, true, true, false)
        from status in Gen.Elements("A", "A", "a", "D", "V")
        select Some.Item(sku, [.. rows.Take(count)], kind) with
        {
            IsWebItem = isWeb,
            Status = status,
        };

    public static Gen<IReadOnlyList<TillItem>> Items { get; } =
        from count in Gen.Choose(0, 15)
        from items in Gen.ListOf(Item, count)
        select (IReadOnlyList<TillItem>)items;

    public static Gen<decimal?> Nullable(Gen<decimal> values) =>
        Gen.Frequency((7, values.Select(value => (decimal?)value)), (1, Gen.Constant((decimal?)null)));

    public static Gen<IReadOnlyList<T>> ListOf<T>(Gen<T> values, int most) =>
        from count in Gen.Choose(0, most)
        from list in Gen.ListOf(values, count)
        select (IReadOnlyList<T>)list;
}
