using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;
using static Tillsync.Tests.Cycle.CreationStand;

namespace Tillsync.Tests.Cycle;

/// <summary>Articles that the shop does not have yet, from the till to a draft.</summary>
public sealed class CycleCreationTests
{
    [Fact]
    public async Task NewArticle_IsMadeAsADraft_WithItsNumber_AndKeptFromThenOn()
    {
        var stand = await NewArticleAsync();
        stand.Sheets.Put(new ProductSheet(Some.Sku(2), "Copy paper") { Price = 9.95m, ImageFile = @"pics\blue box.jpg" });
        stand.ImageBase = new Uri("https://pictures.example/shop/");
        Assert.Equal("New products detected (1 products)", (await stand.CheckAsync()).Reason);

        var report = await stand.SyncAsync();

        var made = Assert.Single(stand.Shop.Made);
        Assert.Equal(("Copy paper", 9.95m, Some.Listed(7)), (made.Sheet.Name, made.Sheet.Price, made.Quantity));
        Assert.Equal("https://pictures.example/shop/pics/blue%20box.jpg", made.Image?.AbsoluteUri);
        var listing = Assert.Single(stand.Shop.ListingsWith(Some.Sku(2)));
        Assert.Equal((ListingStatus.Draft, Some.Units(7)), (listing.Status, listing.Quantity));
        Assert.Equal((1, 0), (report.Counts.Created, report.Counts.Unmapped));
        Assert.Equal((RunResult.Succeeded, listing.Id), (report.Result, (await stand.RecordAsync(2))?.Listing));
        Assert.False((await stand.CheckAsync()).IsNeeded);

        stand.Count(2, 3);
        await stand.SyncAsync();
        Assert.Equal(3, stand.Shop.QuantityOf(listing.Id));
        await stand.AssertRightAsync();
        Assert.Single(stand.Shop.Made);
    }

    [Fact]
    public async Task WithoutThePolicy_ItIsListedAsUnmapped_AndNothingIsMade()
    {
        var stand = await NewArticleAsync();
        stand.Policy = Some.Policy();

        var report = await stand.SyncAsync();

        Assert.Equal([Some.Sku(2)], report.Plan.Unmapped);
        Assert.Empty(stand.Shop.Made);
        Assert.Equal(0, stand.Sheets.Reads);
    }

    [Fact]
    public async Task ArticleThatTheShopHas_IsMatchedAtOnce()
    {
        var stand = await NewArticleAsync();
        stand.Shop.Put(Some.Listing(Some.ListingId(2), Some.Sku(2), 1));

        await stand.SyncAsync();

        Assert.Empty(stand.Shop.Made);
        Assert.Equal(7, stand.Shown(2));
    }

    [Fact]
    public async Task DryRun_ShowsIt_AndMakesNothing()
    {
        var stand = await NewArticleAsync();
        var before = await stand.JournalPictureAsync();

        var report = await stand.SyncAsync(CycleStand.DryRun);

        Assert.Equal(Some.Sku(2), Assert.Single(report.Plan.Creations).Sku);
        Assert.Empty(stand.Shop.Made);
        Assert.Equal(0, stand.Shop.Requests.Writes);
        Assert.Equal(before, await stand.JournalPictureAsync());
    }

    [Fact]
    public async Task SwitchedOn_ItMakesWhatWasUnmappedBefore_OnceThatIsApproved()
    {
        var stand = await NewArticleAsync();
        stand.Policy = Some.Policy();
        await stand.SyncAsync();
        stand.Policy = Creating();

        Assert.Equal(CheckEventKind.PolicyChanged, (await stand.CheckAsync()).Events[0].Kind);
        var held = await stand.SyncAsync();
        Assert.Equal(RunResult.Held, held.Result);
        var write = Assert.Single(await stand.Journal.ReadHeldWritesAsync(held.Checksum, CancellationToken.None));
        Assert.Equal((Some.Sku(2), null, Some.Listed(7)), (write.Sku, write.Listing, write.To));

        await stand.ApproveAsync(held.Checksum);
        await stand.SyncAsync();
        Assert.Single(stand.Shop.Made);
    }

