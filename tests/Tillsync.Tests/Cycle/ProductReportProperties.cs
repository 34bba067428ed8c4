using FsCheck;
using FsCheck.Fluent;
using Tillsync.Core;
using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Tests.Stock;

namespace Tillsync.Tests.Cycle;

/// <summary>Over catalogues of every kind of article, record, mapping and trouble.</summary>
public sealed class ProductReportProperties
{
    private const int ArticlesMax = 12;

    private static readonly Gen<IReadOnlyList<LocationStock>> Rows = Gen.OneOf(
        Gen.Constant<IReadOnlyList<LocationStock>>([]),
        Gen.Constant<IReadOnlyList<LocationStock>>([Some.Row(null)]),
        Gen.Choose(-3, 9).Select(IReadOnlyList<LocationStock> (units) => [Some.Row(units)]),
        Gen.Choose(-3, 9).Select(IReadOnlyList<LocationStock> (units) => [Some.Row(units, sells: false)])
    );

    private static readonly Gen<TillItem> Items =
        from number in Gen.Choose(1, ArticlesMax)
        from rows in Rows
        from kind in Gen.Elements(Enum.GetValues<ItemKind>())
        from status in Gen.Elements("A", "A", "a", "D", "V", "")
        from isWeb in Gen.Elements(true, true, false)
        select Some.Item(Some.Sku(number), rows, kind) with
        {
            Status = status,
            IsWebItem = isWeb,
        };

    private static readonly Gen<ListingRecord> Records =
        from listing in Gen.Choose(1, ArticlesMax)
        from number in Gen.Choose(1, ArticlesMax + 2)
        from shown in Gen.Choose(0, 9)
        from origin in Gen.Elements(Enum.GetValues<MappingOrigin>())
        from needsLook in Gen.Elements(true, false)
        from isEnded in Gen.Elements(true, false, false)
        select Some.Record(Some.ListingId(listing), Some.Sku(number), shown, needsLook, origin) with
        {
            EndedAt = isEnded ? Some.Instant : null,
        };

    private static readonly Gen<(int Article, int Listing)> Pairs =
        from article in Gen.Choose(1, ArticlesMax)
        from listing in Gen.Choose(1, ArticlesMax)
        select (article, listing);

    private static readonly Gen<Catalogue> Catalogues =
        from items in Items.ListOf()
        from records in Records.ListOf()
        from parked in Gen.Choose(1, ArticlesMax).ListOf()
        from held in Gen.Choose(1, ArticlesMax).ListOf()
        from hasMap in Gen.Elements(true, false)
        from mapped in Pairs.ListOf()
        select new Catalogue([.. items], [.. records], [.. parked], [.. held], hasMap ? [.. mapped] : null);

    [Fact]
    public void EachWebItem_IsInExactlyOneState() =>
        Always.Holds(
            Catalogues,
            catalogue =>
            {
                var rows = catalogue.Judge();
                var web = catalogue.Items.Where(item => item.IsWebItem).Select(item => item.Sku).Distinct();
                return web.All(sku => rows.Count(row => row.Sku == sku) == 1)
                    && rows.Select(row => row.Sku).Distinct().Count() == rows.Count
                    && rows.All(row => Enum.IsDefined(row.State));
            }
        );

    [Fact]
    public void State_SaysWhatIsKnown() =>
        Always.Holds(
            Catalogues,
            catalogue =>
                catalogue
                    .Judge()
                    .All(row =>
                        row.State switch
                        {
                            ProductState.InSync => row.Decision is Decision.List list
                                && row.Record is { NeedsLook: false, EndedAt: null } record
                                && record.Acknowledged == list.To.Quantity,
                            ProductState.Unknown => row.Decision is Decision.Unknown,
                            ProductState.Unmapped => row.Record is null && row.Decision is Decision.List,
                            ProductState.PhasedOut => row.Decision is Decision.PhaseOut || row.Record is { EndedAt: not null },
                            _ => true,
                        }
                    )
        );

    /// <param name="Mapped">Rows of USER_PRODUCT_MAP as numbers of article and listing; null: no such table.</param>
    private sealed record Catalogue(
        IReadOnlyList<TillItem> Items,
        IReadOnlyList<ListingRecord> Records,
        IReadOnlyList<int> Parked,
        IReadOnlyList<int> Held,
        IReadOnlyList<(int Article, int Listing)>? Mapped
    )
    {
        public IReadOnlyList<ProductRow> Judge()
        {
            var records = Records.DistinctBy(record => record.Listing).ToList();
            var active = records
                .Where(record => record.EndedAt is null)
                .DistinctBy(record => record.Sku)
                .ToDictionary(record => record.Sku);
            var memory = new JournalMemory(
                Some.Positions(),
                [],
                active,
                [],
                [],
                Parked.Distinct().ToDictionary(Some.Sku, number => Some.Parked(Some.Sku(number), Some.Instant))
            )
            {
                Ended = [.. records.Where(record => record.EndedAt is not null)],
            };
            var mappings = Mapped?.Select(pair => new TillMapping(Some.Sku(pair.Article), Some.ListingId(pair.Listing).ProductId)).ToList();
            var moment = new StockMoment(Some.Reading(Items) with { Mappings = mappings }, [], Some.Instant, memory);
            return ProductReport.Judge(moment, Some.Policy(), Held.Distinct().ToDictionary(Some.Sku, _ => "abc"));
        }
    }
}
