using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Tillsync.Testing;

namespace Tillsync.Tests.Deciding;

public sealed class DeciderTests
{
    private static readonly Sku Sku = Some.Sku();

    [Fact]
    public void ActiveWebItem_IsListedWithEveryInput()
    {
        var list = Assert.IsType<Decision.List>(Single(Some.Item(Sku, [Some.Row(15, 495, 480)]), reserved: 4, safetyStock: 2));

        Assert.Equal(Some.Listed(9), list.To);
        Assert.Equal(Some.Listed(9), list.Target);
        Assert.Equal(495, list.Stock.OnHand.Quantity.Units);
        Assert.Equal(480, list.Stock.Committed.Quantity.Units);
        Assert.Equal(4, list.Reserved.Quantity.Units);
        Assert.Equal(2, list.SafetyStock.Quantity.Units);
        Assert.Equal(9, list.Available.Quantity.Units);
    }

    [Theory]
    [InlineData("D")]
    [InlineData("V")]
    [InlineData("")]
    public void InactiveStatus_IsPhasedOutToZero(string status)
    {
        var phaseOut = Assert.IsType<Decision.PhaseOut>(Single(Some.Item(Sku) with { Status = status }));

        Assert.Equal(PhaseOutCause.Status, phaseOut.Cause);
        Assert.Equal(ListedQuantity.None, phaseOut.Target);
        Assert.Equal($"Its status is '{status}'; active is A.", phaseOut.Detail);
    }

    [Fact]
    public void StatusCase_DoesNotMatter() => Assert.IsType<Decision.List>(Single(Some.Item(Sku) with { Status = "a" }));

    [Fact]
    public void ItemThatWasNeverForTheWeb_HasNoDecision() => Assert.Empty(Decide([Some.Item(Sku) with { IsWebItem = false }]));

    [Fact]
    public void ItemNoLongerForTheWeb_IsPhasedOut()
    {
        var decision = Assert.Single(Decide([Some.Item(Sku) with { IsWebItem = false }], kept: [Sku]));

        Assert.Equal(PhaseOutCause.NotWebItem, Assert.IsType<Decision.PhaseOut>(decision).Cause);
    }

    [Fact]
    public void ItemThatTheTillDropped_IsPhasedOut()
    {
        var decision = Assert.Single(Decide([], kept: [Sku]));

        Assert.Equal(PhaseOutCause.Gone, Assert.IsType<Decision.PhaseOut>(decision).Cause);
    }

    [Fact]
    public void PhasedOutItem_IsListedAgainWhenItComesBack() =>
        Assert.IsType<Decision.List>(Assert.Single(Decide([Some.Item(Sku)], kept: [Sku])));

    [Fact]
    public void UnknownStock_HasNoTarget()
    {
        var unknown = Assert.IsType<Decision.Unknown>(Single(Some.Item(Sku, [])));

        Assert.Null(unknown.Target);
        Assert.Equal(UnknownCause.NoRows, unknown.Cause);
    }

    [Fact]
    public void PhaseOut_GoesBeforeUnknown() => Assert.IsType<Decision.PhaseOut>(Single(Some.Item(Sku, []) with { Status = "D" }));

    [Theory]
    [InlineData("d", typeof(Decision.PhaseOut))]
    [InlineData("A", typeof(Decision.List))]
    [InlineData("V", typeof(Decision.Unknown))]
    [InlineData("", typeof(Decision.Unknown))]
    public void WherePhasedOutStatusesAreNamed_OneInNeitherListIsUnknown(string status, Type decision)
    {
        var none = Reservations.From([], new Dictionary<ListingId, Sku>(), new HashSet<Sku>(), order => order.HeldByLines);
        var policy = Some.Policy() with { PhasedOutStatuses = [" D "] };

        var found = Assert.Single(Decider.Decide([Some.Item(Sku) with { Status = status }], new HashSet<Sku>(), none, policy));

        Assert.IsType(decision, found);
        Assert.True(found is not Decision.Unknown { Cause: not UnknownCause.UnknownStatus });
    }

    [Fact]
    public void CodesThatDifferInCaseOnly_AreUnknownAndNamed()
    {
        var decision = Assert.Single(Decide([Some.Item(new Sku("ab-1"), 5), Some.Item(new Sku("AB-1 "), 7)]));

        var unknown = Assert.IsType<Decision.Unknown>(decision);
        Assert.Equal(UnknownCause.AmbiguousSku, unknown.Cause);
        Assert.Contains("'ab-1' and 'AB-1'", unknown.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void WebItemWithATwinThatIsNotForTheWeb_IsUnknown_WhateverTheOrderOfRows(bool first, bool second)
    {
        var items = new[] { Some.Item(new Sku("ab-1")) with { IsWebItem = first }, Some.Item(new Sku("AB-1")) with { IsWebItem = second } };

        Assert.Equal(UnknownCause.AmbiguousSku, Assert.IsType<Decision.Unknown>(Assert.Single(Decide(items))).Cause);
    }

    [Fact]
    public void NumberBeyondAnyShop_IsUnknown()
    {
        var unknown = Assert.IsType<Decision.Unknown>(Single(Some.Item(Sku, AvailabilityRule.ListedMax + 1)));

        Assert.Equal(UnknownCause.OutOfRange, unknown.Cause);
    }

    private static Decision Single(TillItem item, decimal reserved = 0, decimal safetyStock = 0)
    {
        var order = Some.Order(1, Some.Instant, Some.Line(null, item.Sku, reserved));
        var reservations = Reservations.From(
            [order],
            new Dictionary<ListingId, Sku>(),
            new HashSet<Sku> { item.Sku },
            order => order.HeldByLines
        );
        return Assert.Single(Decider.Decide([item], new HashSet<Sku>(), reservations, Some.Policy(safetyStock: safetyStock)));
    }

    private static IReadOnlyList<Decision> Decide(IReadOnlyList<TillItem> items, params Sku[] kept)
    {
        var none = Reservations.From([], new Dictionary<ListingId, Sku>(), new HashSet<Sku>(), order => order.HeldByLines);
        return Decider.Decide(items, kept.ToHashSet(), none, Some.Policy());
    }
}
