using Tillsync.Core;
using Tillsync.Core.Mapping;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Testing.Fakes;
using Tillsync.Tests.Cycle;

namespace Tillsync.Tests.Mapping;

/// <summary>A cycle's stand with somebody who maps by hand.</summary>
internal sealed class MappingStand(CycleStand cycle)
{
    private readonly LeaseHolder _desk = new("desk", 7, Some.Instant);

    public CycleStand Cycle { get; } = cycle;

    public InMemoryCatalogue Catalogue { get; } = new();

    /// <summary>Set where the switch is on.</summary>
    public InMemoryProductMap? ProductMap { get; set; }

    public static MappingStand With(int count) => new(CycleStand.With(count));

    public Task<MappingPreview> SetAsync(int number, ListingId listing, bool otherSku = false) =>
        ApplyAsync(new MappingChange(Some.Sku(number), listing) { AcceptsOtherSku = otherSku });

    public Task<MappingPreview> DropAsync(int number, bool letsGo = false) =>
        ApplyAsync(new MappingChange(Some.Sku(number), null) { LetsGo = letsGo });

    public Task<MappingPreview> ApplyAsync(params IReadOnlyList<MappingChange> changes) =>
        Desk.ApplyAsync(changes, "ann@till", CancellationToken.None);

    public async Task<MappingRow> RowAsync(int number) => (await SurveyAsync()).First(row => row.Sku == Some.Sku(number));

    public Task<IReadOnlyList<MappingRow>> SurveyAsync() =>
        new MappingSurvey(Cycle.Till, Catalogue, Cycle.Shop, Cycle.Journal, Some.Options(), Cycle.Clock).TakeAsync(
            null,
            CancellationToken.None
        );

    public async Task<SyncReport> SyncAsync()
    {
        Cycle.Clock.Advance(TimeSpan.FromMinutes(5));
        return await Cycle.SyncAsync();
    }

    private MappingDesk Desk => new(Cycle.Till, Cycle.Shop, Cycle.Journal, ProductMap, _desk, Cycle.Clock);
}
