using Tillsync.Core.Recording;
using Tillsync.Core.Ruling;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Ruling;

public sealed class RuleDeskTests : IAsyncDisposable
{
    private static readonly RuleSubject Paper = RuleSubject.OfCategory("PAPER");

    private readonly ManualTimeProvider _clock = new();
    private readonly InMemoryTill _till;
    private readonly InMemoryJournal _journal;

    public RuleDeskTests()
    {
        _till = new InMemoryTill(_clock);
        _journal = new InMemoryJournal(_clock);
        _till.Put(Some.Item(Some.Sku(1)) with { Category = "PAPER" });
        _till.Put(Some.Item(Some.Sku(2), [Some.Row(5), Some.Row(5, sells: false)]) with { Category = "Paper" });
        _till.Put(Some.Item(Some.Sku(3)) with { Category = "CUPS", IsWebItem = false });
    }

    public ValueTask DisposeAsync() => _journal.DisposeAsync();

    private RuleDesk Desk => new(_till, _journal, new LeaseHolder("desk", 7, Some.Instant), _clock);

    [Fact]
    public async Task Rule_IsMade_Changed_AndTakenAway()
    {
        var made = await ApplyAsync(new RuleChange(Paper) { SafetyStock = Some.Units(5) });
        Assert.Equal((2, false), (made.Effects[0].WebItems, made.Effects[0].IsNothing));

        await ApplyAsync(new RuleChange(Paper) { Locations = ["01", "99"] });
        var both = Assert.Single(await _journal.ReadRulesAsync(CancellationToken.None));
        Assert.Equal((Some.Units(5), "ann@till"), (both.SafetyStock, both.SetBy));
        Assert.Equal(["01", "99"], both.Locations);

        await ApplyAsync(new RuleChange(Paper) { ClearsSafetyStock = true });
        Assert.Null(Assert.Single(await _journal.ReadRulesAsync(CancellationToken.None)).SafetyStock);

        await ApplyAsync(RuleChange.Drop(Paper));
        Assert.Empty(await _journal.ReadRulesAsync(CancellationToken.None));
    }

    [Fact]
    public async Task WhatIsSoAlready_StaysAsItWasMade()
    {
        await ApplyAsync(new RuleChange(Paper) { SafetyStock = Some.Units(5) });

        var again = await Desk.ApplyAsync([new RuleChange(Paper) { SafetyStock = Some.Units(5) }], "bob@till", CancellationToken.None);

        Assert.True(Assert.Single(again.Effects).IsNothing);
        Assert.Equal("ann@till", Assert.Single(await _journal.ReadRulesAsync(CancellationToken.None)).SetBy);
    }

    [Fact]
    public async Task OneProblem_AndNothingIsDone()
    {
        var preview = await ApplyAsync(
            new RuleChange(Paper) { SafetyStock = Some.Units(5) },
            new RuleChange(RuleSubject.Of(new Sku("NO-SUCH"))) { SafetyStock = Some.Units(1) },
            new RuleChange(RuleSubject.OfCategory("NONE")) { SafetyStock = Some.Units(1) },
            new RuleChange(RuleSubject.Of(Some.Sku(1))) { Locations = ["01", "ATTIC"] },
            new RuleChange(RuleSubject.OfCategory("paper ")) { Locations = ["01"] },
            RuleChange.Drop(RuleSubject.Of(Some.Sku(2)))
        );

        Assert.Equal([1, 2, 3, 4, 5], preview.Problems.Select(problem => problem.Index));
        Assert.True(preview.Problems[0].IsUnknownSku);
        Assert.Contains("'ATTIC'", preview.Problems[2].Cause, StringComparison.Ordinal);
        Assert.Contains("01, 99", preview.Problems[2].Advice, StringComparison.Ordinal);
        Assert.Contains("twice", preview.Problems[3].Cause, StringComparison.Ordinal);
        Assert.Empty(await _journal.ReadRulesAsync(CancellationToken.None));
    }

    [Fact]
    public async Task RuleOfAnArticleThatIsGone_CanBeTakenAway()
    {
        await ApplyAsync(new RuleChange(RuleSubject.Of(Some.Sku(1))) { SafetyStock = Some.Units(5) });
        _till.Remove(Some.Sku(1));

        Assert.Empty((await ApplyAsync(RuleChange.Drop(RuleSubject.Of(Some.Sku(1))))).Problems);
        Assert.Empty(await _journal.ReadRulesAsync(CancellationToken.None));
    }

    [Fact]
    public async Task FromATable_ClearingWhatIsNotThere_IsNothing()
    {
        var preview = await ApplyAsync(RuleChange.Drop(Paper) with { IsOneOfMany = true });

        Assert.Empty(preview.Problems);
        Assert.True(Assert.Single(preview.Effects).IsNothing);
    }

    [Fact]
    public async Task Preview_ChangesNothing_AndTheSurveyNamesCategoriesWithoutARule()
    {
        await Desk.PreviewAsync([new RuleChange(Paper) { SafetyStock = Some.Units(5) }], "ann@till", CancellationToken.None);
        Assert.Empty(await _journal.ReadRulesAsync(CancellationToken.None));
        await ApplyAsync(new RuleChange(RuleSubject.Of(Some.Sku(1))) { SafetyStock = Some.Units(2) });

        var rows = await Desk.SurveyAsync(CancellationToken.None);

        Assert.Equal(["SKU 01-00001", "category CUPS", "category PAPER"], rows.Select(row => $"{row.Subject}"));
        Assert.Equal([1, 0, 2], rows.Select(row => row.WebItems));
        Assert.Equal([true, false, false], rows.Select(row => row.Rule is not null));
    }

    private Task<RulePreview> ApplyAsync(params IReadOnlyList<RuleChange> changes) =>
        Desk.ApplyAsync(changes, "ann@till", CancellationToken.None);
}
