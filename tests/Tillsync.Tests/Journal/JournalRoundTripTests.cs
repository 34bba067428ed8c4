using FsCheck;
using FsCheck.Fluent;
using Microsoft.Data.Sqlite;
using Tillsync.Adapters.Journal;
using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Tests.Journal;

/// <summary>Whatever is stored is read back the same, whatever it is.</summary>
public sealed class JournalRoundTripTests : IDisposable
{
    private const long Storefront = 1;
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(300);

    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public JournalRoundTripTests()
    {
        _connection.Open();
        JournalMigrations.Apply(_connection, "memory", JournalMigrations.Newest);
        Assert.Equal(Storefront, StorefrontTable.FindOrAdd(_connection, "main"));
    }

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void Items()
    {
        var table = new ItemTable(_connection, Storefront);
        var items =
            from sku in JournalValues.Skus
            from texts in JournalValues.Texts.ArrayOf(5)
            from isWebItem in Gen.Elements(true, false)
            from isUnmapped in Gen.Elements(true, false)
            select new RememberedItem(sku, texts[0], isWebItem, texts[1], texts[2], texts[3], isUnmapped, texts[4]);

        Check(items, item => item.Sku, table.Save, table.All, table.Forget);
    }

    [Fact]
    public void Listings()
    {
        var table = new ListingTable(_connection, Storefront);
        var listings =
            from id in JournalValues.ListingIds
            from sku in JournalValues.Skus
            from origin in Gen.Elements(Enum.GetValues<MappingOrigin>())
            from confirmedAt in JournalValues.Instants
            from acknowledged in JournalValues.OrNull(JournalValues.Quantities)
            from acknowledgedAt in JournalValues.OrNull(JournalValues.Instants)
            from needsLook in Gen.Elements(true, false)
            from endedAt in JournalValues.OrNull(JournalValues.Instants)
            from shopSku in JournalValues.OrNull(JournalValues.Skus)
            from phasedOutAt in JournalValues.OrNull(JournalValues.Instants)
            from field in JournalValues.OrNull(Gen.Elements(Enum.GetValues<AppearanceField>()))
            from people in JournalValues.Texts.ArrayOf(2)
            select new ListingRecord(id, sku, origin, confirmedAt, acknowledged, acknowledgedAt, needsLook)
            {
                EndedAt = endedAt,
                EndedBy = endedAt is null ? null : people[0],
                SetBy = people[1],
                ShopSku = shopSku,
                PhasedOutAt = phasedOutAt,
                Hidden = field is { } which ? new HiddenAs(which, people[0]) : null,
            };

        Check(listings, listing => listing.Listing, table.Save, table.All, table.Forget);
    }

    [Fact]
    public void ParkedItems()
    {
        var table = new ParkedTable(_connection, Storefront);
        var parked =
            from sku in JournalValues.Skus
            from listing in JournalValues.OrNull(JournalValues.ListingIds)
            from texts in JournalValues.Texts.ArrayOf(2)
            from attempts in Gen.Choose(0, int.MaxValue)
            from instants in JournalValues.Instants.ArrayOf(2)
            select new ParkedItem(sku, listing, texts[0], texts[1], attempts, instants[0], instants[1]);

        Check(parked, item => item.Sku, table.Save, table.All, table.Clear);
    }

    [Fact]
    public void Orders()
    {
        var table = new OrderTable(_connection, Storefront);
        var lines =
            from listing in JournalValues.OrNull(JournalValues.ListingIds)
            from sku in JournalValues.OrNull(JournalValues.Skus)
            from quantities in JournalValues.Quantities.ArrayOf(2)
            from untaken in Gen.Elements(true, false)
            select new WebOrderLine(listing, sku, quantities[0], quantities[1]) { IsUntaken = untaken };
        var orders =
            from id in Gen.Choose(1, int.MaxValue)
            from texts in JournalValues.Texts.ArrayOf(2)
            from instants in JournalValues.Instants.ArrayOf(2)
            from completed in Gen.Elements(true, false)
            from some in lines.ListOf()
            select new WebOrder(id, texts[0], texts[1], instants[0], instants[1], [.. some])
            {
                CompletedAt = completed ? instants[1] : null,
            };

        Prop.ForAll(
                orders.ToArbitrary(),
                order =>
                {
                    table.Replace([order]);
                    var stored = Assert.Single(table.All());
                    Assert.Equal(order with { Lines = stored.Lines }, stored);
                    Assert.Equal(order.Lines, stored.Lines);
                }
            )
            .Check(Many);
    }

    [Fact]
    public void PositionsOfAStorefront()
    {
        var table = new PositionTable(_connection, Storefront);
        var positions =
            from instants in JournalValues.Instants.ArrayOf(2)
            from verifiedAt in JournalValues.OrNull(JournalValues.Instants)
            from here in JournalValues.OrNull(JournalValues.Instants)
            from texts in JournalValues.Texts.ArrayOf(3)
            from rows in Gen.Choose(0, int.MaxValue)
            select new Positions(instants[0], verifiedAt, new ClockReading(instants[1], here), texts[0], texts[1], texts[2], rows);

        Prop.ForAll(
                positions.ToArbitrary(),
                position =>
                {
                    table.Save(position);
                    Assert.Equal(position, table.Get());
                }
            )
            .Check(Many);
    }

    [Fact]
    public void SkuKeys_AreEqualExactlyWhenSkusAre()
    {
        var pairs =
            from one in JournalValues.Skus
            from other in Gen.OneOf(
                JournalValues.Skus,
                Gen.Constant(new Sku(one.Text.ToUpperInvariant())),
                Gen.Constant(new Sku(one.Text.ToLowerInvariant()))
            )
            select (one, other);

        Prop.ForAll(pairs.ToArbitrary(), pair => (pair.one == pair.other) == (pair.one.Key == pair.other.Key)).Check(Many);
    }

    [Fact]
    public void SkuKeys_OfEveryLetter_AreEqualExactlyWhenSkusAre()
    {
        var letters = Enumerable.Range('!', 0xD800 - '!').Select(code => (char)code).Where(letter => !char.IsWhiteSpace(letter));

        foreach (var sku in letters.Select(letter => new Sku(letter.ToString())))
        {
            var lower = new Sku(sku.Text.ToLowerInvariant());
            Assert.Equal(sku == lower, sku.Key == lower.Key);
        }
    }

    private static void Check<TRow, TKey>(
        Gen<TRow> rows,
        Func<TRow, TKey> keyOf,
        Action<IReadOnlyList<TRow>> save,
        Func<IReadOnlyList<TRow>> all,
        Action<IReadOnlyList<TKey>> forget
    ) =>
        Prop.ForAll(
                rows.ToArbitrary(),
                row =>
                {
                    save([row]);
                    Assert.Equal([row], all());
                    forget([keyOf(row)]);
                    Assert.Empty(all());
                }
            )
            .Check(Many);
}