    [Fact]
    public async Task MoreThanTheLimit_AreHeld_AndTheChecksumNamesWhatWouldBeMade()
    {
        var stand = await NewArticleAsync();
        stand.Till.Put(Some.Item(Some.Sku(3), 1));
        stand.Guard = Some.LooseGuard() with { MaxCreatedItems = 1 };

        var held = await stand.SyncAsync();
        stand.Sheets.Put(new ProductSheet(Some.Sku(3), "Another name"));
        var other = await stand.SyncAsync();

        Assert.Equal(["2 products would be made; the limit is Guard:MaxCreatedItems = 1."], held.HoldReasons);
        Assert.NotEqual(held.Checksum, other.Checksum);
        Assert.Empty(stand.Shop.Made);
        await stand.SyncAsync(CycleStand.Scheduled with { ApprovedChecksum = other.Checksum });
        Assert.Equal(["Article 01-00002", "Another name"], stand.Shop.Made.Select(made => made.Sheet.Name));
    }

    [Fact]
    public async Task WhatCannotBeMade_IsToldWithItsReason()
    {
        var stand = await NewArticleAsync();
        stand.Sheets.Put(new ProductSheet(Some.Sku(2), "Shirt") { IsGrid = true });
        stand.Till.Put(Some.Item(Some.Sku(3)));
        stand.Sheets.Put(new ProductSheet(Some.Sku(3), ""));
        stand.Till.Put(Some.Item(new Sku("01  4")));
        stand.Till.Put(Some.Item(Some.Sku(5)));
        stand.Shop.Put(Some.Listing(Some.ListingId(5), Some.Sku(5)) with { Status = ListingStatus.Trashed });
        stand.Till.Put(Some.Item(Some.Sku(6), [], ItemKind.Kit));
        stand.Till.Put(Some.Item(Some.Sku(7)) with { Status = "D" });
        stand.Till.Put(Some.Item(new Sku("SHIRT|RED")) with { Item = new Sku("SHIRT"), Cell = new GridCell(["RED"], "") });
        stand.Till.Put(Some.Item(Some.Sku(8)) with { IsWebItem = false });

        var report = await stand.SyncAsync();

        Assert.Equal(["sku_altered", "grid_item", "no_name", "sku_trashed", "grid_item"], report.Plan.NotCreated.Select(item => item.Code));
        Assert.Empty(report.Plan.Creations);
        Assert.Empty(stand.Shop.Made);
    }

