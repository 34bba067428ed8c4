using Tillsync.Core;
using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;
using static Tillsync.Tests.Cycle.PhasedOutStand;

namespace Tillsync.Tests.Cycle;

/// <summary>Articles that are no longer sold: taken to zero at once, out of sight by policy, and brought back as far as Tillsync hid them.</summary>
public sealed class CyclePhasedOutTests
{
    [Theory]
    [InlineData("D", true)]
    [InlineData("V", true)]
    [InlineData("A", false)]
    public async Task PhasedOutArticle_IsHidden_AndComesBackAsItWas(string status, bool isWebItem)
    {
        var stand = await SyncedAsync(PhasedOutListing.ZeroAndHide);
        var before = stand.Till.Items[0];

        stand.Till.Change(Some.Sku(1), item => item with { Status = status, IsWebItem = isWebItem });
        await stand.SyncAsync();
        Assert.Equal((0, "hidden"), (stand.Shown(1), Visibility(stand)));
        await AssertQuietAsync(stand);

        stand.Till.Put(before);
        await stand.SyncAsync();
        Assert.Equal((10, "visible"), (stand.Shown(1), Visibility(stand)));
        await AssertQuietAsync(stand);
    }

    [Fact]
    public async Task ArticleThatIsGone_IsHidden()
    {
        var stand = await SyncedAsync(PhasedOutListing.ZeroAndHide);
        stand.Till.Put(Some.Item(Some.Sku(2)));

        stand.Till.Remove(Some.Sku(1));
        await stand.SyncAsync();

        Assert.Equal((0, "hidden"), (stand.Shown(1), Visibility(stand)));
        await AssertQuietAsync(stand);
    }

    [Fact]
    public async Task EndedMapping_IsHidden()
    {
        var stand = await SyncedAsync(PhasedOutListing.ZeroAndHide);
        stand.Shop.Change(Some.ListingId(1), listing => listing with { Sku = null });
        stand.Till.Mappings = [new TillMapping(Some.Sku(1), Some.ListingId(1).ProductId)];
        await stand.SyncAsync(Whole);
        stand.Clock.Advance(Later);

        stand.Till.Mappings = [];
        await stand.SyncAsync();

        Assert.Equal((0, "hidden"), (stand.Shown(1), Visibility(stand)));
        await AssertQuietAsync(stand);
    }

    [Fact]
    public async Task Draft_IsPublishedAgain()
    {
        var stand = await SyncedAsync(PhasedOutListing.Draft);

        Discontinue(stand);
        await stand.SyncAsync();
        Assert.Equal(ListingStatus.Draft, stand.Shop[Some.ListingId(1)].Status);
        await AssertQuietAsync(stand);

        Continue(stand);
        await stand.SyncAsync();
        Assert.Equal((ListingStatus.Published, "visible"), (stand.Shop[Some.ListingId(1)].Status, Visibility(stand)));
    }

    [Fact]
    public async Task Zero_LeavesItInSight()
    {
        var stand = await SyncedAsync(PhasedOutListing.Zero);

        Discontinue(stand);
        await stand.SyncAsync();

        Assert.Equal((0, "visible"), (stand.Shown(1), Visibility(stand)));
    }

    [Fact]
    public async Task GracePeriod_KeepsItInSight_ButSellsNothing()
    {
        var stand = await SyncedAsync(PhasedOutListing.ZeroAndHide, TimeSpan.FromDays(2));
        Discontinue(stand);
        await stand.SyncAsync();
        Assert.Equal((0, "visible"), (stand.Shown(1), Visibility(stand)));
        Assert.Equal(stand.Clock.GetUtcNow(), (await stand.RecordAsync(1))?.PhasedOutAt);

        stand.Clock.Advance(TimeSpan.FromDays(1));
        await stand.SyncAsync();
        Assert.Equal("visible", Visibility(stand));

        stand.Clock.Advance(TimeSpan.FromDays(1));
        await stand.SyncAsync();
        Assert.Equal("hidden", Visibility(stand));
    }

    [Fact]
    public async Task ArticleThatReturnsWithinTheGracePeriod_BeginsItAnew()
    {
        var stand = await SyncedAsync(PhasedOutListing.ZeroAndHide, TimeSpan.FromDays(2));
        Discontinue(stand);
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromDays(1));
        Continue(stand);
        await stand.SyncAsync();
        Assert.Null((await stand.RecordAsync(1))?.PhasedOutAt);

