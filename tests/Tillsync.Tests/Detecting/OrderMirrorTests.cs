using FsCheck.Fluent;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Tests.Stock;

namespace Tillsync.Tests.Detecting;

public sealed class OrderMirrorTests
{
    private static readonly DateTimeOffset Now = Some.Instant;
    private static readonly ListingId Listing = Some.ListingId();

    [Fact]
    public void LaterReading_ReplacesTheEarlierOne()
    {
        var merged = OrderMirror.Merge([Order(1, 5), Order(2, 5)], [Order(2, 3), Order(3, 1)]);

        Assert.Equal([(1L, 5m), (2L, 3m), (3L, 1m)], merged.Select(order => (order.OrderId, order.Lines[0].Taken.Units)));
    }

    [Fact]
    public void Merge_KeepsEachOrderOnce_TheLastReadingOfIt() =>
        Always.Holds(
            Gen.Two(Generate.ListOf(Gen.Zip(Gen.Choose(1, 9), Gen.Choose(0, 4)), 8)),
            pair =>
            {
                var mirror = pair.Item1.DistinctBy(one => one.Item1).Select(one => Order(one.Item1, one.Item2)).ToList();
                var read = pair.Item2.Select(one => Order(one.Item1, one.Item2)).ToList();
                var merged = OrderMirror.Merge(mirror, read);
                return merged.All(order =>
                        order == (read.FindLast(one => one.OrderId == order.OrderId) ?? mirror.Find(one => one.OrderId == order.OrderId))
                    )
                    && merged
                        .Select(order => order.OrderId)
                        .SequenceEqual(mirror.Concat(read).Select(order => order.OrderId).Distinct().Order());
            }
        );

    [Fact]
    public void Merge_TakesTheLaterReading_EvenWithTheSameStampOrAnEarlierOne()
    {
        // Twice changed within a second; and a shop whose clock was set back.
        Assert.Equal(3, Assert.Single(OrderMirror.Merge([Order(1, 5)], [Order(1, 3)])).Lines[0].Taken.Units);
        Assert.Equal(3, Assert.Single(OrderMirror.Merge([Order(1, 5)], [Order(1, 3, daysAgo: 1)])).Lines[0].Taken.Units);
    }

    [Fact]
    public void Merge_OfTheSameReadingAgain_ChangesNothing_AndTheOrderOfDifferentOrdersDoesNotMatter() =>
        Always.Holds(
            Gen.Two(Generate.ListOf(Gen.Zip(Gen.Choose(1, 9), Gen.Choose(0, 4)), 8)),
            pair =>
            {
                var mirror = pair.Item1.DistinctBy(one => one.Item1).Select(one => Order(one.Item1, one.Item2)).ToList();
                var read = pair.Item2.DistinctBy(one => one.Item1).Select(one => Order(one.Item1, one.Item2)).ToList();
                var merged = OrderMirror.Merge(mirror, read);
                return OrderMirror.Merge(merged, read).SequenceEqual(merged)
                    && OrderMirror.Merge(Enumerable.Reverse(mirror), Enumerable.Reverse(read)).SequenceEqual(merged)
                    && OrderMirror.Merge(OrderMirror.Merge(mirror, read.Take(3)), read.Skip(3)).SequenceEqual(merged);
            }
        );

    [Fact]
    public void Prune_NeverDropsWhatReserves_AndDoesNothingTheSecondTime() =>
        Always.Holds(
            Generate.ListOf(Gen.Zip(Gen.Choose(-1, 2), Gen.Choose(0, 5)), 8),
            pairs =>
            {
                var mirror = pairs.Select((one, id) => Order(id, one.Item1, daysAgo: one.Item2)).ToList();
                var kept = OrderMirror.Prune(mirror, order => order.OrderId % 3 == 0, Now);
                return mirror.Where(order => order.HoldsStock && order.OrderId % 3 != 0).All(kept.Contains)
                    && OrderMirror.Prune(kept, order => order.OrderId % 3 == 0, Now).SequenceEqual(kept);
            }
        );

    [Fact]
    public void LineThatNeverTookStock_HoldsWhileItIsToBeDelivered()
    {
        var line = new WebOrderLine(Listing, null, Some.Units(2), Quantity.Zero) { IsUntaken = true };
        var order = Some.Order(1, Now.AddDays(-9), line);

        Assert.Single(OrderMirror.Prune([order], _ => false, Now));
        Assert.Single(OrderMirror.Prune([order with { Status = "completed" }], _ => false, Now));
        Assert.Empty(OrderMirror.Prune([order with { Status = "completed" }], _ => true, Now));
        Assert.Empty(OrderMirror.Prune([order with { Status = "cancelled" }], _ => false, Now));
    }

