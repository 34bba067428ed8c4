using System.Globalization;
using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Simulation.World;

/// <summary>An article with its row at the selling location and one elsewhere.</summary>
internal sealed class TillArticle(Sku sku, decimal onHand)
{
    public const string Active = "A";

    public static readonly ItemUnit Carton = new("CT", 3, 1);

    public Sku Sku { get; } = sku;

    public bool HasCartons { get; set; }

    public bool Exists { get; set; } = true;

    public bool HasRow { get; set; } = true;

    public bool IsWebItem { get; set; } = true;

    public string Status { get; set; } = Active;

    /// <summary>Null as after a direct edit that cleared it.</summary>
    public decimal? OnHand { get; set; } = onHand;

    public decimal Committed { get; set; }

    public decimal Elsewhere { get; set; }

    public int ProductStamp { get; set; }

    public int InventoryStamp { get; set; }

    /// <summary>It is sold on the web, whatever there is of it.</summary>
    public bool IsSold => Exists && IsWebItem && Status == Active;

    /// <summary>What the till can sell of it on the web; null where nobody knows.</summary>
    public decimal? Sellable(StockBasis basis)
    {
        if (!IsSold)
        {
            return 0;
        }

        return HasRow ? OnHand - (basis == StockBasis.Available ? Committed : 0) : null;
    }

    public TillItem Show()
    {
        List<LocationStock> rows = HasRow ? [new LocationStock("01", true, OnHand, Committed, OnHand - Committed)] : [];
        if (Elsewhere != 0)
        {
            rows.Add(new LocationStock("99", false, Elsewhere, 0, Elsewhere));
        }

        return new TillItem(
            Sku,
            $"Article {Sku}",
            Status,
            IsWebItem,
            ItemKind.Inventory,
            rows,
            ProductStamp.ToString(CultureInfo.InvariantCulture),
            InventoryStamp.ToString(CultureInfo.InvariantCulture)
        )
        {
            Units = HasCartons ? [ItemUnit.Stocking("PK"), Carton] : [],
        };
    }
}

/// <summary>The till's database: articles, the mapping, and the web orders that its staff has entered.</summary>
internal sealed class TillModel(StockBasis basis)
{
    private readonly HashSet<long> _booked = [];
    private readonly Dictionary<long, IReadOnlyDictionary<Sku, decimal>> _open = [];
    private readonly List<StagedOrder> _staged = [];
    private readonly Dictionary<long, IReadOnlyList<TakenLine>> _lines = [];
    private readonly Dictionary<(long OrderId, long ShopId), decimal> _has = [];

    public List<TillArticle> Articles { get; } = [];

    /// <summary>Null: the site has no USER_PRODUCT_MAP.</summary>
    public Dictionary<Sku, long>? Map { get; set; }

    /// <summary>Until then nobody can connect.</summary>
    public long DownUntil { get; set; }

    public bool IsBooked(long orderId) => _booked.Contains(orderId);

    /// <summary>What is offered is less by the order: an open document lowers what is available, and not yet what is on hand.</summary>
    public bool Contains(long orderId) => _booked.Contains(orderId) && (basis == StockBasis.Available || !_open.ContainsKey(orderId));

    public TillArticle this[Sku sku] => Articles.Find(article => article.Sku == sku)!; // Every SKU of the world is in the till.

    /// <summary>What the till has of an order's product, in what its listing is sold in.</summary>
    public decimal Has(long orderId, long shopId) => _has.GetValueOrDefault((orderId, shopId));

    /// <summary>What the order's row gave the till of a product, in what its listing is sold in.</summary>
    public decimal RowGave(long orderId, long shopId) => _lines[orderId].Where(line => line.Offer.ShopId == shopId).Sum(line => line.Units);

    public void Stage(long orderId, IReadOnlyList<TakenLine> lines, DateTimeOffset at)
    {
        if (!_staged.Exists(row => row.OrderId == orderId))
        {
            _staged.Add(new StagedOrder(_staged.Count + 1, orderId, IsApplied: false, at));
            _lines[orderId] = lines;
        }
    }

    /// <summary>The staff enters what an order's row says, however old it is: one transaction takes the units and marks the row.</summary>
    /// <param name="lines">What it holds now, where there is no row yet or one without lines.</param>
    /// <param name="posts">Posted at once, so that stock on hand falls; else it is an open document, which commits.</param>
    public void Book(long orderId, IReadOnlyList<TakenLine> lines, bool posts, DateTimeOffset at)
    {
        Stage(orderId, lines, at);
        if (_lines[orderId].Count == 0)
        {
            _lines[orderId] = lines;
        }

        var row = _staged.FindIndex(staged => staged.OrderId == orderId);
        _booked.Add(orderId);
        var units = UnitsOf(_lines[orderId]);
        Take(units, posts);
        Note(orderId, _lines[orderId]);
        if (!posts)
        {
            _open[orderId] = units;
        }

        _staged[row] = _staged[row] with
        {
            IsApplied = true,
            Document = orderId.ToString(CultureInfo.InvariantCulture),
            DocumentState = posts ? StagedDocument.Posted : StagedDocument.Commits,
        };
    }

