using Tillsync.Core.Deciding;
using Tillsync.Testing;

namespace Tillsync.Tests.Cycle;

/// <summary>A stand whose owner lets new products be made.</summary>
internal static class CreationStand
{
    public static StockPolicy Creating() => Some.Policy() with { CreatesDrafts = true };

    /// <summary>Article 1 has its listing and was synced; article 2, with 7 available, is new.</summary>
    public static async Task<CycleStand> NewArticleAsync()
    {
        var stand = CycleStand.With(1);
        stand.Policy = Creating();
        await stand.SyncAsync();
        stand.Clock.Advance(TimeSpan.FromMinutes(5));
        stand.Shop.Requests.Reset();
        stand.Till.Put(Some.Item(Some.Sku(2), 7));
        return stand;
    }
}
