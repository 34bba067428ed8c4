using FsCheck.Fluent;
using Tillsync.Core;
using Tillsync.Core.Recording;
using Tillsync.Testing;
using Tillsync.Tests.Stock;

namespace Tillsync.Tests.Recording;

public sealed class HeldPlanBookTests
{
    private static readonly DateTimeOffset Now = Some.Instant;

    private static readonly HeldWrite[] Writes = [new(Some.Sku(1), Some.ListingId(1), Some.Units(5), Some.Listed(0), "because")];

    [Theory]
    [InlineData("abcdef012345")]
    [InlineData(" ABCDEF0 ")]
    [InlineData("abcdef")]
    public void Find_TakesTheChecksumOrAPrefixOfSixDigits(string text) =>
        Assert.Equal("abcdef012345", HeldPlanBook.Find([Plan("abcdef012345"), Plan("abcde0000000")], text).Checksum);

    [Theory]
    [InlineData("abcde", "too short")]
    [InlineData("", "too short")]
    [InlineData("ffffff", "No plan")]
    [InlineData("abcdef", "Several plans begin like this: abcdef000001, abcdef000002.")]
    public void Find_NamesWhatIsWrong(string text, string cause) =>
        Assert.Contains(
            cause,
            Assert.Throws<UnknownNameException>(() => HeldPlanBook.Find([Plan("abcdef000001"), Plan("abcdef000002")], text)).Cause,
            StringComparison.Ordinal
        );

    [Fact]
    public void Find_PrefersTheExactName() =>
        Assert.Equal("abcdef", HeldPlanBook.Find([Plan("abcdef0"), Plan("abcdef")], "abcdef").Checksum);

    [Theory]
    [InlineData(HeldPlanState.Held, HeldPlanState.Held, 2)]
    [InlineData(HeldPlanState.Rejected, HeldPlanState.Rejected, 2)]
    [InlineData(HeldPlanState.Applied, HeldPlanState.Held, 1)]
    [InlineData(HeldPlanState.Superseded, HeldPlanState.Held, 1)]
    public void Hold_OfAKnownPlan_CountsItOrBeginsAnew(HeldPlanState before, HeldPlanState after, int seen)
    {
        var change = HeldPlanBook.Hold([Plan("a", before)], Plan("a", at: 5), Writes);

        var plan = Assert.Single(change.Changed);
        Assert.Equal((after, seen, Now.AddMinutes(5)), (plan.State, plan.Seen, plan.LastSeenAt));
        Assert.Equal(seen == 1, change.Writes is not null);
    }

    [Fact]
    public void Hold_SupersedesWhatWaitsInItsScopeAlone()
    {
        HeldPlan[] known =
        [
            Plan("held"),
            Plan("approved", HeldPlanState.Approved),
            Plan("rejected", HeldPlanState.Rejected),
            Plan("undo") with
            {
                Scope = RunScope.OfUndo(3),
            },
            Plan("article") with
            {
                Scope = RunScope.Of(Some.Sku(1)),
            },
        ];

        var change = HeldPlanBook.Hold(known, Plan("new", at: 1), Writes);

        Assert.Equal(["new", "held", "approved"], change.Changed.Select(plan => plan.Checksum));
        Assert.All(change.Changed.Skip(1), plan => Assert.Equal((HeldPlanState.Superseded, "new"), (plan.State, plan.SupersededBy)));
    }

    [Theory]
    [InlineData("full", "full", true)]
    [InlineData("full", "sku A", true)]
    [InlineData("full", "undo 3", false)]
    [InlineData("sku A", "full", false)]
    [InlineData("sku A", "sku A", true)]
    [InlineData("sku A", "sku B", false)]
    [InlineData("undo 3", "undo 3", true)]
    [InlineData("undo 3", "full", false)]
    public void GoThrough_OvertakesItsScope_AndAFullRunThatOfArticles(string run, string plan, bool overtakes)
    {
        var change = HeldPlanBook.GoThrough([Plan("a") with { Scope = plan }], run, Now);

        Assert.Equal(overtakes, change.Changed.Count == 1);
    }

    [Fact]
    public void CarryOut_KeepsWhoApproved_AndNamesWhoeverDidItAtOnce()
    {
        var approved = Plan("a", HeldPlanState.Approved) with { DecidedBy = "ann@till", DecidedAt = Now };

        var used = HeldPlanBook.CarryOut([approved], Plan("a", at: 5), Writes, "bob@office", 9).Changed[0];
        var direct = HeldPlanBook.CarryOut([], Plan("a", at: 5), Writes, "bob@office", 9);

        Assert.Equal((HeldPlanState.Applied, "ann@till", 9L), (used.State, used.DecidedBy, used.AppliedRunId));
        Assert.Equal((HeldPlanState.Applied, "bob@office"), (direct.Changed[0].State, direct.Changed[0].DecidedBy));
        Assert.Equal(Writes, direct.Writes);
    }

