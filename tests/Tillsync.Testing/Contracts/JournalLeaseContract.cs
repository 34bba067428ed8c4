using Tillsync.Core;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Xunit;
using static Tillsync.Testing.Contracts.JournalSamples;

namespace Tillsync.Testing.Contracts;

/// <summary>One writer at a time: what every journal promises about its lease.</summary>
public abstract class JournalLeaseContract(JournalStand stand) : JournalTestBase(stand)
{
    [Fact]
    public async Task Acquire_WhenFree_Grants()
    {
        await using var journal = await OpenAsync();

        var lease = await TakeAsync(journal, Us);

        Assert.Equal(Us.ToString(), lease.Holder);
        Assert.Equal(Clock.GetUtcNow() + Term, lease.ExpiresAt);
    }

    [Fact]
    public async Task Acquire_WhileALivingProcessHasIt_SaysWhoHasItSinceWhen()
    {
        await using var journal = await OpenAsync();
        var lease = await TakeAsync(journal, Us);
        var since = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromSeconds(30));

        var answer = await journal.AcquireLeaseAsync(Elsewhere, Term, None);

        Assert.Equal(new LeaseAnswer.Held(Us.ToString(), since, lease.ExpiresAt), answer);
    }

    [Fact]
    public async Task Acquire_ByItsOwnHolder_IsNotGrantedTwice()
    {
        await using var journal = await OpenAsync();
        await TakeAsync(journal, Us);

        Assert.IsType<LeaseAnswer.Held>(await journal.AcquireLeaseAsync(Us, Term, None));
    }

    [Fact]
    public async Task Acquire_ThroughAnotherConnection_IsNotGrantedTwice()
    {
        await using var one = await OpenAsync();
        await using var other = await OpenAsync();
        await TakeAsync(one, Us);

        Assert.IsType<LeaseAnswer.Held>(await other.AcquireLeaseAsync(Us, Term, None));
    }

    [Fact]
    public async Task Acquire_AfterRelease_GrantsAHigherFence()
    {
        await using var journal = await OpenAsync();
        var first = await TakeAsync(journal, Us);
        await journal.ReleaseLeaseAsync(first, None);

        var second = await TakeAsync(journal, Us);

        Assert.True(second.Fence > first.Fence);
    }

    [Fact]
    public async Task Acquire_BeforeExpiry_IsHeld_AtExpiry_IsGranted()
    {
        await using var journal = await OpenAsync();
        var first = await TakeAsync(journal, Elsewhere);
        Clock.Advance(Term - TimeSpan.FromTicks(1));
        Assert.IsType<LeaseAnswer.Held>(await journal.AcquireLeaseAsync(Us, Term, None));

        Clock.Advance(TimeSpan.FromTicks(1));

        Assert.True((await TakeAsync(journal, Us)).Fence > first.Fence);
    }

    [Fact]
    public async Task Acquire_WhenTheHolderOnThisMachineIsDead_GrantsAtOnce()
    {
        await using var journal = await OpenAsync();
        var first = await TakeAsync(journal, DeadHere);

        Assert.True((await TakeAsync(journal, Us)).Fence > first.Fence);
    }

    [Fact]
    public async Task Acquire_WhenALaterProcessHasTheDeadHoldersId_GrantsAtOnce()
    {
        await using var journal = await OpenAsync();
        await TakeAsync(journal, Us with { ProcessStartedAt = Clock.GetUtcNow() - TimeSpan.FromDays(1) });

        await TakeAsync(journal, Us);
    }

    [Fact]
    public async Task Acquire_WhenAProcessOfAnotherMachineHasIt_WaitsForExpiry()
    {
        await using var journal = await OpenAsync();
        await TakeAsync(journal, Elsewhere with { ProcessId = int.MaxValue });

        Assert.IsType<LeaseAnswer.Held>(await journal.AcquireLeaseAsync(Us, Term, None));
    }

    [Fact]
    public async Task Acquire_OfAnotherStorefront_IsIndependent()
    {
        await using var journal = await OpenAsync();
        await using var outlet = await OpenAsync("outlet");
        await TakeAsync(journal, Us);

        await TakeAsync(outlet, Us);
    }

    [Fact]
    public async Task Acquire_AfterADeadHolder_MarksItsRunInterruptedWithWhatIsKnown()
    {
        await using var journal = await OpenAsync();
        var lease = await TakeAsync(journal, DeadHere);
        var run = await journal.BeginRunAsync(lease, Start(), None);
        var ids = await journal.RecordIntentsAsync(lease, run, [Write("A", 1), Write("B", 2), Write("C", 3), Write("D", 4)], None);
        await journal.RecordSettlementsAsync(
            lease,
            [
                new(ids[0], IntentState.Accepted, null, new Quantity(3)),
                new(ids[1], IntentState.Refused, "no", null),
                new(ids[2], IntentState.Unknown, "time-out", null),
            ],
            None
        );
        Clock.Advance(TimeSpan.FromSeconds(5));

        await TakeAsync(journal, Us);

        var end = Assert.Single(await journal.ReadRunsAsync(10, None)).End;
        Assert.NotNull(end);
        Assert.Equal(RunResult.Interrupted, end.Result);
        Assert.Equal(Clock.GetUtcNow(), end.EndedAt);
        Assert.Equal(RunCounts.None with { Updated = 1, Refused = 1, Unknown = 2 }, end.Counts);
        Assert.NotNull(end.Error);
        Assert.Equal([ids[2], ids[3]], (await journal.ReadOpenIntentsAsync(None)).Select(intent => intent.IntentId));
    }

    [Fact]
    public async Task Acquire_LeavesEndedRunsAndOtherStorefrontsAlone()
    {
        var (outlet, outletLease) = await OpenToWriteAsync("outlet");
        await using var _ = outlet;
        await outlet.BeginRunAsync(outletLease, Start(), None);
        await using var journal = await OpenAsync();
        var lease = await TakeAsync(journal, DeadHere);
        var run = await journal.BeginRunAsync(lease, Start(), None);
        await journal.CompleteRunAsync(lease, End(run), null, None);

        await TakeAsync(journal, Us);

        Assert.Equal(RunResult.Succeeded, Assert.Single(await journal.ReadRunsAsync(10, None)).End?.Result);
        Assert.Null(Assert.Single(await outlet.ReadRunsAsync(10, None)).End);
    }

    [Fact]
    public async Task Renew_ExtendsTheTerm()
    {
        await using var journal = await OpenAsync();
        var lease = await TakeAsync(journal, Elsewhere);
        Clock.Advance(Term / 2);

        var renewed = await journal.RenewLeaseAsync(lease, Term, None);

        Assert.Equal(lease with { ExpiresAt = Clock.GetUtcNow() + Term }, renewed);
        Clock.Advance(Term - TimeSpan.FromSeconds(1));
        Assert.IsType<LeaseAnswer.Held>(await journal.AcquireLeaseAsync(Us, Term, None));
    }

    [Fact]
    public async Task Renew_AfterExpiryThatNobodyUsed_Holds()
    {
        var (journal, lease) = await OpenToWriteAsync();
        await using var _ = journal;
        Clock.Advance(Term * 3);

        await journal.RenewLeaseAsync(lease, Term, None);

        Assert.IsType<LeaseAnswer.Held>(await journal.AcquireLeaseAsync(Elsewhere, Term, None));
    }

    [Fact]
    public async Task Renew_AfterATakeOver_IsLost()
    {
        await using var journal = await OpenAsync();
        var lost = await TakeAsync(journal, Elsewhere);
        Clock.Advance(Term);
        await TakeAsync(journal, Us);

        await Assert.ThrowsAsync<LeaseLostException>(() => journal.RenewLeaseAsync(lost, Term, None));
    }

    [Fact]
    public async Task Release_OfALostLease_IsNoErrorAndFreesNothing()
    {
        await using var journal = await OpenAsync();
        var lost = await TakeAsync(journal, Elsewhere);
        Clock.Advance(Term);
        await TakeAsync(journal, Us);

        await journal.ReleaseLeaseAsync(lost, None);

        Assert.IsType<LeaseAnswer.Held>(await journal.AcquireLeaseAsync(Elsewhere, Term, None));
    }

    [Fact]
    public async Task ClockSetBack_TheHolderKeepsItForOneTermMoreAndNoLonger()
    {
        await using var journal = await OpenAsync();
        var first = await TakeAsync(journal, Elsewhere);
        Clock.StepWallClock(TimeSpan.FromHours(-3));

        var answer = await journal.AcquireLeaseAsync(Us, Term, None);

        Assert.Equal(Clock.GetUtcNow() + Term, Assert.IsType<LeaseAnswer.Held>(answer).ExpiresAt);
        await journal.MarkForLookAsync(first, [], None);
        Clock.Advance(Term);
        await TakeAsync(journal, Us);
        await Assert.ThrowsAsync<LeaseLostException>(() => journal.MarkForLookAsync(first, [], None));
    }

    [Fact]
    public async Task ClockSetBack_ALivingHolderRenewsByTheNewClock()
    {
        await using var journal = await OpenAsync();
        var lease = await TakeAsync(journal, Elsewhere);
        Clock.StepWallClock(TimeSpan.FromHours(-3));

        lease = await journal.RenewLeaseAsync(lease, Term, None);

        Assert.Equal(Clock.GetUtcNow() + Term, lease.ExpiresAt);
        Clock.Advance(Term - TimeSpan.FromSeconds(1));
        Assert.IsType<LeaseAnswer.Held>(await journal.AcquireLeaseAsync(Us, Term, None));
    }

    [Fact]
    public async Task ClockSetForward_OnlyTheNewHolderWrites()
    {
        await using var journal = await OpenAsync();
        var first = await TakeAsync(journal, Elsewhere);
        Clock.StepWallClock(TimeSpan.FromHours(3));
        await journal.MarkForLookAsync(first, [], None);

        var second = await TakeAsync(journal, Us);

        await journal.MarkForLookAsync(second, [], None);
        await Assert.ThrowsAsync<LeaseLostException>(() => journal.MarkForLookAsync(first, [], None));
    }
}
