using Tillsync.Core.Deciding;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Detecting;

/// <summary>Till and orders as read together, with what the journal knew before: all that decisions need.</summary>
/// <param name="Orders">The mirror with the fresh reading merged in.</param>
/// <param name="OrdersReadAt">The shop's clock at the first order read: where the sandwich begins.</param>
public sealed record StockMoment(TillReading Till, IReadOnlyList<WebOrder> Orders, DateTimeOffset OrdersReadAt, JournalMemory Memory)
{
    /// <summary>Asked for many times, and made when it first is.</summary>
    private IReadOnlyDictionary<Sku, TillItem>? _inOtherUnits;
    private IReadOnlyDictionary<Sku, Sku>? _itemOfListedGrid;
    private IReadOnlyDictionary<Sku, Sku>? _stockOf;

    /// <summary>
    /// How long before the answer to the first order read the reading of the till began. An order that changed meanwhile may be newer than
    /// the till's rows: one that was completed reserves no more, though the rows may have been read before it was booked. The order read
    /// counts, for it may have been tried several times.
    /// </summary>
    public TimeSpan TillAge { get; init; }

    /// <summary>The first order read by both clocks; where nobody has just asked the shop, this machine's is not known.</summary>
    public ClockReading OrdersRead { get; init; } = new(OrdersReadAt, null);

    /// <summary>
    /// What staging rows gave the till, by STAGING_ID, as <see cref="WithStagedLinesAsync"/> reads it; null for a row that is gone. Where nobody asked, an order
    /// that the till has taken is known whole.
    /// </summary>
    public IReadOnlyDictionary<long, StagedLines?> StagedLines { get; init; } = new Dictionary<long, StagedLines?>();

    /// <summary>What the till said, its rows marked as selling or not by the rules of the time.</summary>
    public TillReading Till { get; init; } = Till.Under(Memory.Rules);

    /// <summary>What the journal knew before, less what the till's mapping no longer bears out.</summary>
    public JournalMemory Memory { get; } = Mappings.EndStale(Till, Memory);

    /// <summary>Listings that web orders have moved since the journal's picture of the orders.</summary>
    public IReadOnlySet<ListingId> Moved { get; } = OrderMirror.Moved(Orders, Memory.Orders);

    /// <summary>Articles whose mapping is not that of the last full sync.</summary>
    public IReadOnlySet<Sku> Remapped { get; } = ItemChanges.Remapped(Till, Memory.Items);

    /// <summary>The listing that is named for an article, by the till's rows or by somebody's decision.</summary>
    public IReadOnlyDictionary<Sku, MappedListing> MappedTo { get; } = Mappings.Of(Till, Mappings.EndStale(Till, Memory));

    /// <summary>Every article of the till, and those units of one that a listing is kept in or mapped to.</summary>
    public IReadOnlyList<TillItem> Articles
    {
        get;
        init => (field, _inOtherUnits, _itemOfListedGrid, _stockOf) = (value, null, null, null);
    } = UnitArticles.Add(Till.Under(Memory.Rules).Items, Named(Till, Memory));

    /// <summary>Of the articles those that are another unit of one.</summary>
    public IReadOnlyDictionary<Sku, TillItem> InOtherUnits => _inOtherUnits ??= UnitArticles.Of(Articles);

    /// <summary>Listings that an article's own SKU must not lead to: somebody took them from it, or they are sold in another unit of it.</summary>
    public ILookup<Sku, ListingId> Barred => Mappings.Barred(Memory, MappedTo, InOtherUnits);

    /// <summary>What articles have by an equal SKU. A grid item's own SKU is followed by nobody: its cells have theirs.</summary>
    public KeptBySku KeptBySku() =>
        new(
            Memory
                .Listings.Values.Where(record => record.Origin == MappingOrigin.EqualSku)
                .ToDictionary(record => record.Sku, record => record.Listing),
            Articles
                .Where(article => article.IsWebItem && article.Kind != ItemKind.Grid)
                .Select(article => article.Sku)
                .Concat(Memory.Listings.Keys)
                .ToHashSet()
        );

