using FsCheck.Fluent;
using Tillsync.Core.Deciding;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Tillsync.Testing;
using Tillsync.Tests.Stock;

namespace Tillsync.Tests.Deciding;

/// <summary>What an order holds beyond what its staging rows gave the till.</summary>
public sealed class TakenLinesTests
{
    private static readonly ListingId Product = Some.ListingId(1);
    private static readonly ListingId Red = new(500, 501);
    private static readonly ListingId Blue = new(500, 502);

    [Theory]
    [InlineData(4, 2, 2)]
    [InlineData(2, 2, 0)]
    [InlineData(1, 2, 0)] // Refunded or edited down: the till has more than the order holds.
    [InlineData(0, 2, 0)]
    [InlineData(4, 0, 4)]
    [InlineData(4, -1, 4)]
    public void Rest_IsWhatTheLineHoldsMoreThanTheRowGave(decimal held, decimal given, decimal rest) =>
        Assert.Equal([rest], Rest([Line(Product, held)], [Entry(Product.ProductId, null, null, given)]));

    [Fact]
    public void LineThatWasAdded_ReservesWhole() =>
        Assert.Equal([0, 1], Rest([Line(Product, 2), Line(Some.ListingId(2), 1)], [Entry(Product.ProductId, null, null, 2)]));

    [Fact]
    public void ProductThatWasReplaced_ReservesWhole() =>
        Assert.Equal([2], Rest([Line(Some.ListingId(2), 2)], [Entry(Product.ProductId, null, null, 2)]));

    [Fact]
    public void Variations_AreToldApart_ByIdOrByCode()
    {
        IReadOnlyList<WebOrderLine> lines = [Line(Red, 3, "S-RED"), Line(Blue, 3, "S-BLUE")];

        Assert.Equal([3, 1], Rest(lines, [Entry(500, 502, null, 2)]));
        Assert.Equal([3, 1], Rest(lines, [Entry(500, null, " s-blue ", 2)]));
        Assert.Equal([3, 3], Rest(lines, [Entry(500, null, null, 2)]));
        Assert.Equal([1, 3], Rest(lines, [Entry(501, null, null, 2)]));
        Assert.Equal([1, 3], Rest(lines, [Entry(null, null, "S-RED", 2)]));
        Assert.Equal([3, 3], Rest(lines, [Entry(500, 503, "S-RED", 2)]));
    }

    [Fact]
    public void WhereTheProductDoesNotTell_TheCodeDoes()
    {
        Assert.Equal([1], Rest([Line(Product, 3, "A")], [Entry(null, null, "a", 2)]));
        Assert.Equal([1], Rest([Line(null, 3, "A")], [Entry(9, null, "A", 2)]));
        Assert.Equal([1], Rest([Line(Product, 3, "A")], [Entry(9, null, "A", 2)]));
        Assert.Equal([3], Rest([Line(Product, 3, "A")], [Entry(9, null, "B", 2)]));
        // The product was deleted for good before the row was written.
        Assert.Equal([1], Rest([Line(null, 3)], [Entry(null, null, null, 2)]));
        Assert.Equal([3], Rest([Line(Product, 3)], [Entry(null, null, null, 2)]));
    }

    [Fact]
    public void SeveralEntriesOfAProduct_AddUp_AndSeveralLinesShareThem()
    {
        var two = Entry(Product.ProductId, null, null, 2);

        Assert.Equal([1], Rest([Line(Product, 5)], [two, two]));
        Assert.Equal([0, 2], Rest([Line(Product, 3), Line(Product, 3)], [two, two]));
        Assert.Equal([0, 1, 2], Rest([Line(Product, 1), Line(Product, 2), Line(Product, 2)], [two]));
    }

    [Fact]
    public void OfSeveralRows_TheOneThatGaveMostCounts_LineByLine()
    {
        var order = Some.Order(1, Some.Instant, Line(Product, 5), Line(Red, 5, "S-RED"));

        var rest = TakenLines.Rest(
            order,
            [
                [Entry(Product.ProductId, null, null, 2), Entry(500, 501, null, 1)],
                [Entry(Product.ProductId, null, null, 1), Entry(500, null, "S-RED", 4)],
            ]
        );

        Assert.Equal([3m, 1m], rest.Select(units => units.Units));
    }

    [Theory]
    [InlineData(1, 12, 1, 0)] // A box of which the shop takes twelve.
    [InlineData(2, 24, 1, 12)]
    [InlineData(2, 4, 2, 0)] // Before 9.9 an edit moves nothing: two of four are to be delivered, and the till has two.
    public void LineThatTookMoreThanItCounts_IsKnownByWhatItCounts(decimal ordered, decimal taken, decimal given, decimal rest) =>
        Assert.Equal(
            [rest],
            Rest([new WebOrderLine(Product, null, Some.Units(ordered), Some.Units(taken))], [Entry(Product.ProductId, null, null, given)])
        );

    [Fact]
    public void LineThatTookNothingThoughItIsToBeDelivered_CountsAsOrdered()
    {
        var line = new WebOrderLine(Product, null, Some.Units(3), Quantity.Zero) { IsUntaken = true };

        Assert.Equal([1], Rest([line], [Entry(Product.ProductId, null, null, 2)]));
    }

    [Fact]
    public void WhatIsGivenAndWhatIsReserved_TogetherAreWhatIsHeld()
    {
        // Of one product: the rows' order does not matter, more rows never reserve more, and nothing is given twice.
        var rows = Generate.ListOf(Generate.ListOf(Gen.Choose(0, 6), 4), 3);
        Always.Holds(
            Gen.Zip(Generate.ListOf(Gen.Choose(-1, 6), 4), rows),
            pair =>
            {
                var order = Some.Order(1, Some.Instant, [.. pair.Item1.Select(units => Line(Product, units))]);
                var given = pair.Item2.Select(row => row.Select(units => Entry(Product.ProductId, null, null, units)).ToList()).ToList();
                var rest = TakenLines.Rest(order, given);
                var total = rest.Sum(units => units.Units);
                var most = given.Select(row => row.Sum(entry => entry.Quantity.Units)).DefaultIfEmpty().Max();
                return total == Math.Max(0, order.Held.Units - most)
                    && rest.Zip(order.HeldByLines).All(both => both.First >= Quantity.Zero && both.First <= both.Second)
                    && rest.SequenceEqual(TakenLines.Rest(order, Enumerable.Reverse(given)))
                    && rest.Zip(TakenLines.Rest(order, given.Skip(1))).All(both => both.First <= both.Second);
            }
        );
    }

    private static IEnumerable<decimal> Rest(IReadOnlyList<WebOrderLine> lines, IReadOnlyList<StagedLine> row) =>
        TakenLines.Rest(Some.Order(1, Some.Instant, lines), [row]).Select(units => units.Units);

    private static WebOrderLine Line(ListingId? listing, decimal held, string? sku = null) => Some.Line(listing, Sku.From(sku), held);

    private static StagedLine Entry(long? product, long? variation, string? sku, decimal units) =>
        new(product, variation, Sku.From(sku), Some.Units(units));
}
