using Tillsync.Core;
using Tillsync.Core.Stock;
using Xunit;
using static Tillsync.Testing.Contracts.JournalSamples;

namespace Tillsync.Testing.Contracts;

/// <summary>What every journal keeps of stock rules.</summary>
public abstract class JournalStockRuleContract(JournalStand stand) : JournalTestBase(stand)
{
    private static readonly RuleSubject Article = RuleSubject.Of(new Sku("Ä-1%"));
    private static readonly RuleSubject Category = RuleSubject.OfCategory("DELI & HOS");

    [Fact]
    public async Task AtFirst_ThereAreNone()
    {
        await using var journal = await OpenAsync();

        Assert.Empty(await journal.ReadRulesAsync(None));
    }

    [Fact]
    public async Task Rules_OutlastAReopen_AreReplacedBySubject_AndTakenAway()
    {
        await using (var journal = await OpenAsync())
        {
            var lease = await TakeAsync(journal, Us);
            await journal.SaveRulesAsync(lease, [Rule(Article, 2.5m), Rule(Category, null, "01", "MAIN")], [], None);
            await journal.SaveRulesAsync(lease, [Rule(RuleSubject.Of(new Sku("ä-1%")), 0)], [], None);
            await journal.ReleaseLeaseAsync(lease, None);
        }

        await using (var reopened = await OpenAsync())
        {
            var rules = (await reopened.ReadRulesAsync(None)).OrderBy(rule => rule.Subject.Kind).ToList();
            Assert.Equal([Article, Category], rules.Select(rule => rule.Subject));
            Assert.Equal("ä-1%", rules[0].Subject.Code);
            Assert.Equal([new Quantity(0), null], rules.Select(rule => rule.SafetyStock));
            Assert.Null(rules[0].Locations);
            Assert.Equal(["01", "MAIN"], rules[1].Locations);
            Assert.Equal(("ann@till", Clock.GetUtcNow()), (rules[1].SetBy, rules[1].SetAt));
            await reopened.SaveRulesAsync(await TakeAsync(reopened, Us), [], [Article], None);
        }

        await using var last = await OpenAsync();
        Assert.Equal(Category, Assert.Single(await last.ReadRulesAsync(None)).Subject);
    }

    [Fact]
    public async Task ASkuAndACategory_OfTheSameCode_AreTwo_AndEachStorefrontHasItsOwn()
    {
        await using var journal = await OpenAsync();
        var lease = await TakeAsync(journal, Us);
        await journal.SaveRulesAsync(lease, [Rule(RuleSubject.OfCategory("X"), 1), Rule(RuleSubject.Of(new Sku("X")), 2)], [], None);

        await using var other = await OpenAsync("other");

        Assert.Equal(2, (await journal.ReadRulesAsync(None)).Count);
        Assert.Empty(await other.ReadRulesAsync(None));
    }

    [Fact]
    public async Task WhoWasOvertaken_CannotChangeRules()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        await journal.ReleaseLeaseAsync(lease, None);
        await TakeAsync(journal, Us);

        await Assert.ThrowsAsync<LeaseLostException>(() => journal.SaveRulesAsync(lease, [Rule(Article, 1)], [], None));

        Assert.Empty(await journal.ReadRulesAsync(None));
    }

    private StockRule Rule(RuleSubject subject, decimal? units, params string[] locations) =>
        new(subject, units is { } known ? new Quantity(known) : null, locations.Length > 0 ? locations : null)
        {
            SetBy = "ann@till",
            SetAt = Clock.GetUtcNow(),
        };
}