    /// <summary>The goods leave: what was committed is taken from what is on hand.</summary>
    public void Post(long orderId)
    {
        if (!_open.Remove(orderId, out var units))
        {
            return;
        }

        foreach (var (sku, count) in units)
        {
            this[sku].Committed -= count;
        }

        Take(units, posts: true);
        var row = _staged.FindIndex(staged => staged.OrderId == orderId);
        _staged[row] = _staged[row] with { DocumentState = StagedDocument.Posted };
    }

    /// <summary>What an edit has added to an order that was entered is sold as well.</summary>
    public void Add(long orderId, IReadOnlyList<TakenLine> lines)
    {
        Take(UnitsOf(lines), posts: true);
        Note(orderId, lines);
    }

    /// <summary>The goods of an order that was entered come back.</summary>
    public void TakeBack(long orderId, TakenLine line)
    {
        this[line.Offer.Stock].OnHand += line.Units * line.Offer.Factor;
        _has[(orderId, line.Offer.ShopId)] -= line.Units;
    }

    public IReadOnlyList<StagedOrder> ShowStaged() => [.. _staged];

    public IReadOnlyList<StagedLines> ShowLines(IReadOnlyCollection<long> stagingIds) =>
        [.. _staged.Where(row => stagingIds.Contains(row.StagingId)).Select(row => new StagedLines(row.StagingId, Show(row.OrderId)))];

    public IReadOnlyList<TillMapping>? ShowMap() => Map is null ? null : [.. Map.Select(row => new TillMapping(row.Key, row.Value))];

    public TillTruth Truth(long now) =>
        new(
            now,
            Articles.ToDictionary(article => article.Sku, article => article.Sellable(basis)),
            _has.Where(entry => Contains(entry.Key.OrderId)).ToDictionary(),
            Map?.Keys.ToHashSet()
        )
        {
            Sold = Articles.Where(article => article.IsSold).Select(article => article.Sku).ToHashSet(),
        };

    private IReadOnlyList<StagedLine> Show(long orderId) =>
        [
            .. _lines[orderId]
                .Select(line => new StagedLine(
                    line.Offer.Listing.ProductId,
                    line.Offer.Listing.VariationId,
                    null,
                    new Quantity(line.Units)
                )),
        ];

    private void Note(long orderId, IReadOnlyList<TakenLine> lines)
    {
        foreach (var line in lines)
        {
            var key = (orderId, line.Offer.ShopId);
            _has[key] = _has.GetValueOrDefault(key) + line.Units;
        }
    }

    private static Dictionary<Sku, decimal> UnitsOf(IReadOnlyList<TakenLine> lines) =>
        lines
            .GroupBy(line => line.Offer.Stock)
            .ToDictionary(group => group.Key, group => group.Sum(line => line.Units * line.Offer.Factor));

    private void Take(IReadOnlyDictionary<Sku, decimal> units, bool posts)
    {
        foreach (var (sku, count) in units)
        {
            var article = this[sku];
            article.InventoryStamp++;
            if (posts)
            {
                article.OnHand -= count;
            }
            else
            {
                article.Committed += count;
            }
        }
    }
}

/// <summary>Units of an order's line, in what its listing is sold in.</summary>
internal sealed record TakenLine(Offer Offer, decimal Units);

/// <summary>What the till could sell, and what of web orders that already left out, when its stock rows were read.</summary>
/// <param name="At">When that was, in ticks since the start.</param>
/// <param name="Sellable">Units by article; 0 for what is no longer sold, null where nobody knows.</param>
/// <param name="Taken">Units of each order's product that it left out.</param>
/// <param name="Mapped">Articles with a row in the mapping; null where the site has none.</param>
internal sealed record TillTruth(
    long At,
    IReadOnlyDictionary<Sku, decimal?> Sellable,
    IReadOnlyDictionary<(long OrderId, long ShopId), decimal> Taken,
    IReadOnlySet<Sku>? Mapped
)
{
    public decimal Has(long orderId, long shopId) => Taken.GetValueOrDefault((orderId, shopId));

    /// <summary>Articles that are sold on the web, whatever there is of them.</summary>
    public required IReadOnlySet<Sku> Sold { get; init; }
}