    /// <summary>Listings that are no longer their article's and that nothing names.</summary>
    public IReadOnlyList<EndedMapping> Ended(StockPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return
        [
            .. Mappings
                .Ended(Memory, MappedTo)
                .Select(ended => ended with { Because = ended.Because with { Shows = ShownNow(policy, ended.EndedAt) } }),
        ];
    }

    /// <summary>
    /// Listings that end because a row names another for their article, with that article: they do once it has the other one, and not while
    /// that must not be written.
    /// </summary>
    public IReadOnlyDictionary<ListingId, Sku> Moving =>
        Memory.NewlyEnded.Where(record => MappedTo.ContainsKey(record.Sku)).ToDictionary(record => record.Listing, record => record.Sku);

    /// <summary>IM_INV rows at selling locations.</summary>
    public int StockRowCount { get; } = Till.Under(Memory.Rules).Items.Sum(item => item.Locations.Count(row => row.Sells));

    /// <summary>Cells of grid items that are listed themselves, by somebody's decision, with their item: its number is the total of theirs.</summary>
    public IReadOnlyDictionary<Sku, Sku> ItemOfListedGrid => _itemOfListedGrid ??= ItemsOfListedGrids();

    /// <summary>Each article that is sold from another's stock, with that one: another unit of it, or a cell of a grid item that is listed besides.</summary>
    public IReadOnlyDictionary<Sku, Sku> StockOf => _stockOf ??= StocksOfArticles();

    /// <summary>The articles with all that share their stock: what an order takes of one, it takes of the others.</summary>
    public IReadOnlySet<Sku> WithSameStock(IReadOnlySet<Sku> articles)
    {
        ArgumentNullException.ThrowIfNull(articles);
        var stockOf = StockOf;
        if (stockOf.Count == 0)
        {
            return articles;
        }

        var stocks = articles.Select(sku => stockOf.GetValueOrDefault(sku, sku)).ToHashSet();
        return articles.Concat(stocks).Concat(stockOf.Where(entry => stocks.Contains(entry.Value)).Select(entry => entry.Key)).ToHashSet();
    }

    /// <summary>Some listing is sold from the stock of another.</summary>
    public bool SharesStock => ItemOfListedGrid.Count > 0 || SoldInOtherUnits().Count > 0;

    /// <summary>Articles that a listing is kept for in another unit than their own.</summary>
    public IReadOnlySet<Sku> SoldInOtherUnits() =>
        InOtherUnits.Values.Where(article => Memory.Listings.ContainsKey(article.Sku)).Select(article => article.StockSku).ToHashSet();

    public Reservations Reserve(StockPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var known = Articles.Select(article => article.Sku).ToHashSet();
        return Reservations.From(Orders, ArticlesOfListings(), known, Knowledge(policy).ReservedBy, InOtherUnits, ItemOfListedGrid);
    }

    /// <summary>
    /// Whose each known listing is, or was: an order that was placed on a listing before its mapping ended goes on holding units of the article.
    /// </summary>
    public IReadOnlyDictionary<ListingId, Sku> ArticlesOfListings()
    {
        var articles = Memory
            .Ended.Concat(Memory.Listings.Values)
            .GroupBy(record => record.Listing)
            .ToDictionary(group => group.Key, group => group.Last().Sku);
        foreach (var (sku, mapped) in MappedTo)
        {
            articles.TryAdd(mapped.Id, sku);
        }

        return articles;
    }

    private Dictionary<Sku, Sku> StocksOfArticles()
    {
        var items = ItemOfListedGrid;
        var stocks = items.ToDictionary();
        foreach (var (sku, article) in InOtherUnits)
        {
            stocks[sku] = items.GetValueOrDefault(article.StockSku, article.StockSku);
        }

        return stocks;
    }