    [Theory]
    [InlineData(HeldPlanState.Applied)]
    [InlineData(HeldPlanState.Superseded)]
    public void WhatWaitsNoLonger_CanBeNeitherApprovedNorRejected(HeldPlanState state)
    {
        Assert.Throws<PlanSettledException>(() => HeldPlanBook.Approve(Plan("a", state), "ann", Now));
        Assert.Throws<PlanSettledException>(() => HeldPlanBook.Reject(Plan("a", state), "ann", Now));
    }

    [Fact]
    public void PlanOfAnEmptyRead_CanBeRejectedOnly()
    {
        var empty = Plan("a") with { CanBeApproved = false };

        Assert.Throws<PlanSettledException>(() => HeldPlanBook.Approve(empty, "ann", Now));
        Assert.Equal(HeldPlanState.Rejected, HeldPlanBook.Reject(empty, "ann", Now).State);
    }

    [Fact]
    public void Deciding_AnApprovedPlanAgain_KeepsTheFirstName()
    {
        var approved = HeldPlanBook.Approve(Plan("a"), "ann", Now);

        Assert.Equal(approved, HeldPlanBook.Approve(approved, "bob", Now.AddHours(1)));
        Assert.Equal(
            (HeldPlanState.Rejected, "bob"),
            (HeldPlanBook.Reject(approved, "bob", Now).State, HeldPlanBook.Reject(approved, "bob", Now).DecidedBy)
        );
    }

    [Fact]
    public void OldPlansThatWaitNoLonger_AreForgotten_WhatWaitsNever()
    {
        var settled = Enumerable.Range(0, 30).Select(number => Plan($"s{number}", HeldPlanState.Superseded, number));
        var waiting = Plan("undo") with { Scope = RunScope.OfUndo(3), LastSeenAt = Now.AddYears(-2) };
        var old = Plan("old", HeldPlanState.Rejected) with { LastSeenAt = Now.AddDays(-401) };

        var crowded = HeldPlanBook.Hold([.. settled, waiting], Plan("new", at: 40), Writes);
        var aged = HeldPlanBook.GoThrough([old, waiting], RunScope.Full, Now);

        Assert.Equal(Enumerable.Range(0, 10).Select(number => $"s{9 - number}"), crowded.Forgotten);
        Assert.Equal(["old"], aged.Forgotten);
    }

    /// <summary>
    /// Whatever happens in whatever order: none is carried out that nobody approved since, a run that is held leaves no other plan
    /// waiting, and one that goes through leaves none.
    /// </summary>
    [Fact]
    public void AnyHistory_UsesEachApprovalOnce_AndLeavesNothingElseWaiting() =>
        Always.Holds(
            Generate.ListOf(Gen.Zip(Gen.Choose(0, 3), Gen.Choose(0, 4)), 40),
            steps =>
            {
                var book = new Dictionary<string, HeldPlan>();
                var minute = 0;
                foreach (var (plan, step) in steps)
                {
                    minute++;
                    if (!Step(book, $"plan{plan}", step, minute))
                    {
                        return false;
                    }
                }

                return true;
            }
        );

    /// <returns>False when a plan was let through that was not approved, or waits though it was overtaken.</returns>
    private static bool Step(Dictionary<string, HeldPlan> book, string name, int step, int minute)
    {
        var known = book.Values.ToList();
        var before = book.GetValueOrDefault(name);
        switch (step)
        {
            case 0 when before is { State: HeldPlanState.Held or HeldPlanState.Rejected }:
                Apply(book, new HeldPlanChange([HeldPlanBook.Approve(before, "ann", Now)], [], null));
                break;
            case 1 when before is { IsOpen: true }:
                Apply(book, new HeldPlanChange([HeldPlanBook.Reject(before, "ann", Now)], [], null));
                break;
            case 2:
                Apply(book, HeldPlanBook.GoThrough(known, RunScope.Full, Now.AddMinutes(minute)));
                return !book.Values.Any(plan => plan.IsOpen);
            default:
                var isApproved = before?.State == HeldPlanState.Approved;
                var change = isApproved
                    ? HeldPlanBook.CarryOut(known, Plan(name, at: minute), Writes, "run", minute)
                    : HeldPlanBook.Hold(known, Plan(name, at: minute), Writes);
                Apply(book, change);
                return isApproved
                    ? book[name].State == HeldPlanState.Applied
                    : book[name].State is HeldPlanState.Held or HeldPlanState.Rejected
                        && !book.Values.Any(plan => plan.IsOpen && plan.Checksum != name);
        }

        return true;
    }

    private static void Apply(Dictionary<string, HeldPlan> book, HeldPlanChange change)
    {
        foreach (var plan in change.Changed)
        {
            book[plan.Checksum] = plan;
        }

        foreach (var checksum in change.Forgotten)
        {
            book.Remove(checksum);
        }
    }

    private static HeldPlan Plan(string checksum, HeldPlanState state = HeldPlanState.Held, int at = 0) =>
        new(checksum, RunScope.Full, 7, Now.AddMinutes(at), Now.AddMinutes(at), 1, ["too much"], CanBeApproved: true, 1, state);
}
