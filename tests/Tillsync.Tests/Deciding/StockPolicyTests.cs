using Tillsync.Core.Deciding;
using Tillsync.Core.Stock;
using Tillsync.Testing;

namespace Tillsync.Tests.Deciding;

public sealed class StockPolicyTests
{
    public static TheoryData<StockPolicy> Changes =>
        [
            Some.Policy(basis: StockBasis.OnHand),
            Some.Policy(safetyStock: 1),
            Some.Policy(known: OrderKnowledge.Manual),
            Some.Policy(takesOver: true),
            Some.Policy() with
            {
                Locations = SellingLocations.Every,
            },
            Some.Policy() with
            {
                Locations = SellingLocations.Only("01", "02"),
            },
            Some.Policy() with
            {
                Locations = SellingLocations.AllBut("01"),
            },
            Some.Policy() with
            {
                ActiveStatuses = ["A", "D"],
            },
            Some.Policy() with
            {
                PhasedOutStatuses = ["D"],
            },
            Some.Policy().With(new StockRules([new StockRule(RuleSubject.Of(Some.Sku(1)), Some.Units(0), null)])),
        ];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Fingerprint_ChangesWithEveryPart(StockPolicy changed)
    {
        ArgumentNullException.ThrowIfNull(changed);
        Assert.NotEqual(Some.Policy().Fingerprint(), changed.Fingerprint());
    }

    [Fact]
    public void Fingerprint_DoesNotDependOnOrderOrSpelling()
    {
        var left = Some.Policy() with { Locations = SellingLocations.Only("01", "main"), SafetyStock = new SafetyStock(Some.Units(2)) };
        var right = Some.Policy() with
        {
            Locations = SellingLocations.Only("MAIN ", "01"),
            SafetyStock = new SafetyStock(Some.Units(2.00m)),
        };

        Assert.Equal(left.Fingerprint(), right.Fingerprint());
    }
}
