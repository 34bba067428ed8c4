using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Testing;

namespace Tillsync.Tests.Cycle;

/// <summary>A shop that changes its mind about how phased-out listings are out of sight.</summary>
public sealed class CyclePolicyOfSightTests
{
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData(PhasedOutListing.ZeroAndHide, PhasedOutListing.Draft, "visible", ListingStatus.Draft)]
    [InlineData(PhasedOutListing.Draft, PhasedOutListing.ZeroAndHide, "hidden", ListingStatus.Published)]
    public async Task TheOtherWay_IsDoneInOneRun(PhasedOutListing before, PhasedOutListing after, string visibility, ListingStatus status)
    {
        var stand = await PhasedOutAsync(before);

        stand.Policy = Some.Policy() with { PhasedOut = after };
        await ApproveAsync(stand);

        var listing = stand.Shop[Some.ListingId(1)];
        Assert.Equal((0m, visibility, status), (listing.Quantity!.Value.Units, listing.Visibility, listing.Status));
        stand.Clock.Advance(Later);
        Assert.False((await stand.CheckAsync()).IsNeeded);
    }

    [Theory]
    [InlineData(PhasedOutListing.ZeroAndHide, PhasedOutListing.Draft)]
    [InlineData(PhasedOutListing.Draft, PhasedOutListing.ZeroAndHide)]
    public async Task AfterTheOtherWay_ItComesBackAsItWas(PhasedOutListing before, PhasedOutListing after)
    {
        var stand = await PhasedOutAsync(before);
        stand.Policy = Some.Policy() with { PhasedOut = after };
        await ApproveAsync(stand);
        stand.Clock.Advance(Later);

        stand.Till.Change(Some.Sku(1), item => item with { Status = "A" });
        await stand.SyncAsync();

        var listing = stand.Shop[Some.ListingId(1)];
        Assert.Equal((10m, "visible", ListingStatus.Published), (listing.Quantity!.Value.Units, listing.Visibility, listing.Status));
    }

    [Fact]
    public async Task GuardCountsIt_AsTakenOutOfSight()
    {
        var stand = await PhasedOutAsync(PhasedOutListing.ZeroAndHide);
        stand.Policy = Some.Policy() with { PhasedOut = PhasedOutListing.Draft };
        stand.Guard = Some.LooseGuard() with { MaxZeroedPercent = 30, AlwaysAllowItems = 0 };

        var report = await stand.SyncAsync();

        Assert.Contains(report.HoldReasons, reason => reason.Contains("out of sight", StringComparison.Ordinal));
        Assert.Equal("hidden", stand.Shop[Some.ListingId(1)].Visibility);
    }

    private static async Task<CycleStand> PhasedOutAsync(PhasedOutListing policy)
    {
        var stand = CycleStand.With(1);
        stand.Policy = Some.Policy() with { PhasedOut = policy };
        await stand.SyncAsync();
        stand.Clock.Advance(Later);
        stand.Till.Change(Some.Sku(1), item => item with { Status = "D" });
        await stand.SyncAsync();
        stand.Clock.Advance(Later);
        return stand;
    }

    /// <summary>A changed policy is held once.</summary>
    private static async Task ApproveAsync(CycleStand stand)
    {
        var held = await stand.SyncAsync();
        Assert.NotEmpty(held.HoldReasons);
        await stand.SyncAsync(CycleStand.Scheduled with { ApprovedChecksum = held.Checksum });
    }
}
