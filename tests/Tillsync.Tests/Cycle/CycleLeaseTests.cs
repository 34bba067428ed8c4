using Tillsync.Core;
using Tillsync.Core.Recording;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;
using Tillsync.Testing.Faults;

namespace Tillsync.Tests.Cycle;

public sealed class CycleLeaseTests
{
    private static readonly LeaseHolder Elsewhere = new("another-server", 77, Some.Instant);
    private static readonly TimeSpan Term = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task LeaseHeldByAnother_EndsTheRunBeforeItReadsAnything()
    {
        var stand = CycleStand.With(1);
        stand.Count(1, 7);
        await stand.Journal.AcquireLeaseAsync(Elsewhere, TimeSpan.FromMinutes(10), CancellationToken.None);

        var held = await Assert.ThrowsAsync<LeaseHeldException>(() => stand.SyncAsync());

        Assert.Contains("another-server", held.Message, StringComparison.Ordinal);
        Assert.Equal(0, stand.Shop.Requests.Reads + stand.Shop.Requests.Writes);
        Assert.Empty(await stand.Journal.ReadRunsAsync(1, CancellationToken.None));
    }

    [Fact]
    public async Task LeaseIsGivenBack_WhateverTheEnd()
    {
        var stand = CycleStand.With(1);
        stand.Till.Fault = new TillException("till-server", "It does not answer.", "Start it.");
        await Assert.ThrowsAsync<TillException>(() => stand.SyncAsync());

        var answer = await stand.Journal.AcquireLeaseAsync(Elsewhere, TimeSpan.FromMinutes(10), CancellationToken.None);

        Assert.IsType<LeaseAnswer.Granted>(answer);
    }

    [Fact]
    public async Task DryRun_NeedsNoLease()
    {
        var stand = CycleStand.With(1);
        await stand.Journal.AcquireLeaseAsync(Elsewhere, TimeSpan.FromMinutes(10), CancellationToken.None);

        Assert.Equal(RunResult.Succeeded, (await stand.SyncAsync(CycleStand.DryRun)).Result);
    }

    [Fact]
    public async Task LeaseTakenOverBetweenIntentAndRequest_NothingIsSent_AndTheNextRunLooksFirst()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Count(1, 7);
        var asleep = new SleepingWriter(
            stand.Shop,
            () => stand.Journal.AcquireLeaseAsync(Elsewhere, TimeSpan.FromMinutes(1), CancellationToken.None)
        );

        // The machine sleeps through its term with the batch in its hands.
        asleep.Before = () => stand.Clock.Advance(TimeSpan.FromHours(1));
        await Assert.ThrowsAsync<LeaseLostException>(() => stand.SyncAsync(writer: asleep));

