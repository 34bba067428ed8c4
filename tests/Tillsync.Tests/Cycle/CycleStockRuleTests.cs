using Tillsync.Core;
using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Core.Ruling;
using Tillsync.Core.Stock;
using Tillsync.Testing;

namespace Tillsync.Tests.Cycle;

/// <summary>Rules for single articles and categories, from the decision to the shop.</summary>
public sealed class CycleStockRuleTests
{
    private static readonly RuleSubject Paper = RuleSubject.OfCategory("PAPER");

    [Fact]
    public async Task NarrowestRule_GivesTheSafetyStock()
    {
        var stand = CycleStand.With(3, available: 20);
        stand.Policy = Some.Policy(safetyStock: 1);
        stand.Till.Change(Some.Sku(1), item => item with { Category = "PAPER" });
        stand.Till.Change(Some.Sku(2), item => item with { Category = "paper" });
        await SetAsync(stand, new RuleChange(Paper) { SafetyStock = Some.Units(5) });
        await SetAsync(stand, new RuleChange(RuleSubject.Of(Some.Sku(1))) { SafetyStock = Some.Units(0) });

        var report = await stand.SyncAsync();

        Assert.Equal([20, 15, 19], [stand.Shown(1), stand.Shown(2), stand.Shown(3)]);
        Assert.Equal(
            "available 20 (on hand 20 - committed 0) - reserved 0 - safety stock 5 (category PAPER) = 15 -> lists 15",
            DecisionText.Arithmetic(report.Plan.Writes[0].Because)
        );
    }

    [Fact]
    public async Task ChangedRule_IsAChangedPolicy_ForTheCheckAndForTheGuard()
    {
        var stand = await CycleStand.SyncedAsync(3);
        Assert.False((await stand.CheckAsync()).IsNeeded);

        await SetAsync(stand, new RuleChange(RuleSubject.Of(Some.Sku(1))) { SafetyStock = Some.Units(4) });

        Assert.Equal(CheckEventKind.PolicyChanged, (await stand.CheckAsync()).Events[0].Kind);
        var held = await stand.SyncAsync();
        Assert.Equal(RunResult.Held, held.Result);
        Assert.Contains("stock rule", Assert.Single(held.HoldReasons), StringComparison.Ordinal);
        Assert.Equal(10, stand.Shown(1));

        await stand.ApproveAsync(held.Checksum);
        await stand.SyncAsync();
        Assert.Equal(6, stand.Shown(1));
        Assert.False((await stand.CheckAsync()).IsNeeded);
    }

    [Fact]
    public async Task ArticleThatMovesToAnotherCategory_IsNoticed_ThoughNothingElseChanges()
    {
        var stand = CycleStand.With(2);
        await PutRuleBeforeFirstSyncAsync(stand);
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.False((await stand.CheckAsync()).IsNeeded);

        stand.Till.Change(Some.Sku(2), item => item with { Category = "PAPER" });

        Assert.Equal(CheckEventKind.InventoryChanges, Assert.Single((await stand.CheckAsync()).Events).Kind);
        await stand.SyncAsync();
        Assert.Equal([7, 7], [stand.Shown(1), stand.Shown(2)]);
        Assert.False((await stand.CheckAsync()).IsNeeded);
    }

    [Fact]
    public async Task LocationRule_TakesTheStorefrontsPlace_AndWhyTellsIt()
    {
        var stand = CycleStand.With(2);
        stand.Till.Change(Some.Sku(1), item => item with { Locations = [Some.Row(10), Some.Row(30, sells: false)] });
        stand.Till.Change(Some.Sku(2), item => item with { Locations = [Some.Row(10), Some.Row(30, sells: false)] });
        await SetAsync(stand, new RuleChange(RuleSubject.Of(Some.Sku(1))) { Locations = ["99"] });

        await stand.SyncAsync();

        Assert.Equal([30, 10], [stand.Shown(1), stand.Shown(2)]);
        var why = await stand.ExplainAsync(1);
        Assert.Equal(RuleSubject.Of(Some.Sku(1)), why?.LocationRule?.Subject);
        Assert.Equal([false, true], why?.Item?.Locations.Select(row => row.Sells));
        Assert.Null((await stand.ExplainAsync(2))?.LocationRule);
    }

    [Fact]
    public async Task StockOnlyAtLocationsThatARuleExcludes_IsUnknown_NeverZero()
    {
        var stand = CycleStand.With(2);
        stand.Till.Change(Some.Sku(2), item => item with { Locations = [Some.Row(7, sells: false)] });
        await SetAsync(stand, new RuleChange(RuleSubject.Of(Some.Sku(1))) { Locations = ["99"] });

        var report = await stand.SyncAsync();

        Assert.Equal([Some.Sku(1), Some.Sku(2)], report.Plan.StockUnknown.Select(unknown => unknown.Sku));
        Assert.All(report.Plan.StockUnknown, unknown => Assert.Equal(UnknownCause.OnlyExcludedLocations, unknown.Cause));
        Assert.Equal(10, stand.Shown(1));
        Assert.Empty(stand.Shop.Stored);
    }

    [Fact]
    public void Lint_NamesRulesThatChangeNothing()
    {
        var till = Some.Reading(
            Some.Item(Some.Sku(1)) with
            {
                Category = "PAPER",
            },
            Some.Item(Some.Sku(2)) with
            {
                IsWebItem = false,
                Category = "CUPS",
            }
        );
        var rules = new StockRules([
            new StockRule(Paper, Some.Units(1), null),
            new StockRule(RuleSubject.OfCategory("CUPS"), Some.Units(1), null),
            new StockRule(RuleSubject.Of(Some.Sku(1)), null, ["01", "ATTIC"]),
            new StockRule(RuleSubject.Of(Some.Sku(2)), Some.Units(1), null),
            new StockRule(RuleSubject.Of(Some.Sku(3)), Some.Units(1), null),
        ]);

        var findings = StockLint.Of(till, Some.Policy().With(rules), []);

        Assert.Equal(["RuleWithoutItem", "RuleWithoutLocation"], findings.Select(finding => finding.Code));
        Assert.Equal([Some.Sku(2), Some.Sku(3), null], findings[0].Items.Select(item => item.Sku));
        Assert.Contains("ATTIC", Assert.Single(findings[1].Items).Detail, StringComparison.Ordinal);
    }

    private static async Task PutRuleBeforeFirstSyncAsync(CycleStand stand)
    {
        stand.Till.Change(Some.Sku(1), item => item with { Category = "PAPER" });
        await SetAsync(stand, new RuleChange(Paper) { SafetyStock = Some.Units(3) });
    }

    private static async Task SetAsync(CycleStand stand, RuleChange change)
    {
        var desk = new RuleDesk(stand.Till, stand.Journal, new LeaseHolder("desk", 7, Some.Instant), stand.Clock);
        Assert.Empty((await desk.ApplyAsync([change], "ann@till", CancellationToken.None)).Problems);
    }
}