    [Fact]
    public void LineWhoseProductWasDeleted_KeepsItsName()
    {
        WebOrderLine[] lines = [Some.Line(Listing, Some.Sku(1), 2), Some.Line(Some.ListingId(2), Some.Sku(2), 3), Some.Line(null, null, 1)];
        var before = Some.Order(1, Now, lines);
        var read = before with
        {
            Lines = [lines[0] with { Listing = null, Sku = null }, lines[1] with { Ordered = Some.Units(4) }, lines[2]],
        };
        Assert.Equal(read.Lines, Assert.Single(OrderMirror.Merge([before], [read])).Lines);

        before = before with { Lines = [.. lines[..2]] };
        read = read with { Lines = [.. read.Lines.Take(2)] };
        var kept = Assert.Single(OrderMirror.Merge([before], [read]));
        Assert.Equal([Listing, Some.ListingId(2)], kept.Lines.Select(line => line.Listing));
        Assert.Equal([2m, 4m], kept.Lines.Select(line => line.Ordered.Units));
        Assert.Equal(kept.Lines, Assert.Single(OrderMirror.Merge([kept], [read])).Lines);
        Assert.False(OrderMirror.SameEffect(before, read));
        Assert.True(OrderMirror.SameEffect(kept, read));
    }

    [Fact]
    public void Touched_IsWhatDiffers_WhateverItsStamp()
    {
        var old = Now.AddMinutes(-1);
        var known = Order(1, 5) with { ModifiedAt = old };

        Assert.Empty(OrderMirror.Touched([known], [known], Now));
        Assert.Equal([Listing], OrderMirror.Touched([known], [], Now).Keys);
        Assert.Equal([Listing], OrderMirror.Touched([known], [Order(1, 4) with { ModifiedAt = old }], Now).Keys);
        Assert.Equal([Listing], OrderMirror.Touched([known with { Status = "cancelled" }], [known], Now).Keys);
    }

    [Fact]
    public void Prune_KeepsWhatHoldsStock_HoweverOld() => Assert.Single(OrderMirror.Prune([Order(1, 5, daysAgo: 400)], _ => false, Now));

    [Fact]
    public void Prune_DropsWhatTheTillKnows_OnceItIsOld()
    {
        Assert.Empty(OrderMirror.Prune([Order(1, 5, daysAgo: 3)], _ => true, Now));
        Assert.Single(OrderMirror.Prune([Order(1, 5, daysAgo: 1)], _ => true, Now));
    }

    [Fact]
    public void Prune_DropsWhatHoldsNothing_OnceItIsOld()
    {
        Assert.Empty(OrderMirror.Prune([Order(1, 0, daysAgo: 3)], _ => false, Now));
        Assert.Single(OrderMirror.Prune([Order(1, 0, daysAgo: 1)], _ => false, Now));
    }

    [Fact]
    public void NegativeLine_HoldsNothing() => Assert.False(OrderMirror.HoldsStock(Order(1, -3)));

    [Fact]
    public void SameEffect_LooksAtStatusAndLines()
    {
        Assert.True(OrderMirror.SameEffect(Order(1, 5), Order(1, 5, daysAgo: 4)));
        Assert.False(OrderMirror.SameEffect(Order(1, 5), Order(1, 4)));
        Assert.False(OrderMirror.SameEffect(Order(1, 5), Order(1, 5) with { Status = "completed" }));
    }

    [Fact]
    public void Moved_IsWhatTakesMoreOrLess_OrIsNew_OrHasAnotherStamp()
    {
        Assert.Equal([Listing], OrderMirror.Moved([Order(1, 5)], []));
        Assert.Equal([Listing], OrderMirror.Moved([Order(1, 0)], []));
        Assert.Equal([Listing], OrderMirror.Moved([Order(1, 0)], [Order(1, 5)]));
        Assert.Equal([Listing], OrderMirror.Moved([Order(1, 5)], [Order(1, 5, daysAgo: 1)]));
        Assert.Empty(OrderMirror.Moved([Order(1, 5)], [Order(1, 5)]));
        Assert.Empty(OrderMirror.Moved([Order(1, 5) with { Status = "completed" }], [Order(1, 5)]));
    }

    [Fact]
    public void Moved_CountsLinesThatAnEditRemoved()
    {
        var before = Order(1, 5) with { Lines = [Some.Line(Listing, null, 5), Some.Line(Some.ListingId(2), null, 1)] };

        Assert.Equal([Listing, Some.ListingId(2)], OrderMirror.Moved([Order(1, 5)], [before]).Order());
    }

    [Fact]
    public void Touched_IsWhatChangedSince_TheMomentIncluded()
    {
        WebOrder[] orders =
        [
            Order(1, 5),
            Order(2, 5) with
            {
                Lines = [Some.Line(Some.ListingId(2), null, 1)],
                ModifiedAt = Now.AddSeconds(-1),
            },
        ];

        var touched = OrderMirror.Touched(orders, [orders[1]], Now);

        Assert.Equal((Listing, 1L), (Assert.Single(touched).Key, Assert.Single(touched).Value));
    }

    [Fact]
    public void Touched_CountsLinesThatAnEditRemoved()
    {
        var before = Order(1, 5) with { Lines = [Some.Line(Listing, null, 5), Some.Line(Some.ListingId(2), null, 1)] };

        var touched = OrderMirror.Touched([Order(1, 5)], [before], Now);

        Assert.Equal([Listing, Some.ListingId(2)], touched.Keys.Order());
    }

    private static WebOrder Order(long id, decimal taken, int daysAgo = 0) =>
        Some.Order(id, Now.AddDays(-daysAgo), Some.Line(Listing, null, taken));
}
