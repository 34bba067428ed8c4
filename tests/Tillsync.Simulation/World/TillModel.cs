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

    public List<TillArticle> Articles { get; } = [];

    /// <summary>Null: the site has no USER_PRODUCT_MAP.</summary>
    public Dictionary<Sku, long>? Map { get; set; }

    /// <summary>Until then nobody can connect.</summary>
    public long DownUntil { get; set; }

    public bool IsBooked(long orderId) => _booked.Contains(orderId);

    /// <summary>What is offered is less by the order: an open document lowers what is available, and not yet what is on hand.</summary>
    public bool Contains(long orderId) => _booked.Contains(orderId) && (basis == StockBasis.Available || !_open.ContainsKey(orderId));

    public TillArticle this[Sku sku] => Articles.Find(article => article.Sku == sku)!; // Every SKU of the world is in the till.

    public void Stage(long orderId, DateTimeOffset at)
    {
        if (!_staged.Exists(row => row.OrderId == orderId))
        {
            _staged.Add(new StagedOrder(_staged.Count + 1, orderId, IsApplied: false, at));
        }
    }

    /// <summary>The staff enters an order: one transaction takes the units and marks the staging row.</summary>
    /// <param name="posts">Posted at once, so that stock on hand falls; else it is an open document, which commits.</param>
    public void Book(long orderId, IReadOnlyDictionary<Sku, decimal> units, bool posts, DateTimeOffset at)
    {
        Stage(orderId, at);
        var row = _staged.FindIndex(staged => staged.OrderId == orderId);
        _booked.Add(orderId);
        Take(units, posts);
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

    /// <summary>The goods of an order that was entered come back.</summary>
    public void TakeBack(Sku sku, decimal units) => this[sku].OnHand += units;

    public IReadOnlyList<StagedOrder> ShowStaged() => [.. _staged];

    public IReadOnlyList<TillMapping>? ShowMap() => Map is null ? null : [.. Map.Select(row => new TillMapping(row.Key, row.Value))];

    public TillTruth Truth(long now) =>
        new(
            now,
            Articles.ToDictionary(article => article.Sku, article => article.Sellable(basis)),
            _booked.Where(Contains).ToHashSet(),
            Map?.Keys.ToHashSet()
        );

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

/// <summary>What the till could sell, and which web orders that already left out, when its stock rows were read.</summary>
/// <param name="At">When that was, in ticks since the start.</param>
/// <param name="Sellable">Units by article; 0 for what is no longer sold, null where nobody knows.</param>
/// <param name="Mapped">Articles with a row in the mapping; null where the site has none.</param>
internal sealed record TillTruth(
    long At,
    IReadOnlyDictionary<Sku, decimal?> Sellable,
    IReadOnlySet<long> Booked,
    IReadOnlySet<Sku>? Mapped
);
