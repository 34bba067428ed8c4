using Tillsync.Core.Planning;
using Tillsync.Testing;

namespace Tillsync.Tests.Planning;

public sealed class PlanGuardTests
{
    private static readonly GuardLimits Limits = new(MaxZeroedPercent: 20, MaxZeroedItems: 50, MaxLostRowsPercent: 10, AlwaysAllowItems: 5);

    [Fact]
    public void OrdinaryPlan_IsNotHeld() => Assert.Empty(Reasons(Input()));

    [Fact]
    public void FirstPlan_HasNothingToBeComparedWith() =>
        Assert.Empty(Reasons(Input() with { Last = null, TillKey = "a", ShopKey = "b", PolicyFingerprint = "c" }));

    [Fact]
    public void NoItems_HoldsThePlan() =>
        Assert.Equal(
            "The till returned no items at all. Is this the right company database?",
            Reasons(Input() with { ItemCount = 0, StockRowCount = 0 })[0]
        );

    [Fact]
    public void NoStockRows_HoldsThePlan() =>
        Assert.Contains(
            "The till returned no stock rows at the selling locations. Check Till:Locations and IM_INV.",
            Reasons(Input() with { StockRowCount = 0 })
        );

    [Theory]
    [InlineData(900, null)]
    [InlineData(
        899,
        "The till returned 899 stock rows, 101 (10.1 %) fewer than at the last sync; the limit is Guard:MaxLostRowsPercent = 10."
    )]
    public void LostRows_HoldThePlanAboveTheLimit(int rows, string? reason) => AssertReason(reason, Input() with { StockRowCount = rows });

    [Fact]
    public void FewLostRows_AreAlwaysAllowed() =>
        Assert.Empty(Reasons(Input() with { StockRowCount = 5, Last = Some.Positions(stockRows: 10) }));

    [Fact]
    public void MoreRows_AreNotLost() => Assert.Empty(Reasons(Input() with { StockRowCount = 5000 }));

    [Theory]
    [InlineData(20, 100, null)]
    [InlineData(21, 100, "21 of 100 listings (21 %) would go to zero; the limit is Guard:MaxZeroedPercent = 20.")]
    [InlineData(50, 1000, null)]
    [InlineData(51, 1000, "51 listings would go to zero; the limit is Guard:MaxZeroedItems = 50.")]
    [InlineData(5, 5, null)]
    [InlineData(6, 6, "6 of 6 listings (100 %) would go to zero; the limit is Guard:MaxZeroedPercent = 20.")]
    public void Zeroed_HoldThePlanAboveTheLimits(int zeroed, int kept, string? reason) =>
        AssertReason(reason, Input(zeroed) with { ListingsKept = kept });

    [Theory]
    [InlineData(5, null)]
    [InlineData(6, "Stock management would be switched on for 6 listings; more than Guard:AlwaysAllowItems = 5 want approval.")]
    public void TakeOvers_HoldThePlanAboveTheLimit_AlsoTheFirst(int takenOver, string? reason)
    {
        var writes = Enumerable
            .Range(1, 20)
            .Select(number => Some.Write(Some.ListingId(number), Some.Sku(number), null, 7, takesOver: number <= takenOver));
        var input = Input() with { Plan = Some.Plan([.. writes]) };

        AssertReason(reason, input);
        AssertReason(reason, input with { Last = null });
    }

    [Fact]
    public void NoLimitByCount_LeavesTheShare() =>
        Assert.Empty(PlanGuard.Reasons(Input(100) with { ListingsKept = 1000 }, Limits with { MaxZeroedItems = null }));

    [Fact]
    public void ListingsThatAreAtZeroAlready_AreNotZeroed()
    {
        var writes = Enumerable.Range(1, 60).Select(number => Some.Write(Some.ListingId(number), Some.Sku(number), -3, 0));

        Assert.Empty(Reasons(Input() with { Plan = Some.Plan([.. writes]), ListingsKept = 60 }));
    }

