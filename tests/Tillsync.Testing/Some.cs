using Tillsync.Core;
using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Staging;
using Tillsync.Core.Stock;
using Tillsync.Testing.Fakes;

namespace Tillsync.Testing;

/// <summary>Builders with sensible values, so that a test shows only those that matter to it.</summary>
public static class Some
{
    public static readonly DateTimeOffset Instant = ManualTimeProvider.DefaultStart;

    public static readonly TillIdentity Till = new("till-server", "PAPER", "till-key");

    public static readonly ShopIdentity Shop = new(new Uri("https://shop.example"), "shop-key", "Paper shop");

    public static Sku Sku(int number = 1) => new($"01-{number:00000}");

    public static Quantity Units(decimal units) => new(units);

    public static ListedQuantity Listed(decimal units) => new(new Quantity(units));

    public static StockPolicy Policy(
        StockBasis basis = StockBasis.Available,
        decimal safetyStock = 0,
        OrderKnowledge known = OrderKnowledge.AppliedOrCompleted,
        bool takesOver = false
    ) => new(basis, SellingLocations.Only("01"), ["A"], new SafetyStock(new Quantity(safetyStock)), known, takesOver);

    /// <summary>Limits that a test's handful of articles never reaches.</summary>
    public static GuardLimits LooseGuard() => new(100, null, 100, 1_000_000);

    public static CycleOptions Options(StockPolicy? policy = null, GuardLimits? guard = null) =>
        new(policy ?? Policy(), guard ?? LooseGuard(), TimeSpan.FromHours(12), TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(5));

    /// <summary>A row at the selling location 01.</summary>
    public static LocationStock Row(decimal? available, decimal? onHand = null, decimal? committed = null, bool sells = true) =>
        new(sells ? "01" : "99", sells, onHand ?? available, committed ?? 0, available);

    /// <summary>A web item with stock at the selling location.</summary>
    public static TillItem Item(Sku sku, decimal available = 10) => Item(sku, [Row(available)]);

    public static TillItem Item(Sku sku, IReadOnlyList<LocationStock> rows, ItemKind kind = ItemKind.Inventory) =>
        new(sku, $"Article {sku}", "A", IsWebItem: true, kind, rows, "p1", "i1");

    /// <summary>A web item that is counted in packs and sold in cartons of twenty as well.</summary>
    public static TillItem ItemInUnits(Sku sku, decimal available = 100) =>
        Item(sku, available) with
        {
            Units = [ItemUnit.Stocking("PK"), new ItemUnit("CT", 20, 1)],
        };

    /// <summary>A cell of a grid item with stock at the selling location.</summary>
    public static TillItem Cell(Sku item, decimal available, params IReadOnlyList<string> dimensions) =>
        Item(item.Cell(dimensions), available) with
        {
            Item = item,
            Cell = new GridCell(dimensions, ""),
        };

    public static TillReading Reading(params IEnumerable<TillItem> items) => new(Till, Instant, [.. items], null, null, []);

    /// <summary>A reading of the till with what the journal knows of listings.</summary>
    public static StockMoment Moment(TillReading reading, IReadOnlyList<ListingRecord> records, params IReadOnlyList<WebOrder> orders) =>
        new(
            reading,
            orders,
            Instant,
            new JournalMemory(Positions(), [], records.ToDictionary(record => record.Sku), [], [], new Dictionary<Sku, ParkedItem>())
        );

    public static ListingId ListingId(int number = 1) => new(13_800 + number);

    /// <summary>A published simple product whose stock the shop manages.</summary>
    public static ShopListing Listing(ListingId id, Sku? sku, decimal? quantity = 10) =>
        new(
            id,
            sku,
            $"Listing {id}",
            id.IsVariation ? ListingType.Variation : ListingType.Simple,
            ListingStatus.Published,
            StockManagement.Managed,
            quantity is { } units ? new Quantity(units) : null,
            quantity > 0 ? "instock" : "outofstock",
            AllowsBackorders: false,
            Instant
        )
        {
            Visibility = id.IsVariation ? null : "visible",
        };

    public static WebOrderLine Line(ListingId? listing, Sku? sku, decimal taken) => new(listing, sku, Units(Math.Abs(taken)), Units(taken));

    public static WebOrder Order(long id, DateTimeOffset modifiedAt, params IReadOnlyList<WebOrderLine> lines) =>
        new(id, $"{id}", "processing", modifiedAt, modifiedAt, lines);

    /// <summary>The same order whole: a guest's, every line at 9.50 a unit.</summary>
    public static WebOrderDetails Details(WebOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return new WebOrderDetails(
            order,
            DateOnly.FromDateTime(order.CreatedAt.UtcDateTime),
            0,
            "ann@example.test",
            "Invoice",
            "Flat rate",
            new ShipTo("Ann Buyer", "1 Main St", "", "Miami", "FL", "33101", "US", "555"),
            5,
            0,
            0,
            (order.Lines.Sum(line => line.Ordered.Units) * 9.5m) + 5,
            [
                .. order.Lines.Select(line => new WebOrderItem(
                    line.Listing,
                    line.Sku,
                    $"Article {line.Sku}",
                    line.Ordered,
                    Quantity.Zero,
                    line.Ordered.Units * 9.5m,
                    9.5m,
                    line.Ordered.Units * 9.5m
                )),
            ]
        );
    }

    public static Decision.List ToList(Sku sku, decimal to)
    {
        var units = new Quantity(to);
        return new Decision.List(
            sku,
            new ListedQuantity(units),
            new AvailableToSell(units),
            new StockLevel.Counted(new OnHand(units), new Committed(Quantity.Zero), units),
            StockBasis.Available,
            new Reserved(Quantity.Zero),
            new SafetyStock(Quantity.Zero)
        );
    }

    public static Decision.PhaseOut PhaseOut(Sku sku) => new(sku, PhaseOutCause.Status, "Its status is 'D'.");

    public static Decision.Unknown Unknown(Sku sku) => new(sku, UnknownCause.NoRows, "IM_INV has no row for it.");

    public static PlannedWrite Write(ListingId listing, Sku sku, decimal? from, decimal to, bool takesOver = false) =>
        new(listing, sku, from is { } shown ? new Quantity(shown) : null, Listed(to), takesOver, ToList(sku, to));

    public static Plan Plan(params IReadOnlyList<PlannedWrite> writes) => new(writes, [], 0, [], [], [], [], []);

    public static ListingRecord Record(
        ListingId listing,
        Sku sku,
        decimal? acknowledged,
        bool needsLook = false,
        MappingOrigin origin = MappingOrigin.EqualSku
    ) => new(listing, sku, origin, Instant, acknowledged is { } shown ? new Quantity(shown) : null, Instant, needsLook);

    public static ParkedItem Parked(Sku sku, DateTimeOffset nextTryAt, ListingId? listing = null) =>
        new(sku, listing, "listing_trashed", "It is in the shop's trash.", 1, Instant, nextTryAt);

    public static Positions Positions(DateTimeOffset? lastFullSyncAt = null, StockPolicy? policy = null, int stockRows = 100) =>
        new(
            lastFullSyncAt ?? Instant,
            lastFullSyncAt ?? Instant,
            new ClockReading(lastFullSyncAt ?? Instant, lastFullSyncAt ?? Instant),
            Till.Key,
            Shop.Key,
            (policy ?? Policy()).Fingerprint(),
            stockRows
        );
}