    private Dictionary<Sku, Sku> ItemsOfListedGrids()
    {
        var cells = Articles.Where(article => article is { Cell: not null, Unit: null }).ToLookup(article => article.Item);
        return cells.Count == 0
            ? []
            : Listed().SelectMany(item => cells[item]).DistinctBy(cell => cell.Sku).ToDictionary(cell => cell.Sku, cell => cell.Item);
    }

    /// <summary>A listing is its, or was: orders of that one still hold units of it.</summary>
    private HashSet<Sku> Listed() => [.. Memory.Listings.Keys, .. MappedTo.Keys, .. Memory.Ended.Select(record => record.Sku)];

    private static IEnumerable<Sku> Named(TillReading till, JournalMemory memory) =>
        memory.Listings.Keys.Concat(memory.Ended.Select(record => record.Sku)).Concat((till.Mappings ?? []).Select(mapping => mapping.Sku));

    public Func<WebOrder, bool> TillKnows(StockPolicy policy) => Knowledge(policy).Knows;

    public TillKnowledge Knowledge(StockPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return new TillKnowledge(policy.OrderKnownWhen, policy.Basis, Till.StagedOrders, StagedLines);
    }

    /// <summary>
    /// The same with what the till was given of orders that it has taken and that hold stock: an edit may have added to them. Only rows that this moment does
    /// not have yet are asked for, and after the orders: an applied row is never changed, so that it does not matter when.
    /// </summary>
    /// <exception cref="TillException">The rows cannot be read.</exception>
    public async Task<StockMoment> WithStagedLinesAsync(ITill till, StockPolicy policy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(till);
        var rows = Knowledge(policy).RowsThatTell(Orders).Where(row => !StagedLines.ContainsKey(row)).ToHashSet();
        if (rows.Count == 0)
        {
            return this;
        }

        var read = (await till.ReadStagedLinesAsync(rows, cancellationToken)).ToDictionary(lines => lines.StagingId);
        return this with
        {
            StagedLines = StagedLines
                .Concat(rows.Select(row => KeyValuePair.Create(row, read.GetValueOrDefault(row))))
                .ToDictionary(entry => entry.Key, entry => entry.Value),
        };
    }

    public IReadOnlyList<Decision> Decide(Reservations reservations, StockPolicy policy)
    {
        var kept = Memory.Listings.Keys.ToHashSet();
        var decisions = Decider.Decide(Articles, kept, reservations, policy.With(Memory.Rules));
        if (!Till.ReadsCells)
        {
            decisions = [.. decisions.Select(WithoutCells)];
        }

        return policy.PhasedOut == PhasedOutListing.Zero
            ? decisions
            : [.. decisions.Select(decision => decision is Decision.PhaseOut phaseOut ? WithAppearance(phaseOut, policy) : decision)];
    }

    /// <summary>A cell that could not be read is not one that is gone.</summary>
    private Decision WithoutCells(Decision decision) =>
        decision is Decision.PhaseOut { Cause: PhaseOutCause.Gone } gone && IsCellOfAnItem(gone.Sku)
            ? new Decision.Unknown(gone.Sku, UnknownCause.Grid, "It is a cell of a grid item, and IM_INV_CELL cannot be read.")
            : decision;

    private bool IsCellOfAnItem(Sku sku) => GridCell.ItemOf(sku) is { } item && Articles.Any(article => article.Sku == item);

    private Decision.PhaseOut WithAppearance(Decision.PhaseOut phaseOut, StockPolicy policy)
    {
        var since = Memory.Listings.GetValueOrDefault(phaseOut.Sku)?.PhasedOutAt ?? Till.ReadAt;
        return phaseOut with { Shows = ShownNow(policy, since) };
    }

    private PhasedOutListing ShownNow(StockPolicy policy, DateTimeOffset since) =>
        Till.ReadAt - since >= policy.PhasedOutGrace ? policy.PhasedOut : PhasedOutListing.Zero;
}
