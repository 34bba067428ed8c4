using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Testing;

namespace Tillsync.Tests.Deciding;

public sealed class TillKnowledgeTests
{
    private static readonly WebOrder Order = Some.Order(1, Some.Instant, Some.Line(Some.ListingId(), null, 3));

    [Theory]
    [InlineData(StagedDocument.NotChecked, true, false)]
    [InlineData(StagedDocument.Posted, true, true)]
    [InlineData(StagedDocument.Commits, true, false)]
    [InlineData(StagedDocument.CommitsNothing, false, false)]
    [InlineData(StagedDocument.NoSuchNumber, false, false)]
    [InlineData(StagedDocument.Unreadable, false, false)]
    public void AppliedRow_CountsWhereTheQuantityOfferedContainsTheOrder(StagedDocument state, bool available, bool onHand)
    {
        Assert.Equal(available, Knowledge(OrderKnowledge.Applied, Row(28, state)).Knows(Order));
        var knowledge = new TillKnowledge(OrderKnowledge.Applied, StockBasis.OnHand, [Row(28, state)]);
        Assert.Equal(onHand, knowledge.Knows(Order));
        Assert.Equal(onHand, knowledge.Contradiction(Order) is null);
        Assert.Equal(
            state is StagedDocument.Commits or StagedDocument.NotChecked,
            knowledge.WhyUnknown(Order).Contains("Till:Basis", StringComparison.Ordinal)
        );
        Assert.False(Knowledge(OrderKnowledge.Applied, Row(28, state) with { IsApplied = false }).Knows(Order));
    }

    [Fact]
    public void OrderStagedTwice_IsKnownByEitherRow()
    {
        // The scripts could stage an order twice; one of the two documents commits, and the other one is no reason to reserve as well.
        Assert.True(
            Knowledge(OrderKnowledge.Applied, Row(28, StagedDocument.CommitsNothing), Row(29, StagedDocument.Commits)).Knows(Order)
        );
        Assert.True(
            Knowledge(OrderKnowledge.Applied, Row(28, StagedDocument.Commits), Row(29, StagedDocument.CommitsNothing)).Knows(Order)
        );
    }

    [Fact]
    public void AppliedRow_CountsAsFarAsItGoes()
    {
        var two = new StagedLines(28, [new StagedLine(Some.ListingId().ProductId, null, null, Some.Units(2))]);
        TillKnowledge With(OrderKnowledge policy, StagedLines? lines) =>
            new(policy, StockBasis.Available, [Row(28, StagedDocument.Posted)], new Dictionary<long, StagedLines?> { [28] = lines });
        var (either, completed) = (With(OrderKnowledge.AppliedOrCompleted, two), Order with { Status = "completed" });

        Assert.Equal((Some.Units(1), false), (Assert.Single(either.ReservedBy(Order)), either.Knows(Order)));
        Assert.Equal((Some.Units(0), true), (Assert.Single(either.ReservedBy(completed)), either.Knows(completed)));
        Assert.Equal(Some.Units(1), Assert.Single(With(OrderKnowledge.Applied, two).ReservedBy(completed)));
        Assert.Equal(Some.Units(3), Assert.Single(With(OrderKnowledge.Completed, two).ReservedBy(Order)));
        Assert.True(With(OrderKnowledge.Applied, two with { Lines = null }).Knows(Order));
        var gone = With(OrderKnowledge.Applied, null);
        Assert.Equal(Some.Units(3), Assert.Single(gone.ReservedBy(Order)));
        Assert.Equal("It is not in USER_ORDER_STAGING.", gone.WhyUnknown(Order));
    }

    [Theory]
    [InlineData("completed", false, true)]
    [InlineData("completed", true, true)]
    [InlineData("refunded", true, true)]
    [InlineData("trash", true, true)]
    [InlineData("refunded", false, false)]
    [InlineData("trash", false, false)]
    [InlineData("processing", true, false)] // Reopened: somebody wants it looked at again.
    [InlineData("on-hold", true, false)]
    [InlineData("cancelled", true, false)]
    [InlineData("delivered", true, true)] // A plugin's own, after completion.
    [InlineData("delivered", false, false)]
    public void CompletedOrder_IsOneThatIsOrWasCompleted(string status, bool wasCompleted, bool knows)
    {
        var order = Order with { Status = status, CompletedAt = wasCompleted ? Some.Instant : null };

        Assert.Equal(knows, Knowledge(OrderKnowledge.Completed).Knows(order));
        Assert.Equal(knows, Knowledge(OrderKnowledge.AppliedOrCompleted).Knows(order));
        Assert.False(Knowledge(OrderKnowledge.Applied).Knows(order));
        Assert.False(Knowledge(OrderKnowledge.Manual).Knows(order));
    }

    [Fact]
    public void WhyUnknown_SaysWhatThePolicyWaitsFor()
    {
        const string open = "It is not completed in the shop.";
        var unapplied = Row(28, StagedDocument.NotChecked) with { IsApplied = false };

        Assert.Equal(open, Knowledge(OrderKnowledge.Completed).WhyUnknown(Order));
        Assert.Equal("It is not in USER_ORDER_STAGING.", Knowledge(OrderKnowledge.Applied).WhyUnknown(Order));
        Assert.Equal(
            $"Its staging row 28 is not applied. {open}",
            Knowledge(OrderKnowledge.AppliedOrCompleted, unapplied).WhyUnknown(Order)
        );
        Assert.Contains("CP_DOC_ID '104583' is no number", WhyUnknown(StagedDocument.NoSuchNumber), StringComparison.Ordinal);
        Assert.Contains("could not be read", WhyUnknown(StagedDocument.Unreadable), StringComparison.Ordinal);
        Assert.Contains("commits no stock", WhyUnknown(StagedDocument.CommitsNothing), StringComparison.Ordinal);
        Assert.Contains("Manual", Knowledge(OrderKnowledge.Manual).WhyUnknown(Order), StringComparison.Ordinal);
        Assert.Contains(
            "cannot be read here",
            new TillKnowledge(OrderKnowledge.Applied, StockBasis.Available, null).WhyUnknown(Order),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Contradiction_IsAnAppliedRowThatDoesNotCount()
    {
        Assert.Contains(
            "LIN_TYP 'O'",
            Contradiction(OrderKnowledge.Applied, StagedDocument.CommitsNothing, Order),
            StringComparison.Ordinal
        );
        Assert.Null(Contradiction(OrderKnowledge.Applied, StagedDocument.Commits, Order));
        Assert.Null(Contradiction(OrderKnowledge.Completed, StagedDocument.CommitsNothing, Order));
        Assert.Null(Contradiction(OrderKnowledge.AppliedOrCompleted, StagedDocument.CommitsNothing, Order with { Status = "completed" }));
        Assert.Null(Knowledge(OrderKnowledge.Applied).Contradiction(Order));
    }

    private static string? Contradiction(OrderKnowledge policy, StagedDocument state, WebOrder order) =>
        Knowledge(policy, Row(28, state)).Contradiction(order);

    private static string WhyUnknown(StagedDocument state) =>
        Knowledge(OrderKnowledge.AppliedOrCompleted, Row(28, state)).WhyUnknown(Order);

    private static TillKnowledge Knowledge(OrderKnowledge policy, params StagedOrder[] rows) => new(policy, StockBasis.Available, rows);

    private static StagedOrder Row(long id, StagedDocument state) => new(id, 1, true, null) { Document = "104583", DocumentState = state };
}
