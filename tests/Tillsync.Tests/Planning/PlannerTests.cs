using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Tillsync.Testing;

namespace Tillsync.Tests.Planning;

public sealed class PlannerTests
{
    private static readonly Sku Sku = Some.Sku();
    private static readonly ListingId Listing = Some.ListingId();

    [Fact]
    public void EqualQuantity_ProducesNoWrite()
    {
        var plan = One(Some.ToList(Sku, 7), Some.Listing(Listing, Sku, 7)).Plan();

        Assert.Empty(plan.Writes);
        Assert.Equal(Sku, Assert.Single(plan.InSync).Sku);
    }

    [Fact]
    public void EqualQuantityWithFractionDigits_ProducesNoWrite() =>
        Assert.Empty(One(Some.ToList(Sku, 7), Some.Listing(Listing, Sku, 7.0000m)).Plan().Writes);

    [Fact]
    public void OtherQuantity_IsWrittenAsTheDifference()
    {
        var write = Assert.Single(One(Some.ToList(Sku, 7), Some.Listing(Listing, Sku, 10)).Plan().Writes);

        Assert.Equal(Some.Units(10), write.From);
        Assert.Equal(Some.Listed(7), write.To);
        Assert.Equal(Some.Units(-3), write.Delta);
        Assert.Equal(Some.ToList(Sku, 7), write.Because);
    }

    [Fact]
    public void NegativeQuantity_IsBroughtUpByTheWholeDifference() =>
        Assert.Equal(Some.Units(11), Assert.Single(One(Some.ToList(Sku, 7), Some.Listing(Listing, Sku, -4)).Plan().Writes).Delta);

    [Fact]
    public void FractionInTheShop_IsBroughtToTheWholeNumber() =>
        Assert.Equal(Some.Units(-0.5m), Assert.Single(One(Some.ToList(Sku, 3), Some.Listing(Listing, Sku, 3.5m)).Plan().Writes).Delta);

    [Fact]
    public void NoQuantity_IsWrittenAbsolutely()
    {
        var write = Assert.Single(One(Some.ToList(Sku, 0), Some.Listing(Listing, Sku, null)).Plan().Writes);

        Assert.Null(write.From);
        Assert.Null(write.Delta);
    }

    [Fact]
    public void UnknownStock_ProducesNoWrite()
    {
        var plan = One(Some.Unknown(Sku), Some.Listing(Listing, Sku, 7)).Plan();

        Assert.Empty(plan.Writes);
        Assert.Equal(Sku, Assert.Single(plan.StockUnknown).Sku);
    }

    [Fact]
    public void PhaseOut_IsWrittenToZero()
    {
        var write = Assert.Single(One(Some.PhaseOut(Sku), Some.Listing(Listing, Sku, 7)).Plan().Writes);

        Assert.Equal(ListedQuantity.None, write.To);
        Assert.True(write.Zeroes);
    }

    [Fact]
    public void ArticleThatTheShopDoesNotHave_IsUnmapped() =>
        Assert.Equal(
            [Sku],
            new PlanSketch { Decisions = [Some.ToList(Sku, 7)] }
                .Plan()
                .Unmapped
        );

    [Fact]
    public void PhasedOutArticleThatTheShopDoesNotHave_IsAbsent()
    {
        var plan = new PlanSketch { Decisions = [Some.PhaseOut(Sku)] }.Plan();

        Assert.Equal([Sku], plan.Absent);
        Assert.Empty(plan.Unmapped);
    }

    [Fact]
    public void PhasedOutArticleInTheShopsTrash_IsAbsent()
    {
        var trashed = Some.Listing(Listing, Sku, 7) with { Status = ListingStatus.Trashed };

        var plan = One(Some.PhaseOut(Sku), trashed).Plan();

        Assert.Equal([Sku], plan.Absent);
        Assert.Empty(plan.Blocked);
    }

    [Fact]
    public void ListingThatAnOrderTouched_IsDeferred()
    {
        var plan = (One(Some.ToList(Sku, 7), Some.Listing(Listing, Sku, 10)) with { Touched = new() { [Listing] = 15_479 } }).Plan();

        Assert.Empty(plan.Writes);
        Assert.Equal(new DeferredItem(Sku, Listing, 15_479), Assert.Single(plan.Deferred));
    }

