using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Core;

/// <summary>What in the till keeps web items from being sold, or makes them behave as nobody expects. Pure.</summary>
public static class StockLint
{
    /// <summary>One finding for each thing found, with the articles; none where all is well.</summary>
    /// <param name="policy">With the rules of the time.</param>
    /// <param name="kept">Articles that a listing is kept for: with what the till maps, they tell which other units are sold.</param>
    public static IReadOnlyList<LintFinding> Of(TillReading till, StockPolicy policy, IEnumerable<Sku> kept)
    {
        ArgumentNullException.ThrowIfNull(till);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(kept);
        var mapped = (till.Mappings ?? []).Select(row => row.Sku);
        var articles = UnitArticles.Add(till.Under(policy.Rules).Items, kept.Concat(mapped));
        var decisions = Decider.Decide(
            articles,
            new HashSet<Sku>(),
            Reservations.From([], Empty, NoSkus, order => order.HeldByLines),
            policy
        );
        return
        [
            .. Unknowns(decisions, till.Items),
            .. Odd(decisions, till.Items, policy),
            .. Blanks(till, policy),
            .. MappedToNothing(till, articles),
            .. Rules(till, policy.Rules),
        ];
    }

    /// <summary>Each status code among the web items, how many have it, and what it means.</summary>
    public static IReadOnlyList<StatusUse> StatusesOf(TillReading till, StockPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(till);
        ArgumentNullException.ThrowIfNull(policy);
        return
        [
            .. till
                .Items.Where(item => item.IsWebItem)
                .GroupBy(item => item.Status, StringComparer.OrdinalIgnoreCase)
                .OrderByDescending(group => group.Count())
                .ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new StatusUse(group.Key, group.Count(), policy.MeaningOf(group.Key))),
        ];
    }

    private static readonly Dictionary<ListingId, Sku> Empty = [];

    private static readonly HashSet<Sku> NoSkus = [];

    /// <summary>An item without a status is a finding of its own: no setting can say what that means.</summary>
    private static IEnumerable<LintFinding> Unknowns(IReadOnlyList<Decision> decisions, IReadOnlyList<TillItem> items)
    {
        var blank = items.Where(item => item.Status.Length == 0).Select(item => item.Sku).ToHashSet();
        return decisions
            .OfType<Decision.Unknown>()
            .Where(unknown => unknown.Cause != UnknownCause.UnknownStatus || !blank.Contains(unknown.Sku))
            .GroupBy(unknown => unknown.Cause)
            .OrderBy(group => group.Key)
            .Select(group => new LintFinding(
                group.Key.ToString(),
                "Stock unknown, nothing is written.",
                Advice(group.Key),
                [.. group.Select(unknown => new LintItem(unknown.Sku, unknown.Detail))]
            ));
    }

    /// <summary>Told by the till's own number: what web orders and safety stock leave of it is no fault of the till.</summary>
    private static IEnumerable<LintFinding> Odd(IReadOnlyList<Decision> decisions, IReadOnlyList<TillItem> items, StockPolicy policy)
    {
        var lists = decisions.OfType<Decision.List>().Where(list => list.Unit is null).ToList();
        var negative = lists.Where(list => Offered(list) < Quantity.Zero).ToList();
        if (negative.Count > 0)
        {
            yield return new LintFinding(
                "NegativeAvailable",
                "More is promised than there is; 0 is listed.",
                "Count them, or post the receipts that are missing.",
                [.. negative.Select(list => new LintItem(list.Sku, $"{Count(list)}."))]
            );
        }

        var decimals = items.DistinctBy(item => item.Sku).ToDictionary(item => item.Sku, item => Decider.DecimalsOf(item, policy));
        var fractions = lists.Where(list => Offered(list) > Quantity.Zero && IsFraction(Offered(list), decimals[list.Sku])).ToList();
        if (fractions.Count > 0)
        {
            yield return new LintFinding(
                "FractionalStock",
                "Whole units are listed; the rest is not sold online.",
                "Nothing to do; where the shop sells fractions (a plugin), set Stock:DecimalPlaces.",
                [.. fractions.Select(list => new LintItem(list.Sku, $"{Count(list)}, {list.To} listed."))]
            );
        }
    }

    private static Quantity Offered(Decision.List list) =>
        list.Basis == StockBasis.Available ? list.Stock.Available : list.Stock.OnHand.Quantity;

    private static string Count(Decision.List list) => $"{Offered(list)} {(list.Basis == StockBasis.Available ? "available" : "on hand")}";

    private static bool IsFraction(Quantity quantity, int decimals) => decimal.Round(quantity.Units, decimals) != quantity.Units;

    private static IEnumerable<LintFinding> Blanks(TillReading till, StockPolicy policy)
    {
        var blank = till.Items.Where(item => item.IsWebItem && item.Status.Length == 0).ToList();
        if (blank.Count > 0)
        {
            yield return new LintFinding(
                "BlankStatus",
                policy.MeaningOf("") == StatusMeaning.Unknown
                    ? "No status, and no setting can name a blank one: nothing is written."
                    : "No status, and no setting can name a blank one: such an item is phased out.",
                "Give it a status in the till.",
                [.. blank.Select(item => new LintItem(item.Sku, "STAT is blank."))]
            );
        }
    }

    /// <summary>Rows of USER_PRODUCT_MAP that name no article. A cell that could not be read is not one that the till lacks.</summary>
    private static IEnumerable<LintFinding> MappedToNothing(TillReading till, IReadOnlyList<TillItem> articles)
    {
        var known = articles.Select(article => article.Sku).ToHashSet();
        var lost = (till.Mappings ?? [])
            .Where(row => !known.Contains(row.Sku) && (till.ReadsCells || !IsCellOf(known, row.Sku)))
            .OrderBy(row => row.Sku)
            .ToList();
        if (lost.Count > 0)
        {
            yield return new LintFinding(
                "MappingWithoutItem",
                "They map nothing.",
                "Correct the item number in the row, or deactivate the row.",
                [
                    .. lost.Select(row => new LintItem(
                        row.Sku,
                        $"USER_PRODUCT_MAP names product {row.ProductId} for it, and the till has no such article."
                    )),
                ]
            )
            {
                What = "rows of USER_PRODUCT_MAP",
            };
        }
    }

    private static bool IsCellOf(HashSet<Sku> items, Sku sku) => GridCell.ItemOf(sku) is { } item && items.Contains(item);

    /// <summary>Rules that change no number: nothing has their code, or nothing lies where they say that it sells.</summary>
    private static IEnumerable<LintFinding> Rules(TillReading till, StockRules rules)
    {
        var web = till.Items.Where(item => item.IsWebItem).ToList();
        var subjects = web.Select(item => RuleSubject.Of(item.Sku))
            .Concat(web.Select(item => item.Category).OfType<string>().Select(RuleSubject.OfCategory))
            .ToHashSet();
        var idle = rules.All.Where(rule => !subjects.Contains(rule.Subject)).ToList();
        if (idle.Count > 0)
        {
            yield return new LintFinding(
                "RuleWithoutItem",
                "They change no number.",
                "Correct the code, or take the rule away with `tillsync rules drop`.",
                [
                    .. idle.Select(rule =>
                        RuleItem(rule, $"No web item is {(rule.Subject.Kind == RuleKind.Sku ? "" : "in ")}{rule.Subject}.")
                    ),
                ]
            )
            {
                What = "stock rules",
            };
        }

        var places = till.Items.SelectMany(item => item.Locations).Select(row => row.Location).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var empty = rules.All.SelectMany(rule =>
            (rule.Locations ?? []).Where(location => !places.Contains(location)).Select(location => (rule, location))
        );
        if (empty.ToList() is { Count: > 0 } found)
        {
            yield return new LintFinding(
                "RuleWithoutLocation",
                "Nothing lies there.",
                "Correct the location with `tillsync rules set`.",
                [
                    .. found.Select(pair =>
                        RuleItem(
                            pair.rule,
                            $"The rule of {pair.rule.Subject} names location {pair.location}: the till has no stock row there."
                        )
                    ),
                ]
            )
            {
                What = "locations in stock rules",
            };
        }
    }

    private static LintItem RuleItem(StockRule rule, string detail) =>
        new(rule.Subject.Kind == RuleKind.Sku ? Sku.From(rule.Subject.Code) : null, detail);

    private static string Advice(UnknownCause cause) =>
        cause switch
        {
            UnknownCause.NoRows => "Give it a stock row in the till (IM_INV), or take the web flag off.",
            UnknownCause.OnlyExcludedLocations =>
                "Let the location sell (Till:Locations, Till:ExcludedLocations or a rule), or move the stock.",
            UnknownCause.NullQuantity => "Have the vendor's utility recalculate the row.",
            UnknownCause.Kit => "Sell the parts, or take the web flag off the kit.",
            UnknownCause.NotCounted => "Keep it in the shop without stock management; nothing is counted for it.",
            UnknownCause.Grid => "Let the login read IM_INV_CELL, or give the item its cells in the till.",
            UnknownCause.NoFactor => "Give the unit its numerator and denominator in the till, or map the listing to another unit.",
            UnknownCause.AmbiguousSku => "Rename or merge the two in the till.",
            UnknownCause.UnknownStatus => "Say what the status means: add it to Till:ActiveStatuses or to Till:PhasedOutStatuses.",
            UnknownCause.OutOfRange => "Correct the count in the till.",
            _ => throw new ArgumentOutOfRangeException(nameof(cause)),
        };
}

/// <param name="Code">A stable word for machines.</param>
/// <param name="Effect">What Tillsync does about it.</param>
/// <param name="Advice">The next move.</param>
public sealed record LintFinding(string Code, string Effect, string Advice, IReadOnlyList<LintItem> Items)
{
    /// <summary>What is counted.</summary>
    public string What { get; init; } = "web items";
}

/// <param name="Sku">Null where it is about no single article.</param>
public sealed record LintItem(Sku? Sku, string Detail);

/// <param name="Status">IM_ITEM.STAT as the till has it; empty where it is blank.</param>
public sealed record StatusUse(string Status, int WebItems, StatusMeaning Meaning);
