using Tillsync.Core.Applying;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;
using Tillsync.Testing.Faults;

namespace Tillsync.Tests.Cycle;

/// <summary>Whether a shop takes relative writes, and what is done where it does not.</summary>
public sealed class CycleRelativeWriteTests
{
    [Fact]
    public async Task TheFirstWriteThatMovesAListing_ShowsThatTheShopTakesThem()
    {
        var stand = await CycleStand.SyncedAsync(2);
        Assert.Null(await FindingAsync(stand));
        stand.Count(1, 7);

        await stand.SyncAsync();

        Assert.True((await FindingAsync(stand))!.Work);
        await stand.AssertRightAsync();
    }

    [Fact]
    public async Task AShopThatIgnoresThem_IsBroughtToItsNumbersByAbsoluteOnes_InTheSameRun()
    {
        var stand = await CycleStand.SyncedAsync(3);
        stand.Shop.IgnoresRelativeWrites = true;
        stand.Count(1, 7);
        stand.Count(2, 12);

        var report = await stand.SyncAsync();

        Assert.Equal(RunResult.Succeeded, report.Result);
        Assert.Equal((7, 12), (stand.Shown(1), stand.Shown(2)));
        Assert.Equal(Some.Shop.Key, (await FindingAsync(stand))!.ShopKey);
        Assert.False((await FindingAsync(stand))!.Work);
        await stand.AssertRightAsync();
    }

    [Fact]
    public async Task OnceThatIsKnown_TheNumberItselfIsSentAtOnce()
    {
        var stand = await IgnoringAsync();
        stand.Count(3, 4);

        await stand.SyncAsync();

        Assert.Equal(4, stand.Shown(3));
        Assert.Equal(1, stand.Shop.Requests.Writes);
        Assert.All(stand.Shop.Stored, write => Assert.Null(write.Delta));
    }

    [Fact]
    public async Task WhatMovesBetweenPlanAndLook_IsLeftForTheNextPass()
    {
        var stand = await IgnoringAsync();
        stand.Count(3, 4);
        stand.Shop.Requests.Before(ShopCall.ReadListings, 2, () => stand.PlaceOrder(3, 1));

        await stand.SyncAsync();

        Assert.Equal(3, stand.Shown(3));
        Assert.Equal(1, stand.Shop.Requests.Writes);
    }

    [Fact]
    public async Task ANumberThatWouldLeaveLongAfterItsLook_IsLookedAtAgain()
    {
        var stand = await IgnoringAsync();
        stand.Count(3, 4);
        var hasSlept = false;
        var asleep = new SleepingWriter(
            stand.Shop,
            () =>
            {
                if (!hasSlept)
                {
                    hasSlept = true;
                    stand.Clock.StepWallClock(TimeSpan.FromMinutes(1));
                    stand.PlaceOrder(3, 1);
                }

                return Task.CompletedTask;
            }
        );

        await stand.SyncAsync(writer: asleep);

        Assert.Equal(3, stand.Shown(3));
        Assert.All(stand.Shop.Stored, write => Assert.Equal(3, write.To.Quantity.Units));
        Assert.Empty(await stand.Journal.ReadOpenIntentsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task AnApprovedPlan_CoversWhatItsRunHasToRepeat()
    {
        var stand = await CycleStand.SyncedAsync(3);
        stand.Guard = new GuardLimits(30, null, 100, 0);
        stand.Shop.IgnoresRelativeWrites = true;
        stand.Count(1, 0);
        stand.Count(2, 0);
        var held = await stand.SyncAsync();
        Assert.Equal(RunResult.Held, held.Result);

        await stand.SyncAsync(CycleStand.Scheduled with { ApprovedChecksum = held.Checksum });

        Assert.Equal((0, 0), (stand.Shown(1), stand.Shown(2)));
    }

    [Fact]
    public async Task AfterAWeek_TheyAreTriedAgain()
    {
        var stand = await IgnoringAsync();
        stand.Shop.IgnoresRelativeWrites = false;
        stand.Clock.Advance(TimeSpan.FromDays(8));
        stand.Count(3, 4);

        await stand.SyncAsync();

        Assert.True((await FindingAsync(stand))!.Work);
        Assert.All(stand.Shop.Stored, write => Assert.NotNull(write.Delta));
    }

    [Fact]
    public async Task AListingThatAPluginKeepsAtItsNumber_IsParked_AndTheShopStaysTrusted()
    {
        var stand = await CycleStand.SyncedAsync(2);
        stand.Count(1, 7);
        await stand.SyncAsync();
        stand.Shop.Stubborn.Add(Some.ListingId(2));
        stand.Count(2, 3);
        stand.Shop.Requests.Reset();

        var report = await stand.SyncAsync();

        var parked = Assert.Single(await stand.ParkedAsync());
        Assert.Equal((Some.Sku(2), "did_not_stick"), (parked.Sku, parked.Code));
        Assert.Equal(RunResult.SucceededWithParked, report.Result);
        Assert.Equal(3, stand.Shop.Requests.Writes);
        Assert.True((await FindingAsync(stand))!.Work);

        stand.Shop.Stubborn.Clear();
        stand.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.True((await stand.CheckAsync()).IsNeeded);
        await stand.SyncAsync();
        Assert.Empty(await stand.ParkedAsync());
        Assert.Equal(3, stand.Shown(2));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ACrashAroundTheFinding_LosesNothing(bool afterwards)
    {
        var stand = await CycleStand.SyncedAsync(3);
        stand.Shop.IgnoresRelativeWrites = true;
        stand.Count(1, 7);
        stand.Count(2, 12);

        await stand.CrashAsync(JournalStep.SaveRelativeWrites, afterwards);
        await stand.SyncAsync();

        await stand.AssertRightAsync();
    }

    private static Task<RelativeWriteFinding?> FindingAsync(CycleStand stand) =>
        stand.Journal.ReadRelativeWritesAsync(CancellationToken.None);

    private static async Task<CycleStand> IgnoringAsync()
    {
        var stand = await CycleStand.SyncedAsync(3);
        stand.Shop.IgnoresRelativeWrites = true;
        stand.Count(1, 7);
        stand.Count(2, 12);
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        stand.Shop.Requests.Reset();
        stand.Shop.Stored.Clear();
        return stand;
    }
}