    [Fact]
    public void ListingsWithoutANumber_AreZeroed()
    {
        var writes = Enumerable.Range(1, 60).Select(number => Some.Write(Some.ListingId(number), Some.Sku(number), null, 0));

        Assert.Single(Reasons(Input() with { Plan = Some.Plan([.. writes]), ListingsKept = 1000 }));
    }

    [Theory]
    [InlineData(20, 100, null)]
    [InlineData(21, 100, "21 of 100 listings (21 %) would be lowered; the limit is Guard:MaxLoweredPercent = 20.")]
    [InlineData(51, 1000, "51 listings would be lowered; the limit is Guard:MaxLoweredItems = 50.")]
    [InlineData(5, 5, null)]
    public void Lowered_HoldThePlanAboveTheLimits(int count, int kept, string? reason) => AssertMoved(10, 4, count, kept, reason);

    [Theory]
    [InlineData(20, 100, null)]
    [InlineData(21, 100, "21 of 100 listings (21 %) would be raised; the limit is Guard:MaxRaisedPercent = 20.")]
    [InlineData(51, 1000, "51 listings would be raised; the limit is Guard:MaxRaisedItems = 50.")]
    [InlineData(5, 5, null)]
    public void Raised_HoldThePlanAboveTheLimits(int count, int kept, string? reason)
    {
        AssertMoved(4, 10, count, kept, reason);
        AssertMoved(0, 10, count, kept, reason);
        AssertMoved(null, 10, count, kept, reason);
    }

    [Fact]
    public void LoweringAndRaising_HaveNoLimitUnlessOneIsSet()
    {
        var writes = Enumerable
            .Range(1, 200)
            .Select(number => Some.Write(Some.ListingId(number), Some.Sku(number), 5, number % 2 == 0 ? 1 : 9));

        Assert.Empty(Reasons(Input() with { Plan = Some.Plan([.. writes]), ListingsKept = 200 }));
    }

    [Fact]
    public void OtherCompanyDatabase_HoldsThePlan() =>
        AssertReason("The till is another company database than the one that was synced before.", Input() with { TillKey = "other" });

    [Fact]
    public void OtherShop_HoldsThePlan() =>
        AssertReason("The shop is another one than the one that was synced before.", Input() with { ShopKey = "other" });

    [Fact]
    public void OtherPolicy_HoldsAPlanThatWrites()
    {
        AssertReason(
            "The stock policy (Stock, Till:Locations, Till:Basis, Till:ActiveStatuses or a stock rule) changed since the last sync.",
            Input(1) with
            {
                PolicyFingerprint = "other",
            }
        );
        Assert.Empty(Reasons(Input() with { PolicyFingerprint = "other" }));
    }

    [Fact]
    public void EveryReason_IsGiven() => Assert.Equal(3, Reasons(Input(60) with { TillKey = "other", ShopKey = "other" }).Count);

    private static GuardInput Input(int zeroed = 0)
    {
        var writes = Enumerable.Range(1, zeroed).Select(number => Some.Write(Some.ListingId(number), Some.Sku(number), 3, 0));
        return new GuardInput(
            Some.Plan([.. writes]),
            ItemCount: 1528,
            StockRowCount: 1000,
            ListingsKept: 1189,
            Some.Till.Key,
            Some.Shop.Key,
            Some.Policy().Fingerprint(),
            Some.Positions(stockRows: 1000)
        );
    }

    private static void AssertMoved(decimal? from, decimal to, int count, int kept, string? reason)
    {
        var limits = Limits with { MaxLoweredPercent = 20, MaxLoweredItems = 50, MaxRaisedPercent = 20, MaxRaisedItems = 50 };
        var writes = Enumerable.Range(1, count).Select(number => Some.Write(Some.ListingId(number), Some.Sku(number), from, to));

        var reasons = PlanGuard.Reasons(Input() with { Plan = Some.Plan([.. writes]), ListingsKept = kept }, limits);

        Assert.Equal(reason is null ? [] : [reason], reasons);
    }

    private static IReadOnlyList<string> Reasons(GuardInput input) => PlanGuard.Reasons(input, Limits);

    private static void AssertReason(string? reason, GuardInput input) => Assert.Equal(reason is null ? [] : [reason], Reasons(input));
}
