using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Stock;

namespace Tillsync.Tests.Planning;

/// <summary>The input of a plan, with nothing in it but what a test puts there.</summary>
internal sealed record PlanSketch
{
    public IReadOnlyList<Decision> Decisions { get; init; } = [];

    public IReadOnlyList<ShopListing> Listings { get; init; } = [];

    public Dictionary<Sku, long> MappedTo { get; init; } = [];

    public ReadScope Scope { get; init; } = ReadScope.Whole;

    public Dictionary<ListingId, Sku> Kept { get; init; } = [];

    public Dictionary<ListingId, long> Touched { get; init; } = [];

    public bool TakesOver { get; init; }

    public IReadOnlyList<EndedMapping> Ended { get; init; } = [];

    public Plan Plan() =>
        Planner.Plan(new PlanInput(Decisions, Mapped(), new Listings(Listings), Scope, Kept, Touched, TakesOver) { Ended = Ended });

    private Dictionary<Sku, MappedListing> Mapped() =>
        MappedTo.ToDictionary(entry => entry.Key, entry => new MappedListing(entry.Value, MappingOrigin.ProductMap));
}
