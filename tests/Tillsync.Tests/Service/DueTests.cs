using Tillsync.Adapters.Journal;
using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Tillsync.Service;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Service;

/// <summary>When the full sync and the retries are due.</summary>
public sealed class DueTests
{
    private static readonly TimeSpan Threshold = TimeSpan.FromHours(12);
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualTimeProvider _time = new();
    private readonly RetryPlan _plan = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5));

    [Fact]
    public void NeverSynced_IsDueAtOnce() => Assert.True(FullSyncDue.Of(null, Threshold) < At);

    [Theory]
    [InlineData(0, 0, 12)]
    [InlineData(0, -3, 9)]
    [InlineData(-3, 0, 9)]
    public void AFullSync_IsDueByTheOlderOfSyncAndVerification(int syncedHours, int verifiedHours, int dueHours)
    {
        var positions = Positions(At.AddHours(syncedHours), At.AddHours(verifiedHours));

        Assert.Equal(At.AddHours(dueHours), FullSyncDue.Of(positions, Threshold));
    }

    [Fact]
    public void ASyncThatNeverReadTheWholeShop_IsDueAtOnce() => Assert.True(FullSyncDue.Of(Positions(At, null), Threshold) < At);

    [Fact]
    public async Task NothingParkedOrOpen_IsAskedAgainInAMinute()
    {
        await using var journal = new InMemoryJournal(_time);

        var due = await _plan.ReadAsync(journal, _time.GetUtcNow(), CancellationToken.None);

        Assert.Equal((0, 60), (due.Count, (due.NextAt - _time.GetUtcNow()).TotalSeconds));
    }

    [Theory]
    [InlineData(-1, 1, 60)]
    [InlineData(0, 1, 60)]
    [InlineData(30, 0, 30)]
    [InlineData(3600, 0, 60)]
    [InlineData(2, 0, 10)]
    public async Task AParkedArticle_IsDueAtItsNextTry(int nextTrySeconds, int count, double askSeconds)
    {
        await using var journal = new InMemoryJournal(_time);
        var now = _time.GetUtcNow();
        await ParkAsync(journal, now.AddSeconds(nextTrySeconds));

        var due = await _plan.ReadAsync(journal, now, CancellationToken.None);

        Assert.Equal((count, askSeconds), (due.Count, (due.NextAt - now).TotalSeconds));
    }

    [Fact]
    public async Task ParkedUntilLater_NothingElseAboutItIsDue()
    {
        await using var journal = new InMemoryJournal(_time);
        var now = _time.GetUtcNow();
        var lease = await ParkAsync(journal, now.AddHours(1));
        var listing = new ListingId(7);
        ListingRecord record = new(listing, new Sku("A-1"), MappingOrigin.EqualSku, now, null, null, NeedsLook: true);
        await journal.SaveListingsAsync(lease, [record], [], CancellationToken.None);

        Assert.Equal(0, (await _plan.ReadAsync(journal, now, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task AListingThatWantsALook_IsDueNow()
    {
        await using var journal = new InMemoryJournal(_time);
        var now = _time.GetUtcNow();
        var lease = await TakeAsync(journal);
        ListingRecord record = new(new ListingId(7), new Sku("A-1"), MappingOrigin.EqualSku, now, null, null, NeedsLook: true);
        await journal.SaveListingsAsync(lease, [record], [], CancellationToken.None);

        Assert.Equal(1, (await _plan.ReadAsync(journal, now, CancellationToken.None)).Count);
    }

    [Fact]
    public void TheBackoff_Doubles_StaysBelowItsBound_AndBeginsAnewAfterASuccess()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(120));

        Assert.Equal([5, 10, 20, 40, 80, 120, 120], Enumerable.Range(0, 7).Select(_ => backoff.Fail().TotalSeconds));
        backoff.Reset();
        Assert.Equal(5, backoff.Fail().TotalSeconds);
    }

    private static Positions Positions(DateTimeOffset syncedAt, DateTimeOffset? verifiedAt) =>
        new(syncedAt, verifiedAt, new ClockReading(syncedAt, syncedAt), "till", "shop", "policy", 1);

    private static async Task<Lease> ParkAsync(InMemoryJournal journal, DateTimeOffset nextTryAt)
    {
        var lease = await TakeAsync(journal);
        ParkedItem item = new(new Sku("A-1"), null, "listing_missing", "It is gone.", 1, nextTryAt, nextTryAt);
        await journal.SaveParkedAsync(lease, [item], [], CancellationToken.None);
        return lease;
    }

    private static async Task<Lease> TakeAsync(InMemoryJournal journal) =>
        Assert
            .IsType<LeaseAnswer.Granted>(
                await journal.AcquireLeaseAsync(ThisProcess.AsHolder(), TimeSpan.FromMinutes(10), CancellationToken.None)
            )
            .Lease;
}
