using FsCheck;
using FsCheck.Fluent;
using Tillsync.Core.Applying;
using Tillsync.Core.Planning;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Tests.Stock;

namespace Tillsync.Tests.Applying;

public sealed class PlanBatchesTests
{
    private static readonly Gen<Plan> Plans =
        from products in Gen.Choose(0, 320)
        from variations in Generate.ListOf(Gen.Choose(1, 220), 4)
        select PlanOf(products, [.. variations]);

    [Fact]
    public void ThousandProducts_AreTenRequests() => Assert.Equal(10, PlanBatches.Of(PlanOf(1000)).Count);

    [Fact]
    public void EmptyPlan_IsNoRequest() => Assert.Empty(PlanBatches.Of(PlanOf(0)));

    [Fact]
    public void Variations_GoParentByParent_TheLargestFirst()
    {
        var batches = PlanBatches.Of(PlanOf(1, 2, 150, 3));

        Assert.Equal([null, 2L, 2L, 3L, 1L], batches.Select(batch => batch.ParentId));
        Assert.Equal([1, 100, 50, 3, 2], batches.Select(batch => batch.Writes.Count));
    }

    [Fact]
    public void EveryWrite_IsInExactlyOneBatch() =>
        Always.Holds(
            Plans,
            plan =>
            {
                var sent = PlanBatches.Of(plan).SelectMany(batch => batch.Writes).ToList();
                return sent.Count == plan.Writes.Count && sent.ToHashSet().SetEquals(plan.Writes);
            },
            cases: 100
        );

    [Fact]
    public void NoBatch_IsEmptyOrTooLargeOrMixed() =>
        Always.Holds(
            Plans,
            plan =>
                PlanBatches
                    .Of(plan)
                    .All(batch =>
                        batch.Writes.Count is > 0 and <= 100
                        && batch.Writes.All(write => (write.Listing.IsVariation ? write.Listing.ProductId : (long?)null) == batch.ParentId)
                    ),
            cases: 100
        );

    [Fact]
    public void Batches_AreAsFewAsMayBe() =>
        Always.Holds(
            Plans,
            plan =>
                PlanBatches.Of(plan).Count
                == plan.Writes.GroupBy(write => write.Listing.IsVariation ? write.Listing.ProductId : 0)
                    .Sum(group => (group.Count() + 99) / 100),
            cases: 100
        );

    private static Plan PlanOf(int products, params int[] variationsOfParents)
    {
        var simple = Enumerable.Range(1, products).Select(number => new ListingId(10_000 + number));
        var varied = variationsOfParents.SelectMany(
            (count, parent) => Enumerable.Range(1, count).Select(number => new ListingId(parent + 1, (1000 * (parent + 1)) + number))
        );
        return Some.Plan([.. simple.Concat(varied).Select((id, index) => Some.Write(id, Some.Sku(index), 1, 2))]);
    }
}
