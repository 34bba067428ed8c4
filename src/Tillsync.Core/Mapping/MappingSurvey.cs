using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Mapping;

/// <summary>
/// Tells how every article stands to the shop, by one read of the till and one of the whole shop. Each article for sale, and each that
/// Tillsync keeps a listing for, is one row; a listing whose mapping has ended is a row of its own.
/// </summary>
public sealed class MappingSurvey(ITill till, ICatalogue catalogue, IShop shop, IJournal journal, CycleOptions options, TimeProvider time)
{
    /// <summary>In order of SKU.</summary>
    public async Task<IReadOnlyList<MappingRow>> TakeAsync(IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var memory = await JournalMemory.ReadAsync(journal, cancellationToken);
        var moment = await JournalMoment.ReadAsync(till, memory, options, cancellationToken);
        var items = await catalogue.ReadCatalogueAsync(cancellationToken);
        var reader = new MomentReader(till, shop, time, options);
        var listings = await reader.ReadListingsAsync(ReadScope.Whole, moment, progress, cancellationToken);
        return Judge(moment, listings, items, options.Policy);
    }

    /// <summary>The same from what was read. Pure.</summary>
    public static IReadOnlyList<MappingRow> Judge(
        StockMoment moment,
        Listings listings,
        IReadOnlyList<CatalogueItem> catalogue,
        StockPolicy policy
    )
    {
        ArgumentNullException.ThrowIfNull(moment);
        ArgumentNullException.ThrowIfNull(listings);
        ArgumentNullException.ThrowIfNull(policy);
        var matches = Match(moment, listings, policy);
        var claimed = matches.Select(match => ListingOf(match.Match)).OfType<ListingId>().ToHashSet();
        var articles = moment.Articles.GroupBy(article => article.Sku).ToDictionary(group => group.Key, group => group.First());
        var free = listings.All.Where(listing => IsFree(listing, claimed, articles, listings)).ToList();
        var proposer = new MappingProposer(catalogue, free);
        var cells = new CellProposer(listings.All, free, moment.MappedTo);
        var soldInOtherUnits = moment.SoldInOtherUnits();
        var moving = moment.Moving;
        var blocked = matches.Where(match => match.Match is ListingMatch.Blocked).Select(match => match.Sku).ToHashSet();
        IReadOnlyList<MappingProposal> Propose(Sku sku) =>
            [.. proposer.For(sku).Concat(cells.For(articles.GetValueOrDefault(sku))).DistinctBy(proposal => proposal.Listing.Id)];

        return
        [
            .. matches
                .Where(match => match.Match is not ListingMatch.Unmapped || !soldInOtherUnits.Contains(match.Sku))
                .Select(match => Row(match.Sku, match.Match, articles.GetValueOrDefault(match.Sku), moment, Propose))
                .Concat(InOtherUnits(matches, articles, proposer))
                .Concat(
                    moment
                        .Ended(policy)
                        .Where(ended => !claimed.Contains(ended.Listing))
                        .Where(ended => !moving.ContainsKey(ended.Listing) || !blocked.Contains(ended.Sku))
                        .Select(ended => Row(ended, listings, articles))
                )
                .OrderBy(row => row.Sku)
                .ThenBy(row => row.State),
        ];
    }

    private static List<(Sku Sku, ListingMatch Match)> Match(StockMoment moment, Listings listings, StockPolicy policy)
    {
        var (barred, kept) = (moment.Barred, moment.KeptBySku());
        var claims = new Dictionary<ListingId, Sku>();
        var matches = new List<(Sku, ListingMatch)>();
        foreach (var decision in moment.Decide(moment.Reserve(policy), policy))
        {
            var sku = decision.Sku;
            MappedListing? mapped = moment.MappedTo.TryGetValue(sku, out var named) ? named : null;
            var match = ListingMatcher.Match(sku, mapped, listings, barred[sku].ToHashSet(), kept);
            if (match is ListingMatch.Found found)
            {
                match =
                    claims.TryGetValue(found.Listing.Id, out var other) && other != sku
                        ? ListingMatcher.TwoArticles(found.Listing.Id, other)
                        : ListingCheck.Problem(found.Listing, policy.TakesOverUnmanaged, listings.ParentOf(found.Listing)) as ListingMatch
                            ?? found;
                claims.TryAdd(found.Listing.Id, sku);
            }

            // What is not for sale and has no listing is as it should be.
            if (match is not ListingMatch.Unmapped || decision is not Decision.PhaseOut)
            {
                matches.Add((sku, match));
            }
        }

        return matches;
    }

