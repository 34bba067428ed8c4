using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;

namespace Tillsync.Core.Mapping;

/// <summary>What changes are judged by.</summary>
/// <param name="Listings">The listings that are named, as the shop shows them now.</param>
/// <param name="ChangesTheTill">USER_PRODUCT_MAP is changed as well, so that what it says now is no obstacle.</param>
internal sealed record MappingGround(StockMoment Moment, Listings Listings, bool ChangesTheTill)
{
    /// <summary>The till's articles, with those units of them that a change names.</summary>
    public required IReadOnlyDictionary<Sku, TillItem> Articles { get; init; }

    public bool ShareStock(Sku one, Sku other) =>
        Articles.TryGetValue(one, out var first) && Articles.TryGetValue(other, out var second) && first.StockSku == second.StockSku;

    public ILookup<Sku, long> RowsOfSku { get; } = (Moment.Till.Mappings ?? []).ToLookup(row => row.Sku, row => row.ProductId);

    public ILookup<long, Sku> RowsOfProduct { get; } = (Moment.Till.Mappings ?? []).ToLookup(row => row.ProductId, row => row.Sku);
}

/// <summary>Judges changes to mappings and says what the journal is to have afterwards. All together or none. Pure.</summary>
internal static class MappingBook
{
    public static MappingPreview Judge(IReadOnlyList<MappingChange> changes, MappingGround ground)
    {
        var problems = new List<MappingProblem>();
        var effects = new List<MappingEffect>();
        var memory = ground.Moment.Memory;
        var after = HoldersAfter(changes, ground);
        var seen = new HashSet<Sku>();
        for (var index = 0; index < changes.Count; index++)
        {
            var change = changes[index];
            var problem =
                !seen.Add(change.Sku) ? Problem(change, "It is named twice.", "Name each article once.")
                : change.Listing is { } listing ? ProblemOfSet(change, listing, ground, changes, after)
                : ProblemOfDrop(change, ground);
            if (problem is not null)
            {
                problems.Add(problem with { Index = index });
                continue;
            }

            var from = memory.Listings.GetValueOrDefault(change.Sku)?.Listing;
            effects.Add(new MappingEffect(index, change.Sku, from, change.Listing, change.LetsGo));
        }

        return new MappingPreview(problems, effects);
    }

    /// <summary>The records that follow from changes without a problem.</summary>
    public static (IReadOnlyList<ListingRecord> Changed, IReadOnlyList<ListingId> Forgotten) Records(
        IReadOnlyList<MappingChange> changes,
        MappingGround ground,
        string by,
        DateTimeOffset now
    )
    {
        var memory = ground.Moment.Memory;
        var changed = new Dictionary<ListingId, ListingRecord>();
        var forgotten = new List<ListingId>();
        foreach (var change in changes)
        {
            if (memory.Listings.TryGetValue(change.Sku, out var old) && old.Listing != change.Listing)
            {
                if (change.LetsGo)
                {
                    forgotten.Add(old.Listing);
                }
                else
                {
                    changed.TryAdd(old.Listing, old with { EndedAt = now, EndedBy = by, NeedsLook = true });
                }
            }
        }

        foreach (var change in changes.Where(change => !IsNothing(change, memory)))
        {
            // The shop was asked for it: without the listing the change would have a problem.
            if (change.Listing is { } id && ground.Listings.FindByShopId(id.VariationId ?? id.ProductId) is { } listing)
            {
                changed[listing.Id] = Record(change, listing, ground, by, now);
            }
        }

        return ([.. changed.Values], [.. forgotten.Where(id => !changed.ContainsKey(id))]);
    }

    private static bool IsNothing(MappingChange change, JournalMemory memory) =>
        change.IsOneOfMany && memory.Listings.TryGetValue(change.Sku, out var record) && record.Listing == change.Listing;