        Assert.Equal(0, stand.Shop.Requests.Writes);
        Assert.Equal(IntentState.Intended, Assert.Single(await stand.Journal.ReadOpenIntentsAsync(CancellationToken.None)).State);
        stand.Clock.Advance(TimeSpan.FromHours(1));
        await stand.SyncAsync();
        Assert.Equal(7, stand.Shown(1));
    }

    [Theory]
    [InlineData("another-server", true)]
    [InlineData("server", false)]
    public async Task OpenIntentsOfAnotherMachine_WaitTheWholeQuietPeriod_WhateverTheirDates(string host, bool waits)
    {
        var stand = await CycleStand.SyncedAsync(1);
        var none = CancellationToken.None;
        var answer = await stand.Journal.AcquireLeaseAsync(Elsewhere with { Host = host }, TimeSpan.FromMinutes(10), none);
        var theirs = Assert.IsType<LeaseAnswer.Granted>(answer).Lease;
        var run = await stand.Journal.BeginRunAsync(theirs, new RunStart(RunScope.Full, "theirs", stand.Clock.GetUtcNow()), none);
        await stand.Journal.RecordIntentsAsync(theirs, run, [Some.Write(Some.ListingId(1), Some.Sku(1), 10, 7)], none);
        stand.Clock.Advance(TimeSpan.FromHours(1));
        var before = stand.Clock.GetUtcNow();

        var report = await stand.SyncAsync();

        Assert.Equal(waits, report.EndedAt - before >= TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task IntentsOfAnotherMachine_AreWaitedFor_ThoughThisOneHadTheLeaseSince()
    {
        var stand = await CycleStand.SyncedAsync(1);
        var none = CancellationToken.None;
        var theirs = Assert.IsType<LeaseAnswer.Granted>(await stand.Journal.AcquireLeaseAsync(Elsewhere, Term, none)).Lease;
        var run = await stand.Journal.BeginRunAsync(theirs, new RunStart(RunScope.Full, "theirs", stand.Clock.GetUtcNow()), none);
        await stand.Journal.RecordIntentsAsync(theirs, run, [Some.Write(Some.ListingId(1), Some.Sku(1), 10, 7)], none);
        stand.Clock.Advance(TimeSpan.FromHours(1));
        var ours = Elsewhere with { Host = "server", ProcessId = 99 };
        Assert.IsType<LeaseAnswer.Granted>(await stand.Journal.AcquireLeaseAsync(ours, Term, none));
        stand.Clock.Advance(TimeSpan.FromHours(1));
        var before = stand.Clock.GetUtcNow();

        var report = await stand.SyncAsync();

        Assert.True(report.EndedAt - before >= TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData(90, 600)]
    [InlineData(600, 1320)]
    public void Term_OutlivesAnAttemptThatTakesItsWholeTime(int timeoutSeconds, int termSeconds) =>
        Assert.Equal(TimeSpan.FromSeconds(termSeconds), LeaseKeeper.TermFor(TimeSpan.FromSeconds(timeoutSeconds)));

    [Fact]
    public async Task StopWhileTheShopAsksToWait_EndsTheRun_AndNothingIsInDoubt()
    {
        var stand = await CycleStand.SyncedAsync(1);
        stand.Count(1, 7);
        using var stop = new CancellationTokenSource();
        var asleep = new SleepingWriter(stand.Shop, stop.CancelAsync);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stand.SyncAsync(writer: asleep, cancellationToken: stop.Token));

        Assert.Equal(0, stand.Shop.Requests.Writes);
        Assert.Empty(await stand.Journal.ReadOpenIntentsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task LeaseTakenOverDuringAWrite_NothingMoreIsWritten()
    {
        var stand = await CycleStand.SyncedAsync(250);
        for (var number = 1; number <= 250; number++)
        {
            stand.Count(number, 7);
        }

        // A machine that slept through its term.
        stand.Shop.Requests.Before(
            ShopCall.Write,
            1,
            () =>
            {
                stand.Clock.Advance(TimeSpan.FromMinutes(11));
                _ = stand.Journal.AcquireLeaseAsync(Elsewhere, TimeSpan.FromMinutes(10), CancellationToken.None).Result;
            }
        );

        await Assert.ThrowsAsync<LeaseLostException>(() => stand.SyncAsync());

        Assert.Equal(1, stand.Shop.Requests.Writes);
        Assert.Equal(100, (await stand.Journal.ReadOpenIntentsAsync(CancellationToken.None)).Count);
    }

    [Fact]
    public async Task LongRun_KeepsItsLease()
    {
        var stand = await CycleStand.SyncedAsync(250);
        for (var number = 1; number <= 250; number++)
        {
            stand.Count(number, 7);
        }

        for (var batch = 1; batch <= 3; batch++)
        {
            stand.Shop.Requests.Before(ShopCall.Write, batch, () => stand.Clock.Advance(TimeSpan.FromMinutes(6)));
        }

        stand.Shop.Requests.Before(
            ShopCall.Write,
            3,
            () =>
                Assert.IsType<LeaseAnswer.Held>(
                    stand.Journal.AcquireLeaseAsync(Elsewhere, TimeSpan.FromMinutes(10), CancellationToken.None).Result
                )
        );

        Assert.Equal(RunResult.Succeeded, (await stand.SyncAsync()).Result);
    }
}
