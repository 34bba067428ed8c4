using Tillsync.Core;

namespace Tillsync.Tests.Cycle;

/// <summary>A stand whose web orders are staged.</summary>
internal static class StagingStand
{
    public static async Task<CycleStand> SyncedAsync(int count = 2)
    {
        var stand = CycleStand.With(count);
        stand.Till.StagedOrders = [];
        stand.Staging = new StagingChoice(null);
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        return stand;
    }

    /// <summary>A check some seconds later, when the stamps of what happened are of the past.</summary>
    public static Task<Core.Detecting.CheckResult> CheckLaterAsync(this CycleStand stand)
    {
        stand.Clock.Advance(TimeSpan.FromSeconds(10));
        return stand.CheckAsync();
    }
}
