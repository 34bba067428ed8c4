using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Mapping;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;
using static Tillsync.Tests.Cycle.PhasedOutStand;

namespace Tillsync.Tests.Cycle;

/// <summary>What Tillsync hid comes back into sight for whatever article the listing goes to.</summary>
public sealed class CycleSightOfMovedListingTests
{
    [Theory]
    [InlineData(PhasedOutListing.ZeroAndHide, 1, false)]
    [InlineData(PhasedOutListing.Draft, 1, false)]
    [InlineData(PhasedOutListing.ZeroAndHide, 1, true)]
    [InlineData(PhasedOutListing.ZeroAndHide, 2, false)]
    [InlineData(PhasedOutListing.Draft, 2, true)]
    public async Task ListingThatWasHiddenAsEnded_ComesBackIntoSight_WhenItIsMappedAgain(PhasedOutListing policy, int to, bool isOneOfMany)
    {
        var stand = await SyncedAsync(policy);
        stand.Till.Put(Some.Item(Some.Sku(2), 4));
        stand.Shop.Change(Some.ListingId(1), listing => listing with { Sku = null });
        await stand.MapAsync(new MappingChange(Some.Sku(1), Some.ListingId(1)));
        await stand.SyncAsync();
        await stand.MapAsync(new MappingChange(Some.Sku(1), null));
        await stand.SyncAsync();
        Assert.NotEqual((ListingStatus.Published, "visible"), (stand.Shop[Some.ListingId(1)].Status, Visibility(stand)));
        stand.Clock.Advance(Later);

        await stand.MapAsync(new MappingChange(Some.Sku(to), Some.ListingId(1)) { IsOneOfMany = isOneOfMany });
        await stand.SyncAsync(Whole);

        Assert.Equal(
            (to == 1 ? 10 : 4, ListingStatus.Published, "visible"),
            (stand.Shown(1), stand.Shop[Some.ListingId(1)].Status, Visibility(stand))
        );
        await AssertQuietAsync(stand);
    }

    [Fact]
    public async Task HiddenListingThatAnOrderTouchesWhileItGoesToAnotherArticle_ComesBackIntoSight()
    {
        var stand = await SyncedAsync(PhasedOutListing.ZeroAndHide);
        stand.Till.Put(Some.Item(Some.Sku(2), 4));
        Discontinue(stand);
        await stand.SyncAsync();
        Assert.Equal("hidden", Visibility(stand));
        stand.Clock.Advance(Later);

        stand.Shop.Change(Some.ListingId(1), listing => listing with { Sku = Some.Sku(2) });
        stand.Shop.Requests.Before(ShopCall.ReadAllListings, 1, () => stand.PlaceOrder(1, 1));
        await stand.SyncAsync(Whole);

        Assert.Equal((3, "visible"), (stand.Shown(1), Visibility(stand)));
    }
}