    [Fact]
    public async Task SkuWithAPercentSignThatTheShopWouldStrip_IsToldSo()
    {
        var stand = await NewArticleAsync();
        stand.Till.Put(Some.Item(new Sku("100%25")));

        var report = await stand.SyncAsync();

        Assert.Contains("a percent sign", Assert.Single(report.Plan.NotCreated).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListingThatAppearsAfterThePlan_IsFoundRightBeforeItWouldBeMadeTwice()
    {
        var stand = await NewArticleAsync();
        // The first search is the plan's, the second that of the trash; the third is the last look.
        stand.Shop.Requests.Before(ShopCall.FindListings, 3, () => stand.Shop.Put(Some.Listing(Some.ListingId(2), Some.Sku(2), 1)));

        await stand.SyncAsync();

        Assert.Empty(stand.Shop.Made);
        Assert.Equal(7, stand.Shown(2));
        await stand.AssertRightAsync();
    }

    [Fact]
    public async Task RefusedOne_IsParked_TriedAgainWhenDue_AndThenMade()
    {
        var stand = await NewArticleAsync();
        stand.Shop.RefuseToMake(Some.Sku(2), "woocommerce_product_image_upload_error", "Error getting remote image.");

        var report = await stand.SyncAsync();

        Assert.Equal(RunResult.SucceededWithParked, report.Result);
        var parked = Assert.Single(await stand.ParkedAsync());
        Assert.Equal(("woocommerce_product_image_upload_error", 1), (parked.Code, parked.Attempts));
        stand.Shop.StopRefusingToMake(Some.Sku(2));
        Assert.False((await stand.CheckAsync()).IsNeeded);
        stand.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(CheckEventKind.WorkLeft, Assert.Single((await stand.CheckAsync()).Events).Kind);
        await stand.SyncAsync();
        Assert.Single(stand.Shop.Made);
        Assert.Empty(await stand.ParkedAsync());
    }

    [Theory]
    [InlineData(WriteFault.LostAfterApplying)]
    [InlineData(WriteFault.AppliedLate)]
    public async Task LostAnswer_IsLookedFor_AndNeverSentAgainBlindly(WriteFault fault)
    {
        var stand = await NewArticleAsync();
        stand.Shop.FailNextCreation(fault);

        await stand.SyncAsync();

        Assert.Single(stand.Shop.Made);
        Assert.Equal(7, Assert.Single(stand.Shop.ListingsWith(Some.Sku(2))).Quantity?.Units);
        var creation = Assert.Single(await stand.Journal.ReadCreationsAsync(CancellationToken.None));
        Assert.Equal(IntentState.Resolved, creation.State);
        Assert.NotNull(creation.Listing);
        await stand.AssertRightAsync();
        Assert.Single(stand.Shop.Made);
    }

    [Fact]
    public async Task RequestThatNeverArrived_IsSentAgainByALaterRun()
    {
        var stand = await NewArticleAsync();
        stand.Shop.FailNextCreation(WriteFault.LostBeforeApplying);

        await stand.SyncAsync();

        Assert.Empty(stand.Shop.Made);
        Assert.Equal("creation_lost", Assert.Single(await stand.ParkedAsync()).Code);
        stand.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.True((await stand.CheckAsync()).IsNeeded);
        await stand.SyncAsync();
        Assert.Single(stand.Shop.Made);
        Assert.Empty(await stand.ParkedAsync());
        await stand.AssertRightAsync();
    }

    public static TheoryData<JournalStep, bool, int> Crashes
    {
        get
        {
            var data = new TheoryData<JournalStep, bool, int>();
            JournalStep[] steps =
            [
                JournalStep.BeginRun,
                JournalStep.SaveListings,
                JournalStep.RecordCreation,
                JournalStep.RecordCreationSending,
                JournalStep.SettleCreation,
                JournalStep.CompleteRun,
            ];
            foreach (var step in steps)
            {
                foreach (var afterwards in (bool[])[false, true])
                {
                    data.Add(step, afterwards, 1);
                    if (step is JournalStep.RecordCreation or JournalStep.RecordCreationSending or JournalStep.SettleCreation)
                    {
                        data.Add(step, afterwards, 2);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Crashes))]
    public async Task WhereverARunDies_EachArticleIsMadeExactlyOnce(JournalStep step, bool afterwards, int nth)
    {
        var stand = await NewArticleAsync();
        stand.Till.Put(Some.Item(Some.Sku(3), 4));

        await stand.CrashAsync(step, afterwards, nth);
        Assert.Equal(!(step == JournalStep.CompleteRun && afterwards), (await stand.CheckAsync()).IsNeeded);
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromHours(1));
        await stand.SyncAsync();

        Assert.Equal([Some.Sku(2), Some.Sku(3)], stand.Shop.Made.Select(made => made.Sku).Order());
        Assert.DoesNotContain(await stand.Journal.ReadCreationsAsync(CancellationToken.None), creation => creation.IsOpen);
        await stand.AssertRightAsync();
        Assert.Equal(2, stand.Shop.Made.Count);
    }

    [Fact]
    public async Task OvertakenRun_MakesNothingMore()
    {
        var stand = await NewArticleAsync();
        stand.Shop.Requests.Before(ShopCall.FindListings, 3, () => stand.Clock.Advance(TimeSpan.FromHours(1)));
        stand.Shop.Requests.After(
            ShopCall.FindListings,
            4,
            () =>
                stand
                    .Journal.AcquireLeaseAsync(new LeaseHolder("other", 9, Some.Instant), TimeSpan.FromHours(1), CancellationToken.None)
                    .Wait()
        );

        await Assert.ThrowsAsync<LeaseLostException>(() => stand.SyncAsync());

        Assert.Empty(stand.Shop.Made);
    }
}
