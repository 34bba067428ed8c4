using FsCheck;
using FsCheck.Fluent;
using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Planning;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Tests.Stock;

namespace Tillsync.Tests.Planning;

public sealed class PlannerProperties
{
    private static readonly Gen<Decision> Decisions =
        from sku in Generate.Sku
        from units in Gen.Choose(0, 6)
        from kind in Gen.Choose(0, 5)
        select kind switch
        {
            0 => Some.PhaseOut(sku),
            1 => Some.Unknown(sku),
            _ => (Decision)Some.ToList(sku, units),
        };

    private static readonly Gen<ShopListing> ShopListings =
        from id in Generate.ListingId
        from sku in Gen.Frequency((5, Generate.Sku.Select(sku => (Sku?)sku)), (1, Gen.Constant((Sku?)null)))
        from quantity in Generate.Nullable(Gen.Choose(-1, 6).Select(units => (decimal)units))
        from status in Gen.Frequency((9, Gen.Constant(ListingStatus.Published)), (1, Gen.Constant(ListingStatus.Trashed)))
        from type in Gen.Frequency((9, Gen.Constant(ListingType.Simple)), (1, Gen.Elements(Enum.GetValues<ListingType>())))
        from management in Gen.Frequency((9, Gen.Constant(StockManagement.Managed)), (2, Gen.Elements(Enum.GetValues<StockManagement>())))
        select Some.Listing(id, sku, quantity) with
        {
            Status = status,
            Type = type,
            Management = management,
        };

    private static readonly Gen<PlanSketch> Sketches =
        from decisions in Generate.ListOf(Decisions, 12)
        from listings in Generate.ListOf(ShopListings, 14)
        from mapped in Generate.ListOf(Gen.Zip(Generate.Sku, Gen.Choose(1, 9)), 3)
        from touched in Generate.ListOf(Generate.ListingId, 3)
        from unread in Generate.ListOf(Generate.Sku, 4)
        from isWhole in Gen.Elements(true, false)
        from unmapped in Generate.ListOf(Generate.Sku, 2)
        from parked in Generate.ListOf(Generate.Sku, 2)
        from takesOver in Gen.Elements(true, false)
        let distinct = decisions.DistinctBy(decision => decision.Sku).OrderBy(decision => decision.Sku).ToList()
        select new PlanSketch
        {
            Decisions = distinct,
            Listings = listings,
            MappedTo = mapped.DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => (long)pair.Item2),
            Touched = touched.Distinct().ToDictionary(id => id, _ => 15_479L),
            TakesOver = takesOver,
            Scope = isWhole
                ? ReadScope.Whole
                : ReadScope.Whole with
                {
                    Articles = distinct.Select(decision => decision.Sku).Except(unread).ToHashSet(),
                    KnownUnmapped = unmapped.ToHashSet(),
                    StillParked = parked.Distinct().ToDictionary(sku => sku, sku => Some.Parked(sku, Some.Instant)),
                },
        };

    [Fact]
    public void EveryDecision_LandsInExactlyOneBucket() =>
        Always.Holds(
            Sketches,
            sketch =>
            {
                var plan = sketch.Plan();
                var landed = Landed(plan).ToList();
                return landed.Distinct().Count() == landed.Count
                    && landed.Count + plan.Unread == sketch.Decisions.Count
                    && landed.All(sku => sketch.Decisions.Any(decision => decision.Sku == sku));
            },
            cases: 1000
        );

    [Fact]
    public void NoWrite_ChangesNothing() =>
        Always.Holds(Sketches, sketch => sketch.Plan().Writes.All(write => write.TakesOver || write.From != write.To.Quantity));

    [Fact]
    public void WritesCarriedOut_LeaveNothingToWrite() =>
        Always.Holds(
            Sketches,
            sketch =>
            {
                var plan = sketch.Plan();
                var written = plan.Writes.ToDictionary(write => write.Listing, write => write.To.Quantity);
                var after = new Listings(sketch.Listings).All.Select(listing =>
                    written.TryGetValue(listing.Id, out var shown)
                        ? listing with
                        {
                            Quantity = shown,
                            Management = StockManagement.Managed,
                        }
                        : listing
                );
                return (sketch with { Listings = [.. after] }).Plan().Writes.Count == 0;
            }
        );

    [Fact]
    public void NoListing_IsWrittenTwice() =>
        Always.Holds(
            Sketches,
            sketch => sketch.Plan().Writes is var writes && writes.DistinctBy(write => write.Listing).Count() == writes.Count
        );

    [Fact]
    public void NothingThatCannotKeepStock_IsWritten() =>
        Always.Holds(
            Sketches,
            sketch =>
            {
                var listings = new Listings(sketch.Listings);
                return sketch
                    .Plan()
                    .Writes.All(write =>
                        listings.Find(write.Listing) is { Status: not ListingStatus.Trashed } listing
                        && listing.Type is not (ListingType.Variable or ListingType.Grouped or ListingType.External)
                        && (listing.Sku is not { } named || named == write.Sku)
                        && write.TakesOver == (listing.Management == StockManagement.Unmanaged)
                        && (!write.TakesOver || sketch.TakesOver)
                        && !sketch.Touched.ContainsKey(write.Listing)
                    );
            }
        );

    [Fact]
    public void Writes_AreSortedWhateverTheOrderOfReading() =>
        Always.Holds(
            Sketches,
            sketch =>
            {
                var plan = sketch.Plan();
                var sorted = plan.Writes.OrderBy(write => write.Listing.IsVariation).ThenBy(write => write.Listing);
                return plan.Writes.SequenceEqual(sorted);
            }
        );

    [Fact]
    public void Plan_IsTheSameForTheSameInput() =>
        Always.Holds(
            Sketches,
            sketch => sketch.Plan().Checksum == sketch.Plan().Checksum && Landed(sketch.Plan()).SequenceEqual(Landed(sketch.Plan()))
        );

    private static IEnumerable<Sku> Landed(Plan plan) =>
        [
            .. plan.Writes.Select(write => write.Sku),
            .. plan.InSync.Select(found => found.Sku),
            .. plan.Blocked.Select(item => item.Sku),
            .. plan.StockUnknown.Select(unknown => unknown.Sku),
            .. plan.Unmapped,
            .. plan.Absent,
            .. plan.Deferred.Select(item => item.Sku),
        ];
}