    private static MappingRow Row(
        Sku sku,
        ListingMatch match,
        TillItem? item,
        StockMoment moment,
        Func<Sku, IReadOnlyList<MappingProposal>> propose
    )
    {
        var row = new MappingRow(sku, item?.Description ?? "", MappingState.Unmapped, null, "", null, null, "", "", []);
        switch (match)
        {
            case ListingMatch.Found { Listing: var listing, Origin: var origin }:
                var record = moment.Memory.Listings.GetValueOrDefault(sku);
                return row with
                {
                    State = MappingState.Ready,
                    Listing = listing.Id,
                    ListingName = listing.Name,
                    ShopSku = listing.Sku,
                    Origin = origin,
                    ConfirmedAt = record?.Listing == listing.Id ? record.ConfirmedAt : null,
                    Reason = ListingWords.OutOfSight(listing) is { } text ? $"Customers do not find it: {text}." : "",
                };
            case ListingMatch.Blocked blocked:
                return row with { State = MappingState.Conflict, Listing = blocked.Listing, Code = blocked.Code, Reason = blocked.Reason };
        }

        var proposals = propose(sku);
        return proposals.Count == 0
            ? row with
            {
                Reason = "The shop has no listing with this SKU.",
            }
            : row with
            {
                State = MappingState.Review,
                Reason = proposals[0].Reason,
                Proposals = proposals,
            };
    }

    private static MappingRow Row(EndedMapping ended, Listings listings, Dictionary<Sku, TillItem> articles)
    {
        var listing = listings.Find(ended.Listing);
        return new MappingRow(
            ended.Sku,
            articles.GetValueOrDefault(ended.Sku)?.Description ?? "",
            MappingState.Ended,
            ended.Listing,
            listing?.Name ?? "",
            ended.Origin,
            ended.EndedAt,
            "mapping_ended",
            ended.Because.Detail,
            []
        );
    }

    /// <summary>Listings that are nobody's and carry the SKU of an item with one of its units after it.</summary>
    private static IEnumerable<MappingRow> InOtherUnits(
        List<(Sku Sku, ListingMatch Match)> matches,
        Dictionary<Sku, TillItem> articles,
        MappingProposer proposer
    )
    {
        var known = matches.Select(match => match.Sku).ToHashSet();
        return articles
            .Values.Where(article => article is { IsWebItem: true, Cell: null, Unit: null })
            .SelectMany(article => proposer.InOtherUnits(article.Sku).Select(found => (article, found)))
            .Where(pair => !known.Contains(pair.found.Article))
            .GroupBy(pair => pair.found.Article)
            .Select(group => new MappingRow(
                group.Key,
                group.First().article.Description,
                MappingState.Review,
                null,
                "",
                null,
                null,
                "",
                group.First().found.Proposal.Reason,
                [.. group.Select(pair => pair.found.Proposal)]
            ));
    }

    private static bool IsFree(ShopListing listing, HashSet<ListingId> claimed, Dictionary<Sku, TillItem> articles, Listings listings) =>
        !claimed.Contains(listing.Id)
        && listing.Status != ListingStatus.Trashed
        && listing.Type is ListingType.Simple or ListingType.Variation or ListingType.Other
        && (listing.Sku is not { } sku || !articles.ContainsKey(sku) || listings.ParentOf(listing)?.Sku == sku);

    private static ListingId? ListingOf(ListingMatch match) =>
        match switch
        {
            ListingMatch.Found found => found.Listing.Id,
            ListingMatch.Blocked blocked => blocked.Listing,
            _ => null,
        };
}
