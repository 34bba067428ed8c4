using Tillsync.Core;
using Tillsync.Core.Deciding;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Cycle;

/// <summary>One article with its listing, under a policy for what is no longer sold.</summary>
internal static class PhasedOutStand
{
    public static readonly TimeSpan Later = TimeSpan.FromMinutes(5);

    public static SyncRequest Whole => CycleStand.Scheduled with { Verification = Verification.Always };

    public static string? Visibility(CycleStand stand) => stand.Shop[Some.ListingId(1)].Visibility;

    public static void Discontinue(CycleStand stand) => stand.Till.Change(Some.Sku(1), item => item with { Status = "D" });

    public static void Continue(CycleStand stand) => stand.Till.Change(Some.Sku(1), item => item with { Status = "A" });

    public static async Task AssertQuietAsync(CycleStand stand)
    {
        stand.Clock.Advance(Later);
        Assert.Empty((await stand.SyncAsync(Whole)).Plan.Writes);
        stand.Clock.Advance(Later);
        Assert.False((await stand.CheckAsync()).IsNeeded);
        stand.Shop.Requests.Reset();
        await stand.SyncAsync();
        Assert.Equal((0, 0), (stand.Shop.Requests[ShopCall.ReadListings], stand.Shop.Requests.Writes));
    }

    public static async Task<CycleStand> SyncedAsync(PhasedOutListing policy, TimeSpan grace = default)
    {
        var stand = CycleStand.With(1);
        stand.Policy = Some.Policy() with { PhasedOut = policy, PhasedOutGrace = grace };
        await stand.SyncAsync();
        stand.Clock.Advance(Later);
        return stand;
    }
}