    [Fact]
    public void ListingThatAnOrderTouched_IsNotCalledInSyncEither() =>
        Assert.Empty((One(Some.ToList(Sku, 7), Some.Listing(Listing, Sku, 7)) with { Touched = new() { [Listing] = 1 } }).Plan().InSync);

    [Fact]
    public void TakeOver_NeedsPermission()
    {
        var unmanaged = Some.Listing(Listing, Sku, null) with { Management = StockManagement.Unmanaged };

        var plan = One(Some.ToList(Sku, 7), unmanaged).Plan();

        Assert.Empty(plan.Writes);
        Assert.Equal("listing_unmanaged", Assert.Single(plan.Blocked).Code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(7)]
    public void TakeOver_IsAnAbsoluteWriteEvenOfTheSameNumber(int? shown)
    {
        var unmanaged = Some.Listing(Listing, Sku, shown) with { Management = StockManagement.Unmanaged };

        var write = Assert.Single((One(Some.ToList(Sku, 7), unmanaged) with { TakesOver = true }).Plan().Writes);

        Assert.True(write.TakesOver);
        Assert.Null(write.Delta);
    }

    [Fact]
    public void OneListingForTwoArticles_FollowsTheFirstOnly()
    {
        var plan = new PlanSketch
        {
            Decisions = [Some.ToList(Some.Sku(1), 7), Some.ToList(Some.Sku(2), 9)],
            Listings = [Some.Listing(Listing, null, 1)],
            MappedTo = new() { [Some.Sku(1)] = Listing.ProductId, [Some.Sku(2)] = Listing.ProductId },
        }.Plan();

        Assert.Equal(Some.Sku(1), Assert.Single(plan.Writes).Sku);
        Assert.Equal("listing_shared", Assert.Single(plan.Blocked).Code);
    }

    [Fact]
    public void ListingKeptForAnArticleThatWasNotRead_IsNotGivenToAnother()
    {
        var plan = (One(Some.ToList(Sku, 7), Some.Listing(Listing, Sku, 1)) with { Kept = new() { [Listing] = Some.Sku(2) } }).Plan();

        Assert.Empty(plan.Writes);
        Assert.Equal(
            "Listing 13801 is already kept for '01-00002'. One listing can follow one article only.",
            Assert.Single(plan.Blocked).Reason
        );
    }

    [Fact]
    public void ArticleOutsideTheScope_IsUnread()
    {
        var plan = (One(Some.ToList(Sku, 7), Some.Listing(Listing, Sku, 1)) with { Scope = Scope() }).Plan();

        Assert.Empty(plan.Writes);
        Assert.Equal(1, plan.Unread);
    }

    [Fact]
    public void ArticleOutsideTheScope_StaysUnmappedOrParked_AsItWasKnown()
    {
        var parked = Some.Parked(Some.Sku(2), Some.Instant, Listing);
        var scope = Scope() with
        {
            KnownUnmapped = new HashSet<Sku> { Sku },
            StillParked = new Dictionary<Sku, ParkedItem> { [parked.Sku] = parked },
        };

        var plan = new PlanSketch { Decisions = [Some.ToList(Sku, 7), Some.ToList(parked.Sku, 7)], Scope = scope }.Plan();

        Assert.Equal([Sku], plan.Unmapped);
        Assert.Equal(new BlockedItem(parked.Sku, Listing, parked.Code, parked.Reason), Assert.Single(plan.Blocked));
        Assert.Equal(0, plan.Unread);
    }

    [Fact]
    public void Writes_ProductsFirst_ThenVariationsByParent()
    {
        ListingId[] ids = [new(9, 91), new(3), new(2, 22), new(10), new(2, 21)];

        var plan = new PlanSketch
        {
            Decisions = [.. ids.Select((_, index) => Some.ToList(Some.Sku(index), 5))],
            Listings = [.. ids.Select((id, index) => Some.Listing(id, Some.Sku(index), 1))],
        }.Plan();

        Assert.Equal(["3", "10", "2/21", "2/22", "9/91"], plan.Writes.Select(write => write.Listing.ToString()));
    }

    private static PlanSketch One(Decision decision, ShopListing listing) => new() { Decisions = [decision], Listings = [listing] };

    private static ReadScope Scope(params Sku[] articles) => ReadScope.Whole with { Articles = articles.ToHashSet() };
}
