using FsCheck;
using FsCheck.Fluent;
using Tillsync.Core.Stock;
using Tillsync.Testing;

namespace Tillsync.Tests.Stock;

public sealed class StockRulesTests
{
    private static readonly Gen<StockRule> AnyRule =
        from subject in Gen.OneOf(
            Generate.Sku.Select(RuleSubject.Of),
            Gen.Elements("PAPER", "paper ", "DELI & HOS").Select(RuleSubject.OfCategory)
        )
        from units in Generate.Nullable(Gen.Choose(0, 9).Select(number => (decimal)number))
        from locations in Gen.Elements<IReadOnlyList<string>?>(null, ["01"], ["MAIN", "01"])
        select new StockRule(subject, units is { } known ? Some.Units(known) : null, locations);

    private static readonly Gen<StockRules> AnyRules = Generate
        .ListOf(AnyRule, 12)
        .Select(rules => new StockRules([.. rules.DistinctBy(rule => rule.Subject)]));

    private static readonly Gen<(StockRules Rules, Sku Sku, string? Category)> Questions =
        from rules in AnyRules
        from sku in Generate.Sku
        from category in Gen.Elements<string?>(null, "", "Paper", "OTHER")
        select (rules, sku, category);

    [Fact]
    public void TheArticlesOwnRule_AnswersFirst_ThenItsCategorys()
    {
        var rules = new StockRules([
            Rule(RuleSubject.OfCategory("PAPER"), 5, "MAIN"),
            Rule(RuleSubject.Of(Some.Sku(1)), 2),
            Rule(RuleSubject.Of(Some.Sku(2)), null, "01"),
        ]);

        Assert.Equal(Some.Units(2), rules.ForSafetyStock(Some.Sku(1), Some.Sku(1), "PAPER")?.SafetyStock);
        Assert.Equal(["MAIN"], rules.ForLocations(Some.Sku(1), Some.Sku(1), " paper ")?.Locations);
        Assert.Equal(Some.Units(5), rules.ForSafetyStock(Some.Sku(2), Some.Sku(2), "paper")?.SafetyStock);
        Assert.Equal(["01"], rules.ForLocations(Some.Sku(2), Some.Sku(2), "PAPER")?.Locations);
        Assert.Null(rules.ForSafetyStock(Some.Sku(3), Some.Sku(3), "CUPS"));
        Assert.Null(rules.ForLocations(Some.Sku(3), Some.Sku(3), null));
    }

    [Fact]
    public void ACell_HasItsOwnRule_ElseItsItems()
    {
        var (item, red, blue) = (new Sku("SHIRT"), new Sku("SHIRT|RED"), new Sku("SHIRT|BLUE"));
        var rules = new StockRules([Rule(RuleSubject.Of(item), 5), Rule(RuleSubject.Of(red), 2), Rule(RuleSubject.OfCategory("WEAR"), 9)]);

        Assert.Equal(Some.Units(2), rules.ForSafetyStock(red, item, "WEAR")?.SafetyStock);
        Assert.Equal(Some.Units(5), rules.ForSafetyStock(blue, item, "WEAR")?.SafetyStock);
        Assert.Equal(Some.Units(9), rules.ForSafetyStock(new Sku("HAT|RED"), new Sku("HAT"), "WEAR")?.SafetyStock);
    }

    [Fact]
    public void WhoeverAnswers_HasSomethingToSay_AndNothingNarrowerHad() =>
        Always.Holds(
            Questions,
            question =>
            {
                var (rules, sku, category) = question;
                var own = rules.Find(RuleSubject.Of(sku));
                var answer = rules.ForSafetyStock(sku, sku, category);
                return own?.SafetyStock is not null
                    ? answer == own
                    : answer is null || (answer.SafetyStock is not null && answer.Subject == RuleSubject.OfCategory(category ?? ""));
            }
        );

    [Fact]
    public void Canonical_IsEqual_ExactlyForTheSameContent()
    {
        var rule = Rule(RuleSubject.Of(Some.Sku(1)), 2, "MAIN", "01");

        Assert.Equal(rule.Canonical, (rule with { Locations = ["01", "main "], SetBy = "x" }).Canonical);
        Assert.NotEqual(rule.Canonical, (rule with { SafetyStock = null }).Canonical);
        Assert.NotEqual(rule.Canonical, (rule with { SafetyStock = Some.Units(3) }).Canonical);
        Assert.NotEqual(rule.Canonical, (rule with { Locations = ["01"] }).Canonical);
        Assert.NotEqual(rule.Canonical, (rule with { Subject = RuleSubject.OfCategory(Some.Sku(1).Text) }).Canonical);
    }

    private static StockRule Rule(RuleSubject subject, decimal? units, params string[] locations) =>
        new(subject, units is { } known ? Some.Units(known) : null, locations.Length > 0 ? locations : null);
}
