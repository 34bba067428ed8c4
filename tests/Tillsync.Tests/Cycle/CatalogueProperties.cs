using FsCheck;
using FsCheck.Fluent;
using Tillsync.Core;
using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Tests.Stock;

namespace Tillsync.Tests.Cycle;

/// <summary>Over catalogues with grid items, cells and units, some of them listed, some of them ordered.</summary>
public sealed class CatalogueProperties
{
    private const int ItemsMax = 4;
    private const int ListingsMax = 8;

    private static readonly string[] Colours = ["RED", "BLUE"];

    private static readonly Gen<ItemUnit> Carton =
        from numerator in Gen.Elements<decimal?>(1, 3, 12, 20, 0, null)
        from denominator in Gen.Elements<decimal?>(1, 1, 2, 0)
        select new ItemUnit("CT", numerator, denominator);

    private static readonly Gen<IReadOnlyList<TillItem>> Family =
        from number in Gen.Choose(1, ItemsMax)
        from isGrid in Gen.Elements(true, false)
        from cells in Gen.Elements(0, 1, 2)
        from stock in Gen.ListOf(Gen.Choose(-5, 90).Select(tenths => tenths / 2m), 3)
        from carton in Carton
        from inUnits in Gen.Elements(true, false)
        from status in Gen.Elements("A", "A", "A", "D")
        from isWeb in Gen.Elements(true, true, true, false)
        select Make(number, isGrid ? cells : -1, [.. stock], inUnits ? carton : null, status, isWeb);

    /// <summary>Codes that a listing may be kept for: items, cells, units of both, and what the till has never heard of.</summary>
    private static readonly Gen<Sku> Codes =
        from number in Gen.Choose(1, ItemsMax + 1)
        from colour in Gen.Elements("", "", "RED", "BLUE", "GREEN")
        from unit in Gen.Elements("", "CT", "XX")
        select Code(Some.Sku(number), colour, unit);

    private static readonly Gen<Catalogue> Catalogues =
        from families in Family.ListOf()
        from kept in Codes.ListOf()
        from ordered in (from listing in Gen.Choose(1, ListingsMax) from units in Gen.Choose(1, 5) select (listing, units)).ListOf()
        select new Catalogue(
            [.. families.SelectMany(family => family).DistinctBy(item => item.Sku)],
            [.. kept.Distinct().Take(ListingsMax)],
            [.. ordered]
        );

    [Fact]
    public void EachArticle_IsInExactlyOneState_AndEveryWebItemIsThere() =>
        Always.Holds(
            Catalogues,
            catalogue =>
            {
                var rows = ProductReport.Judge(catalogue.Moment, Some.Policy(), new Dictionary<Sku, string>());
                var codes = rows.Select(row => row.Sku).ToHashSet();
                var soldInCells = catalogue.Items.Where(item => item.Cell is not null).Select(item => item.Item).ToHashSet();
                var soldInUnits = catalogue.Moment.SoldInOtherUnits();
                return codes.Count == rows.Count
                    && catalogue.Kept.All(codes.Contains)
                    && catalogue
                        .Items.Where(item => item.IsWebItem)
                        .All(item => codes.Contains(item.Sku) || soldInCells.Contains(item.Sku) || soldInUnits.Contains(item.Sku));
            }
        );

    [Fact]
    public void WhereOneListingExists_WhatIsListedAndReserved_NeverExceedsWhatIsSellable() =>
        Always.Holds(
            Catalogues,
            catalogue =>
            {
                var moment = catalogue.Moment;
                var articles = moment.Articles.ToDictionary(article => article.Sku);
                var reservations = moment.Reserve(Some.Policy());
                var alone = catalogue
                    .Kept.Where(articles.ContainsKey)
                    .GroupBy(sku => articles[sku].StockSku)
                    .Where(group => group.Count() == 1)
                    .Select(group => group.Single())
                    .ToHashSet();
                return moment
                    .Decide(reservations, Some.Policy())
                    .OfType<Decision.List>()
                    .Where(list => alone.Contains(list.Sku) && list.To.Quantity > Quantity.Zero)
                    .All(list => InStock(list) + reservations.For(articles[list.Sku].StockSku).Quantity <= list.Stock.Available);
            }
        );

    [Fact]
    public void WithoutAFactor_NothingIsListed() =>
        Always.Holds(
            Catalogues,
            catalogue =>
                catalogue
                    .Moment.Decide(catalogue.Moment.Reserve(Some.Policy()), Some.Policy())
                    .OfType<Decision.List>()
                    .All(list => list.Unit is null or { HasFactor: true })
        );

    private static Quantity InStock(Decision.List list) => list.Unit?.ToStocking(list.To.Quantity) ?? list.To.Quantity;

    private static Sku Code(Sku item, string colour, string unit)
    {
        var article = colour.Length > 0 ? item.Cell([colour]) : item;
        return unit.Length > 0 ? article.In(unit) : article;
    }

    /// <param name="cells">-1 for an ordinary item; else so many cells of a grid item.</param>
    private static IReadOnlyList<TillItem> Make(int number, int cells, decimal[] stock, ItemUnit? carton, string status, bool isWeb)
    {
        var kind = cells < 0 ? ItemKind.Inventory : ItemKind.Grid;
        var item = Some.Item(Some.Sku(number), [Some.Row(stock[0])], kind) with
        {
            Status = status,
            IsWebItem = isWeb,
            Units = carton is null ? [] : [ItemUnit.Stocking("PK"), carton],
        };
        var family = Colours
            .Take(Math.Max(0, cells))
            .Select(
                (colour, index) =>
                    item with
                    {
                        Sku = item.Sku.Cell([colour]),
                        Item = item.Sku,
                        Cell = new GridCell([colour], ""),
                        Kind = ItemKind.Inventory,
                        Locations = [Some.Row(stock[index + 1])],
                    }
            );
        return [item, .. family];
    }

    /// <param name="Kept">Articles with a listing each, numbered from 1.</param>
    /// <param name="Ordered">Numbers of listings, and units that web orders hold of them.</param>
    private sealed record Catalogue(IReadOnlyList<TillItem> Items, IReadOnlyList<Sku> Kept, IReadOnlyList<(int Listing, int Units)> Ordered)
    {
        public StockMoment Moment =>
            Some.Moment(
                Some.Reading(Items),
                [.. Kept.Select((sku, index) => Some.Record(Some.ListingId(index + 1), sku, 0))],
                [
                    .. Ordered.Select(
                        (order, index) => Some.Order(index + 1, Some.Instant, Some.Line(Some.ListingId(order.Listing), null, order.Units))
                    ),
                ]
            );
    }
}
