using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Planning;

/// <summary>Everything that a plan is made of.</summary>
/// <param name="MappedTo">The listing that a mapping names for an article.</param>
/// <param name="Scope">What was read, so that what is missing there is really missing.</param>
/// <param name="Kept">Listings of articles that were not read: nobody else may have them.</param>
/// <param name="Touched">Listings on orders that changed around the reads, with the order.</param>
public sealed record PlanInput(
    IReadOnlyList<Decision> Decisions,
    IReadOnlyDictionary<Sku, MappedListing> MappedTo,
    Listings Listings,
    ReadScope Scope,
    IReadOnlyDictionary<ListingId, Sku> Kept,
    IReadOnlyDictionary<ListingId, long> Touched,
    bool TakesOverUnmanaged
)
{
    /// <summary>Listings that are no longer their article's.</summary>
    public IReadOnlyList<EndedMapping> Ended { get; init; } = [];

    /// <summary>Listings that end because a row names another for their article, with that article.</summary>
    public IReadOnlyDictionary<ListingId, Sku> Moving { get; init; } = new Dictionary<ListingId, Sku>();

    /// <summary>Listings that Tillsync has taken out of sight.</summary>
    public IReadOnlyDictionary<ListingId, HiddenAs> Hidden { get; init; } = new Dictionary<ListingId, HiddenAs>();

    /// <summary>Whose each known listing is, or was.</summary>
    public IReadOnlyDictionary<ListingId, Sku> ArticleOf { get; init; } = new Dictionary<ListingId, Sku>();

    /// <summary>For each article that is another unit of one: whose stock it shares.</summary>
    public IReadOnlyDictionary<Sku, Sku> StockOf { get; init; } = new Dictionary<Sku, Sku>();

    /// <summary>Listings that an article's own SKU must not lead to.</summary>
    public ILookup<Sku, ListingId> Barred { get; init; } = Array.Empty<Sku>().ToLookup(sku => sku, _ => default(ListingId));

    /// <summary>What articles have by an equal SKU so far.</summary>
    public KeptBySku KeptBySku { get; init; } = KeptBySku.None;

    internal ListingMatch Match(Sku sku)
    {
        MappedListing? mapped = MappedTo.TryGetValue(sku, out var named) ? named : null;
        return ListingMatcher.Match(sku, mapped, Listings, Barred[sku].ToHashSet(), KeptBySku);
    }
}

/// <summary>Holds decisions against the listings. Equal numbers make no write. Pure.</summary>
public static class Planner
{
    public static Plan Plan(PlanInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var draft = new Draft(input);
        var claims = new Dictionary<ListingId, Sku>(input.Kept);
        foreach (var decision in input.Decisions)
        {
            draft.Add(decision, claims);
        }

        draft.KeepWhatWaits(claims);
        foreach (var ended in input.Ended.Where(ended => !claims.ContainsKey(ended.Listing) && !draft.IsKept(ended.Listing)))
        {
            draft.AddEnded(ended);
        }

        return draft.ToPlan();
    }

    private sealed class Draft(PlanInput input)
    {
        private readonly SharedStock _shared = SharedStock.Of(input);
        private readonly List<PlannedWrite> _writes = [];
        private readonly List<MatchedListing> _inSync = [];
        private readonly List<BlockedItem> _blocked = [];
        private readonly List<Decision.Unknown> _unknown = [];
        private readonly List<Sku> _unmapped = [];
        private readonly List<Sku> _absent = [];
        private readonly List<DeferredItem> _deferred = [];
        private readonly Dictionary<Sku, ListingId> _movingFrom = input.Moving.ToDictionary(entry => entry.Value, entry => entry.Key);
        private readonly HashSet<ListingId> _notEnded = [];
        private int _unread;

        public void Add(Decision decision, Dictionary<ListingId, Sku> claims)
        {
            if (decision is Decision.Unknown unknown)
            {
                _unknown.Add(unknown);
                return;
            }

            if (input.Scope.Articles is { } read && !read.Contains(decision.Sku))
            {
                AddUnread(decision);
                return;
            }

            switch (input.Match(decision.Sku))
            {
                case ListingMatch.Unmapped:
                    Unmapped(decision).Add(decision.Sku);
                    break;
                case ListingMatch.Blocked blocked:
                    BlockOrLeave(decision, blocked);
                    break;
                case ListingMatch.Found found when claims.TryGetValue(found.Listing.Id, out var other) && other != decision.Sku:
                    Block(decision, ListingMatcher.TwoArticles(found.Listing.Id, other));
                    break;
                case ListingMatch.Found found:
                    claims[found.Listing.Id] = decision.Sku;
                    AddFound(decision, found);
                    break;
            }
        }

