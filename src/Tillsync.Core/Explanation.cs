using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Core;

/// <summary>Answers "why does this article show this number?" with one read of the till and one of the shop.</summary>
public sealed class Explainer(ITill till, IShop shop, IJournal journal, CycleOptions options, TimeProvider time)
{
    private const int HistoryMax = 10;

    /// <returns>Null when neither the till nor the journal knows the article.</returns>
    public async Task<Explanation?> ExplainAsync(Sku sku, CancellationToken cancellationToken)
    {
        var memory = await JournalMemory.ReadAsync(journal, cancellationToken);
        var moment = await JournalMoment.ReadAsync(till, memory, options, cancellationToken);
        var reservations = moment.Reserve(options.Policy);
        var decision = moment.Decide(reservations, options.Policy).FirstOrDefault(candidate => candidate.Sku == sku);
        var item = moment.Articles.FirstOrDefault(candidate => candidate.Sku == sku);
        if (decision is null && item is null)
        {
            return null;
        }

        var listing = await ReadListingAsync(sku, moment, cancellationToken);
        var history = await journal.ReadSkuIntentsAsync(sku, HistoryMax, cancellationToken);
        return new Explanation(
            sku,
            item,
            decision,
            Explain(reservations.OrdersFor(item?.StockSku ?? sku), moment, await journal.ReadStagingAsync(cancellationToken)),
            memory.Positions?.OrdersReadAt,
            listing,
            moment.Memory.Listings.GetValueOrDefault(sku),
            memory.Parked.GetValueOrDefault(sku),
            history
        )
        {
            Ended =
            [
                .. moment
                    .Ended(options.Policy)
                    .Where(ended => ended.Sku == sku && !(listing is ListingMatch.Blocked && moment.Moving.ContainsKey(ended.Listing))),
            ],
            Cells =
            [
                .. moment
                    .Articles.Where(article => article.Cell is not null && article.Item == sku && article.Unit is null)
                    .Select(cell => cell.Sku),
            ],
            OtherUnits = [.. moment.WithSameStock(new HashSet<Sku> { sku }).Where(other => other != sku).Order()],
            LocationRule = item is null ? null : memory.Rules.ForLocations(item.StockSku, item.Item, item.Category),
        };
    }

    /// <summary>The article in the unit that this names, where the till has the unit; else null.</summary>
    public async Task<TillItem?> FindUnitAsync(Sku sku, CancellationToken cancellationToken)
    {
        var reading = await till.ReadAsync(cancellationToken);
        var article = UnitArticles.Add(reading.Items, [sku]).FirstOrDefault(candidate => candidate.Sku == sku);
        return article is { Unit: { } unit } && article.Units.Contains(unit) ? article : null;
    }

    private List<ExplainedReservation> Explain(IReadOnlyList<Reservation> reservations, StockMoment moment, StagingLedger staging)
    {
        var troubles = staging.Orders.Where(entry => entry.Detail is not null).ToDictionary(entry => entry.OrderId, entry => entry.Detail);
        var knowledge = moment.Knowledge(options.Policy);
        var orders = moment.Orders.ToDictionary(order => order.OrderId);
        var now = time.GetUtcNow();
        return
        [
            .. reservations.Select(held => new ExplainedReservation(
                held,
                string.Join(
                    ' ',
                    new[] { knowledge.WhyUnknown(orders[held.OrderId]), troubles.GetValueOrDefault(held.OrderId) }.OfType<string>()
                ),
                Backlog.IsOld(held.CreatedAt, now, options.BacklogAge)
            )),
        ];
    }

    private async Task<ListingMatch> ReadListingAsync(Sku sku, StockMoment moment, CancellationToken cancellationToken)
    {
        MappedListing? mapped = moment.MappedTo.TryGetValue(sku, out var named) ? named : null;
        IReadOnlyList<ShopListing> found;
        if (mapped is { } other)
        {
            found = await shop.ReadListingsAsync([other.Id], cancellationToken);
        }
        else if (moment.Memory.Listings.TryGetValue(sku, out var record))
        {
            found = await shop.ReadListingsAsync([record.Listing], cancellationToken);
            if (!found.Any(listing => listing.Sku == sku))
            {
                // Another listing may carry its SKU now.
                found = [.. found, .. await shop.FindListingsAsync([sku], cancellationToken)];
            }
        }
        else
        {
            found = await shop.FindListingsAsync([sku], cancellationToken);
        }

        return ListingMatcher.Match(sku, mapped, new Listings(found), moment.Barred[sku].ToHashSet(), moment.KeptBySku()) switch
        {
            ListingMatch.Found match when ListingCheck.Problem(match.Listing, options.Policy.TakesOverUnmanaged) is { } problem => problem,
            var match => match,
        };
    }
}

/// <summary>Everything that bears on one article's number.</summary>
/// <param name="Item">Null when the till no longer has it.</param>
/// <param name="Decision">Null when the article is not for the web and never was.</param>
/// <param name="OrdersAsOf">When the shop's orders were last read; null before the first sync.</param>
/// <param name="History">The last writes, newest first.</param>
public sealed record Explanation(
    Sku Sku,
    TillItem? Item,
    Decision? Decision,
    IReadOnlyList<ExplainedReservation> Reservations,
    DateTimeOffset? OrdersAsOf,
    ListingMatch Listing,
    ListingRecord? Record,
    ParkedItem? Parked,
    IReadOnlyList<Intent> History
)
{
    /// <summary>Listings that were the article's and are no longer.</summary>
    public IReadOnlyList<EndedMapping> Ended { get; init; } = [];

    /// <summary>The cells that a grid item is sold by.</summary>
    public IReadOnlyList<Sku> Cells { get; init; } = [];

    /// <summary>Articles that are sold from the same stock in other units.</summary>
    public IReadOnlyList<Sku> OtherUnits { get; init; } = [];

    /// <summary>The rule that says where it sells from; null where the storefront's setting does.</summary>
    public StockRule? LocationRule { get; init; }
}

/// <summary>What one order holds of the article, and why it still does.</summary>
/// <param name="WhyUnknown">Why the till does not know the order yet, by the policy.</param>
/// <param name="IsBacklog">It has reserved for longer than <see cref="CycleOptions.BacklogAge"/>.</param>
public sealed record ExplainedReservation(Reservation Held, string WhyUnknown, bool IsBacklog);
