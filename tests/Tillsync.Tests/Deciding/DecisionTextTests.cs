using Tillsync.Core.Deciding;
using Tillsync.Core.Stock;

namespace Tillsync.Tests.Deciding;

public sealed class DecisionTextTests
{
    [Fact]
    public void List_ByAvailable_ShowsEveryInput() =>
        Assert.Equal(
            "available 15 (on hand 495 - committed 480) - reserved 2 - safety stock 0 = 13 -> lists 13",
            DecisionText.Arithmetic(List(StockBasis.Available, available: 15, sellable: 13, lists: 13))
        );

    [Fact]
    public void List_ByAvailableThatIsNotTheDifference_DoesNotClaimIt() =>
        Assert.Equal(
            "available 14.5 (the till's own; on hand 495, committed 480) - reserved 2 - safety stock 0 = 12.5 -> lists 12",
            DecisionText.Arithmetic(List(StockBasis.Available, available: 14.5m, sellable: 12.5m, lists: 12))
        );

    [Fact]
    public void List_ByOnHand_LeavesCommittedOut() =>
        Assert.Equal(
            "on hand 495 - reserved 2 - safety stock 0 = 493 -> lists 493",
            DecisionText.Arithmetic(List(StockBasis.OnHand, available: 15, sellable: 493, lists: 493))
        );

    [Fact]
    public void PhaseOut_SaysWhy() =>
        Assert.Equal(
            "phased out (Status): STAT is 'D'. -> lists 0",
            DecisionText.Arithmetic(new Decision.PhaseOut(new Sku("A"), PhaseOutCause.Status, "STAT is 'D'."))
        );

    [Fact]
    public void Unknown_WritesNothing() =>
        Assert.Equal(
            "stock unknown (Kit): A kit's stock is that of its parts. -> nothing is written",
            DecisionText.Arithmetic(new Decision.Unknown(new Sku("A"), UnknownCause.Kit, "A kit's stock is that of its parts."))
        );

    private static Decision.List List(StockBasis basis, decimal available, decimal sellable, decimal lists) =>
        new(
            new Sku("A"),
            new ListedQuantity(new Quantity(lists)),
            new AvailableToSell(new Quantity(sellable)),
            new StockLevel.Counted(new OnHand(new Quantity(495)), new Committed(new Quantity(480)), new Quantity(available)),
            basis,
            new Reserved(new Quantity(2)),
            new SafetyStock(Quantity.Zero)
        );
}