    private static ListingRecord Record(MappingChange change, ShopListing listing, MappingGround ground, string by, DateTimeOffset now)
    {
        var hangsOnSku = change.IsOneOfMany && listing.Sku == change.Sku;
        var origin =
            ground.ChangesTheTill ? MappingOrigin.ProductMap
            : hangsOnSku ? MappingOrigin.EqualSku
            : change.Origin;
        return new ListingRecord(listing.Id, change.Sku, origin, now, null, null, NeedsLook: true)
        {
            SetBy = by,
            ShopSku = listing.Sku is { } other && other != change.Sku ? other : null,
            // Whose the listing is has changed, and not that it was Tillsync that hid it.
            Hidden = ground.Moment.Memory.Hidden.GetValueOrDefault(listing.Id),
        };
    }

    private static MappingProblem? ProblemOfSet(
        MappingChange change,
        ListingId id,
        MappingGround ground,
        IReadOnlyList<MappingChange> changes,
        IReadOnlyDictionary<ListingId, IReadOnlyList<Sku>> after
    )
    {
        if (!ground.Articles.TryGetValue(change.Sku, out var article))
        {
            var unknown = Problem(change, "The till has no item of this number.", "Check the spelling in the till (ITEM_NO).");
            return unknown with { Code = MappingProblem.UnknownSku };
        }

        if (article.Unit is { HasFactor: false } unit)
        {
            return Problem(change, $"The till has no unit {unit.Name} for item {article.Item}, or no factor for it.", UnitAdvice(article));
        }

        if (IsNothing(change, ground.Moment.Memory))
        {
            return null;
        }

        if (!article.IsWebItem)
        {
            return Problem(change, "It is not for the web: IS_ECOMM_ITEM is not 'Y'.", "Set the flag in the till first.");
        }

        if (ground.Listings.FindByShopId(id.VariationId ?? id.ProductId) is not { } listing)
        {
            return Problem(
                change,
                $"The shop has no listing {id}.",
                "Take the id from the shop; a variation is PARENT/VARIATION or its own id."
            );
        }

        if (ListingCheck.Problem(listing, takesOverUnmanaged: true) is { } blocked)
        {
            return Problem(change, blocked.Reason, "Nothing can be kept there.");
        }

        return ProblemOfSku(change, listing, article, ground)
            ?? ProblemOfHolders(change, listing.Id, changes, after)
            ?? ProblemOfTill(change, listing.Id, ground);
    }

    private static string UnitAdvice(TillItem article) =>
        article.Units.Where(unit => unit.HasFactor).Select(unit => unit.Name).ToList() is { Count: > 0 } names
            ? $"Name one of its units ({string.Join(", ", names)}), or correct the unit in the till."
            : "Give the item the unit, with numerator and denominator, in the till.";

    /// <summary>
    /// The item's own number does for a cell and for another unit of it: variations without a SKU show their product's, and a shop that sells an
    /// item in cartons only gives the carton the item's number.
    /// </summary>
    private static MappingProblem? ProblemOfSku(MappingChange change, ShopListing listing, TillItem article, MappingGround ground)
    {
        if (
            listing.Sku is not { } other
            || other == change.Sku
            || other == article.StockSku
            || (article.Cell is not null && other == article.Item)
        )
        {
            return null;
        }

        if (ground.Articles.ContainsKey(other))
        {
            return Problem(
                change,
                $"Listing {listing.Id} carries the SKU '{other}', which is another article of the till.",
                "Correct the SKU in the shop first."
            );
        }

        return change.AcceptsOtherSku || change.AcceptedSku == other
            ? null
            : Problem(
                change,
                $"Listing {listing.Id} carries the SKU '{other}' in the shop.",
                change.IsOneOfMany
                    ? "Correct it there, or write that SKU into the column Shop SKU: it is this article all the same."
                    : "Correct it there, or say with --other-sku that it is this article all the same."
            );
    }