        /// <summary>
        /// A row that names a listing which must not be written takes the good one from nobody. An article that is not sold any more has no use
        /// for that: its listing ends.
        /// </summary>
        public void KeepWhatWaits(Dictionary<ListingId, Sku> claims)
        {
            var taken = _writes
                .Select(write => write.Sku)
                .Concat(_inSync.Select(found => found.Sku))
                .Concat(_deferred.Select(item => item.Sku))
                .ToHashSet();
            _notEnded.UnionWith(
                input
                    .Decisions.Where(decision => decision is not Decision.PhaseOut && !taken.Contains(decision.Sku))
                    .Where(decision => _movingFrom.ContainsKey(decision.Sku))
                    .Select(decision => _movingFrom[decision.Sku])
                    .Where(listing => !claims.ContainsKey(listing))
            );
        }

        public bool IsKept(ListingId listing) => _notEnded.Contains(listing);

        /// <summary>What keeps no number that could be taken to zero is left alone, and is no reason to park the article, which has another.</summary>
        public void AddEnded(EndedMapping ended)
        {
            if (input.Listings.Find(ended.Listing) is not { } listing)
            {
                _unread += input.Scope.IsWhole || input.Scope.Ids.Contains(ended.Listing) ? 0 : 1;
            }
            else if (ListingCheck.Problem(listing, takesOverUnmanaged: false) is not null)
            {
                return;
            }
            else if (input.Touched.TryGetValue(listing.Id, out var orderId))
            {
                _deferred.Add(new DeferredItem(ended.Sku, listing.Id, orderId) { Origin = ended.Origin, EndedAt = ended.EndedAt });
            }
            else
            {
                Bring(listing, ended.Because, ended.Origin, ended.EndedAt);
            }
        }

        public Plan ToPlan() =>
            new(PlanOrder.Sort(_writes), _inSync, _unread, _blocked, _unknown, _unmapped, _absent, _deferred) { NotEnded = _notEnded };

        private List<Sku> Unmapped(Decision decision) => decision is Decision.PhaseOut ? _absent : _unmapped;

        private void AddUnread(Decision decision)
        {
            var sku = decision.Sku;
            if (input.Scope.KnownUnmapped.Contains(sku))
            {
                Unmapped(decision).Add(sku);
            }
            else if (input.Scope.StillParked.TryGetValue(sku, out var parked))
            {
                _blocked.Add(new BlockedItem(sku, parked.Listing, parked.Code, parked.Reason));
            }
            else
            {
                _unread++;
            }
        }

        private void AddFound(Decision decision, ListingMatch.Found found)
        {
            var listing = found.Listing;
            if (ListingCheck.Problem(listing, input.TakesOverUnmanaged, input.Listings.ParentOf(listing)) is { } problem)
            {
                BlockOrLeave(decision, problem);
                return;
            }

            if (input.Touched.TryGetValue(listing.Id, out var orderId) || _shared.IsTouched(decision.Sku, out orderId))
            {
                _deferred.Add(new DeferredItem(decision.Sku, listing.Id, orderId) { Origin = found.Origin });
                return;
            }

            Bring(listing, decision, found.Origin, endedAt: null);
        }

        /// <summary>To its number, and into sight or out of it. Where it is so already, nothing is written.</summary>
        private void Bring(ShopListing listing, Decision decision, MappingOrigin origin, DateTimeOffset? endedAt)
        {
            var target = decision.Target ?? throw new InvalidOperationException("Unknown stock is never planned.");
            var takesOver = listing.Management == StockManagement.Unmanaged;
            var (appearance, hidden) = AppearanceRule.Of(decision, listing, input.Hidden.GetValueOrDefault(listing.Id));
            if (!takesOver && listing.Quantity == target.Quantity && appearance is null)
            {
                _inSync.Add(new MatchedListing(decision.Sku, listing, origin) { EndedAt = endedAt, Hidden = hidden });
                return;
            }

            _writes.Add(
                new PlannedWrite(listing.Id, decision.Sku, listing.Quantity, target, takesOver, decision)
                {
                    Origin = origin,
                    EndedAt = endedAt,
                    Appearance = appearance,
                    Hidden = hidden,
                }
            );
        }

        /// <summary>What is no longer sold and cannot be sold there either needs nobody's attention.</summary>
        private void BlockOrLeave(Decision decision, ListingMatch.Blocked problem)
        {
            if (
                decision is Decision.PhaseOut
                && problem.Code is (ListingCheck.Trashed or ListingCheck.TrashedAlone or ListingMatcher.Missing)
            )
            {
                _absent.Add(decision.Sku);
            }
            else
            {
                Block(decision, problem);
            }
        }

        private void Block(Decision decision, ListingMatch.Blocked blocked)
        {
            var waits = decision is not Decision.PhaseOut && _movingFrom.ContainsKey(decision.Sku);
            var reason = waits ? $"{blocked.Reason} Its listing {_movingFrom[decision.Sku]} stays as it is meanwhile." : blocked.Reason;
            _blocked.Add(new BlockedItem(decision.Sku, blocked.Listing, blocked.Code, reason));
        }
    }
}
