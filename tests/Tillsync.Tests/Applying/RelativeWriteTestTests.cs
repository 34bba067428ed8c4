using Tillsync.Core.Applying;
using Tillsync.Core.Planning;
using Tillsync.Testing;

namespace Tillsync.Tests.Applying;

public sealed class RelativeWriteTestTests
{
    private static readonly DateTimeOffset Now = Some.Instant;

    [Fact]
    public void ANumberThatMovedAsAsked_ShowsThatTheyWork()
    {
        var test = new RelativeWriteTest(null, "shop", Now);

        Assert.Equal(new RelativeWriteFinding("shop", Work: true, Now), test.Learn([Result(1, 10, 7, after: 7)], Now));
        Assert.False(test.WritesAbsolute);
        Assert.Null(test.Learn([Result(2, 10, 7, after: 7)], Now));
    }

    [Fact]
    public void AWriteThatAddsNothing_SaysNothingOfTheShop()
    {
        var test = new RelativeWriteTest(null, "shop", Now);

        Assert.Null(test.Learn([Result(1, 0, 0, after: 0), Result(2, 0, 0, after: 0)], Now));
    }

    [Fact]
    public void OneListingThatStaysAsItWas_SaysNothingOfTheShop()
    {
        var test = new RelativeWriteTest(null, "shop", Now);

        Assert.Null(test.Learn([Result(1, 10, 7, after: 10)], Now));
        Assert.False(test.WritesAbsolute);
    }

    [Fact]
    public void TwoThatStay_ShowThatTheyAreIgnored()
    {
        var test = new RelativeWriteTest(null, "shop", Now);

        Assert.Equal(
            new RelativeWriteFinding("shop", Work: false, Now),
            test.Learn([Result(1, 10, 7, after: 10), Result(2, 3, 5, after: 3)], Now)
        );
        Assert.True(test.WritesAbsolute);
    }

    [Fact]
    public void OneThatStaysTwice_ShowsItAsWell()
    {
        var test = new RelativeWriteTest(null, "shop", Now);

        test.Learn([Result(1, 10, 7, after: 10)], Now);

        Assert.False(test.Learn([Result(1, 10, 7, after: 10)], Now)!.Work);
    }

    [Theory]
    [InlineData(4, false, false)]
    [InlineData(5, false, true)]
    [InlineData(5, true, false)]
    public void WhereTheyHaveWorked_ItTakesMoreToBelieveOtherwise(int unmoved, bool oneMoves, bool areIgnored)
    {
        var test = new RelativeWriteTest(new RelativeWriteFinding("shop", Work: true, Now.AddDays(-90)), "shop", Now);
        var results = Enumerable.Range(1, unmoved).Select(number => Result(number, 10, 7, after: 10));

        var found = test.Learn([.. oneMoves ? results.Append(Result(9, 10, 7, after: 7)) : results], Now);

        Assert.Equal(areIgnored ? new RelativeWriteFinding("shop", Work: false, Now) : null, found);
        Assert.Equal(areIgnored, test.WritesAbsolute);
    }

    [Fact]
    public void OneThatMovesAmongOthersThatStay_ShowsThatTheyWork()
    {
        var test = new RelativeWriteTest(null, "shop", Now);

        Assert.True(test.Learn([Result(1, 10, 7, after: 10), Result(2, 3, 5, after: 3), Result(3, 3, 5, after: 5)], Now)!.Work);
    }

    [Fact]
    public void WhatIsNoRelativeWrite_OrHasNoNumber_ShowsNothing()
    {
        var test = new RelativeWriteTest(null, "shop", Now);
        (PlannedWrite, WriteOutcome)[] results =
        [
            (Some.Write(Some.ListingId(1), Some.Sku(1), null, 7), new WriteOutcome.Accepted(Some.Units(7))),
            (Some.Write(Some.ListingId(2), Some.Sku(2), 10, 7), new WriteOutcome.Unknown("A time-out.")),
            (Some.Write(Some.ListingId(3), Some.Sku(3), 10, 7), new WriteOutcome.Refused("no", "No.")),
            (Some.Write(Some.ListingId(4), Some.Sku(4), 10, 7), new WriteOutcome.Accepted(null)),
            Result(5, 10, 7, after: 6),
        ];

        Assert.Null(test.Learn(results, Now));
    }

    [Theory]
    [InlineData(6, true)]
    [InlineData(7, false)]
    public void ThatTheyAreIgnored_IsBelievedForAWeek(int days, bool isBelieved) =>
        Assert.Equal(
            isBelieved,
            new RelativeWriteTest(new RelativeWriteFinding("shop", Work: false, Now), "shop", Now.AddDays(days)).WritesAbsolute
        );

    [Fact]
    public void WhatWasFoundOfAnotherShop_DoesNotCount() =>
        Assert.Null(new RelativeWriteTest(new RelativeWriteFinding("old", Work: false, Now), "shop", Now).Finding);

    private static (PlannedWrite Write, WriteOutcome Outcome) Result(int number, decimal from, decimal to, decimal after) =>
        (Some.Write(Some.ListingId(number), Some.Sku(number), from, to), new WriteOutcome.Accepted(Some.Units(after)));
}