    private static MappingProblem? ProblemOfHolders(
        MappingChange change,
        ListingId listing,
        IReadOnlyList<MappingChange> changes,
        IReadOnlyDictionary<ListingId, IReadOnlyList<Sku>> after
    )
    {
        if (
            !after.TryGetValue(listing, out var holders)
            || holders.FirstOrDefault(sku => sku != change.Sku) is not { Text.Length: > 0 } other
        )
        {
            return null;
        }

        var rival = changes.ToList().FindIndex(each => each.Sku == other && each.Listing == listing);
        return rival < 0
            ? Problem(
                change,
                $"Listing {listing} is kept for '{other}'.",
                $"One listing can follow one article only; drop the other with `tillsync map drop {other.Typed}`."
            )
            : Problem(change, $"Listing {listing} is named for '{other}' as well.", "One listing can follow one article only.") with
            {
                Rival = rival,
            };
    }

    private static MappingProblem? ProblemOfTill(MappingChange change, ListingId listing, MappingGround ground)
    {
        if (ground.ChangesTheTill)
        {
            return null;
        }

        var shopId = listing.VariationId ?? listing.ProductId;
        foreach (var product in ground.RowsOfSku[change.Sku].Where(product => product != shopId))
        {
            return Problem(change, $"USER_PRODUCT_MAP names product {product} for it.", ChangeTheRow);
        }

        foreach (var other in ground.RowsOfProduct[shopId].Where(other => other != change.Sku))
        {
            return Problem(change, $"USER_PRODUCT_MAP names product {shopId} for '{other}'.", ChangeTheRow);
        }

        return null;
    }

    private static MappingProblem? ProblemOfDrop(MappingChange change, MappingGround ground)
    {
        if (!ground.Moment.Memory.Listings.TryGetValue(change.Sku, out var record))
        {
            return Problem(change, "It has no listing that could be dropped.", "See `tillsync map list`.");
        }

        var carriesAnother = ground.Listings.Find(record.Listing) is { Sku: { } carried } && carried != change.Sku;
        if (change.LetsGo && record.Origin == MappingOrigin.EqualSku && !carriesAnother)
        {
            return Problem(
                change,
                $"Listing {record.Listing} carries its SKU, so that the next sync would find it again.",
                "Drop it without --let-go, or change the SKU in the shop."
            );
        }

        return !ground.ChangesTheTill && ground.RowsOfSku.Contains(change.Sku)
            ? Problem(change, "USER_PRODUCT_MAP maps it.", ChangeTheRow)
            : null;
    }

    private const string ChangeTheRow = "Change or deactivate that row, or let Tillsync do it with Till:WriteProductMap.";

    /// <summary>Whose each listing would be: more than one article is a problem.</summary>
    private static Dictionary<ListingId, IReadOnlyList<Sku>> HoldersAfter(IReadOnlyList<MappingChange> changes, MappingGround ground)
    {
        var changed = changes.Select(change => change.Sku).ToHashSet();
        return ground
            .Moment.Memory.Listings.Values.Where(record => !changed.Contains(record.Sku) && !IsPassedOn(record, changes, ground))
            .Select(record => (record.Listing, record.Sku))
            .Concat(
                changes
                    .Where(change => change.Listing is not null)
                    .Select(change => (Listing: change.Listing.GetValueOrDefault(), change.Sku))
            )
            .GroupBy(pair => pair.Listing)
            .ToDictionary(group => group.Key, IReadOnlyList<Sku> (group) => [.. group.Select(pair => pair.Sku).Distinct()]);
    }

    /// <summary>From one unit of an article to another a listing goes without being dropped first.</summary>
    private static bool IsPassedOn(ListingRecord record, IReadOnlyList<MappingChange> changes, MappingGround ground) =>
        changes.Any(change => change.Listing == record.Listing && ground.ShareStock(change.Sku, record.Sku));

    private static MappingProblem Problem(MappingChange change, string cause, string advice) => new(0, $"SKU {change.Sku}", cause, advice);
}