        stand.Clock.Advance(TimeSpan.FromDays(1));
        Discontinue(stand);
        await stand.SyncAsync();

        Assert.Equal("visible", Visibility(stand));
    }

    [Fact]
    public async Task ArticleAlreadyAtZero_IsHiddenWithoutAnotherNumber()
    {
        var stand = await SyncedAsync(PhasedOutListing.ZeroAndHide);
        stand.Count(1, 0);
        await stand.SyncAsync();
        stand.Clock.Advance(Later);

        Discontinue(stand);
        var report = await stand.SyncAsync();

        Assert.Equal(Quantity.Zero, Assert.Single(report.Writes).Write.Delta);
        Assert.Equal("hidden", Visibility(stand));
    }

    [Fact]
    public async Task WhatSomebodyElseHid_IsNotBroughtBack()
    {
        var stand = await SyncedAsync(PhasedOutListing.ZeroAndHide);
        stand.Shop.Change(Some.ListingId(1), listing => listing with { Visibility = "hidden" });
        Discontinue(stand);
        await stand.SyncAsync();
        await AssertQuietAsync(stand);

        Continue(stand);
        await stand.SyncAsync();

        Assert.Equal((10, "hidden"), (stand.Shown(1), Visibility(stand)));
    }

    [Fact]
    public async Task WhatSomebodyElseShowedAgain_IsLeftAsTheyWantIt()
    {
        var stand = await SyncedAsync(PhasedOutListing.ZeroAndHide);
        Discontinue(stand);
        await stand.SyncAsync();
        stand.Clock.Advance(Later);

        stand.Shop.Change(Some.ListingId(1), listing => listing with { Visibility = "search" });
        Continue(stand);
        await stand.SyncAsync();

        Assert.Equal((10, "search"), (stand.Shown(1), Visibility(stand)));
        await AssertQuietAsync(stand);
    }

    [Fact]
    public async Task VisibilityBefore_IsRestored_NotJustAnyOne()
    {
        var stand = await SyncedAsync(PhasedOutListing.ZeroAndHide);
        stand.Shop.Change(Some.ListingId(1), listing => listing with { Visibility = "catalog" });
        Discontinue(stand);
        await stand.SyncAsync();
        stand.Clock.Advance(Later);

        Continue(stand);
        await stand.SyncAsync();

        Assert.Equal("catalog", Visibility(stand));
    }

    [Theory]
    [InlineData(WriteFault.LostAfterApplying)]
    [InlineData(WriteFault.LostBeforeApplying)]
    public async Task LostAnswer_IsLookedInto_AndStillComesBack(WriteFault fault)
    {
        var stand = await SyncedAsync(PhasedOutListing.ZeroAndHide);
        Discontinue(stand);
        stand.Shop.FailNextWrite(fault);
        await stand.SyncAsync();
        Assert.Equal((0, "hidden"), (stand.Shown(1), Visibility(stand)));
        stand.Clock.Advance(Later);

        Continue(stand);
        await stand.SyncAsync();

        Assert.Equal((10, "visible"), (stand.Shown(1), Visibility(stand)));
    }

    [Fact]
    public async Task PolicyThatIsSwitchedBackToZero_BringsItBackIntoSight()
    {
        var stand = await SyncedAsync(PhasedOutListing.ZeroAndHide);
        Discontinue(stand);
        await stand.SyncAsync();
        stand.Clock.Advance(Later);

        stand.Policy = Some.Policy();
        var held = await stand.SyncAsync();
        Assert.NotEmpty(held.HoldReasons);
        await stand.SyncAsync(CycleStand.Scheduled with { ApprovedChecksum = held.Checksum });

        Assert.Equal((0, "visible"), (stand.Shown(1), Visibility(stand)));
    }

    [Fact]
    public async Task Undo_BringsBackTheNumber_AndWhatTheRunHid()
    {
        var stand = await SyncedAsync(PhasedOutListing.ZeroAndHide);
        Discontinue(stand);
        await stand.SyncAsync();
        stand.Clock.Advance(Later);
        var run = (await stand.LastRunAsync()).RunId;

        await stand.SyncAsync(CycleStand.Scheduled with { Undoes = run });
        Assert.Equal((10, "visible"), (stand.Shown(1), Visibility(stand)));

        // The till still says that it is phased out, and what was hidden once more still comes back as it was.
        stand.Clock.Advance(Later);
        await stand.SyncAsync();
        Assert.Equal((0, "hidden"), (stand.Shown(1), Visibility(stand)));
        stand.Clock.Advance(Later);
        Continue(stand);
        await stand.SyncAsync();
        Assert.Equal((10, "visible"), (stand.Shown(1), Visibility(stand)));
        await AssertQuietAsync(stand);
    }

    [Fact]
    public async Task UndoOfARunThatOnlyHid_BringsItIntoSight_WithoutANumber()
    {
        var stand = await SyncedAsync(PhasedOutListing.Draft, grace: TimeSpan.FromHours(1));
        Discontinue(stand);
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromHours(2));
        await stand.SyncAsync();
        Assert.Equal(ListingStatus.Draft, stand.Shop[Some.ListingId(1)].Status);
        stand.Clock.Advance(Later);

        var report = await stand.SyncAsync(CycleStand.Scheduled with { Undoes = (await stand.LastRunAsync()).RunId });

        Assert.Equal((0, ListingStatus.Published), (stand.Shown(1), stand.Shop[Some.ListingId(1)].Status));
        Assert.Equal(Some.Units(0), Assert.Single(report.Writes).Write.Delta);
    }

    [Fact]
    public async Task WhatSomebodyShowedAgainSince_IsNoBusinessOfTheUndo()
    {
        var stand = await SyncedAsync(PhasedOutListing.ZeroAndHide);
        Discontinue(stand);
        await stand.SyncAsync();
        stand.Clock.Advance(Later);
        stand.Shop.Change(Some.ListingId(1), listing => listing with { Visibility = "catalog" });

        await stand.SyncAsync(CycleStand.Scheduled with { Undoes = (await stand.LastRunAsync()).RunId });

        Assert.Equal((10, "catalog"), (stand.Shown(1), Visibility(stand)));
    }

    [Fact]
    public async Task Variation_IsTakenToZeroOnly()
    {
        var stand = new CycleStand { Policy = Some.Policy() with { PhasedOut = PhasedOutListing.Draft } };
        var variation = new ListingId(138, 141);
        stand.Till.Put(Some.Item(Some.Sku(1), 7));
        stand.Shop.Put(Some.Listing(variation, Some.Sku(1), 2));
        await stand.SyncAsync();
        stand.Clock.Advance(Later);

        Discontinue(stand);
        await stand.SyncAsync();

        Assert.Equal((0, ListingStatus.Published), (stand.Shop.QuantityOf(variation), stand.Shop[variation].Status));
        await AssertQuietAsync(stand);
    }

    [Fact]
    public async Task ManyThatWouldBeHidden_AreHeld()
    {
        var stand = CycleStand.With(4, available: 0);
        stand.Policy = Some.Policy() with { PhasedOut = PhasedOutListing.ZeroAndHide };
        stand.Guard = Some.LooseGuard() with { MaxZeroedPercent = 30, AlwaysAllowItems = 1 };
        await stand.SyncAsync();
        stand.Clock.Advance(Later);

        foreach (var number in Enumerable.Range(1, 3))
        {
            stand.Till.Change(Some.Sku(number), item => item with { Status = "D" });
        }

        var report = await stand.SyncAsync();

        Assert.Contains("3 of 4 listings", Assert.Single(report.HoldReasons), StringComparison.Ordinal);
        Assert.Equal("visible", Visibility(stand));
    }

    [Fact]
    public async Task VariationLeftInTheTrashByItsRestoredProduct_IsTold()
    {
        var stand = new CycleStand();
        var variation = new ListingId(138, 141);
        stand.Till.Put(Some.Item(Some.Sku(1), 7));
        stand.Shop.Put(Some.Listing(new ListingId(138), null, null) with { Type = ListingType.Variable });
        stand.Shop.Put(Some.Listing(variation, Some.Sku(1), 2));
        await stand.SyncAsync();
        stand.Clock.Advance(Later);

        stand.Shop.Change(variation, listing => listing with { Status = ListingStatus.Trashed });
        stand.Count(1, 5);
        Assert.Equal("variation_trashed_alone", Assert.Single((await stand.SyncAsync()).Parked).Code);

        stand.Shop.Change(new ListingId(138), listing => listing with { Status = ListingStatus.Trashed });
        var report = await stand.SyncAsync(CycleStand.Scheduled with { Verification = Verification.Always });
        Assert.Equal("listing_trashed", Assert.Single(report.Parked).Code);
        Assert.Contains("with its product 138", report.Parked[0].Reason, StringComparison.Ordinal);
    }
}
