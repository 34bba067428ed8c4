using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Core.Stock;
using Tillsync.Testing;

namespace Tillsync.Tests.Detecting;

public sealed class ChangeDetectorTests
{
    private static readonly DateTimeOffset Now = Some.Instant;
    private static readonly Sku Sku = Some.Sku();

    [Fact]
    public void WithoutPositions_NeverSynced()
    {
        var result = ChangeDetector.Check(Quiet() with { Positions = null, Till = null, ChangedOrders = null });

        Assert.True(result.IsNeeded);
        Assert.Equal("Never synced before", result.Reason);
        Assert.Null(result.LastFullSyncAt);
    }

    [Fact]
    public void NothingChanged_IsNotNeeded()
    {
        var result = ChangeDetector.Check(Quiet(3.2));

        Assert.False(result.IsNeeded);
        Assert.Equal("No changes detected (last sync 3.2 hours ago)", result.Reason);
        Assert.Empty(result.Events);
    }

    [Theory]
    [InlineData(13, "12+ hours since last sync (13.0 hours)")]
    [InlineData(12, "12+ hours since last sync (12.0 hours)")]
    public void Threshold_MakesASyncDue(double hours, string reason) => AssertReason(reason, Quiet(hours));

    [Fact]
    public void ScheduleOfTwelveHoursThatStartsSecondsEarly_IsDue_D25() =>
        AssertReason("12+ hours since last sync (12.0 hours)", Quiet(11.999));

    [Fact]
    public void WellBeforeTheThreshold_IsNotDue() => Assert.False(ChangeDetector.Check(Quiet(11.9)).IsNeeded);

    [Fact]
    public void ClockSetBack_IsDue_D31() =>
        AssertReason("The last sync lies 2.0 hours in the future: this machine's clock was set back", Quiet(-2));

    [Fact]
    public void NewOrders_OfTheShopAndOfStaging_CountOnce()
    {
        var input = Quiet() with
        {
            ChangedOrders = [Order(15_479), Order(15_487)],
            Till = Reading() with { StagedOrders = [new StagedOrder(28, 15_479, false, null)] },
        };

        AssertReason("New orders detected (2 orders)", input);
    }

    [Fact]
    public void OrderStagedByTheIntegration_IsNew()
    {
        var input = Quiet() with { Till = Reading() with { StagedOrders = [new StagedOrder(28, 15_479, false, null)] } };

        AssertReason("New orders detected (1 orders)", input);
    }

    [Fact]
    public void KnownOrders_AreNotNew()
    {
        var input = Quiet() with
        {
            ChangedOrders = [Order(15_479)],
            KnownOrders = [Order(15_479)],
            Till = Reading() with { StagedOrders = [new StagedOrder(28, 15_479, false, null)] },
            KnownStagedOrders = new HashSet<long> { 28 },
        };

        Assert.False(ChangeDetector.Check(input).IsNeeded);
    }

    [Fact]
    public void KnownOrderThatHoldsLess_IsAChange()
    {
        var cancelled = Some.Order(15_479, Now, Some.Line(Some.ListingId(), Sku, 0)) with { Status = "cancelled" };

        AssertReason("Order changes detected (1 orders)", Quiet() with { ChangedOrders = [cancelled], KnownOrders = [Order(15_479)] });
    }

    [Fact]
    public void NoteOnAKnownOrder_IsNotAChange()
    {
        var noted = Order(15_479) with { ModifiedAt = Now };

        Assert.False(ChangeDetector.Check(Quiet() with { ChangedOrders = [noted], KnownOrders = [Order(15_479)] }).IsNeeded);
    }

    [Fact]
    public void NewProducts_AreCounted() =>
        AssertReason(
            "New products detected (2 products)",
            Quiet() with
            {
                Till = Reading(Some.Item(Sku), Some.Item(Some.Sku(2)), Some.Item(Some.Sku(3))),
            }
        );

    [Fact]
    public void ProductChanges_PhaseOutsAndDeletions_AreCounted()
    {
        var input = Quiet() with
        {
            Remembered = [.. Enumerable.Range(1, 5).Select(number => Remember(Some.Item(Some.Sku(number))))],
            Till = Reading(
                Some.Item(Some.Sku(1)) with
                {
                    ProductStamp = "p2",
                },
                Some.Item(Some.Sku(2)) with
                {
                    Status = "D",
                },
                Some.Item(Some.Sku(3)) with
                {
                    IsWebItem = false,
                },
                Some.Item(Some.Sku(4))
            ),
        };

        AssertReason("Product changes detected (4 products)", input);
    }

    [Fact]
    public void InventoryChangeWithoutAnyDate_IsFound()
    {
        var sold = Some.Item(Sku, 9);

        AssertReason("Inventory changes detected (1 items)", Quiet() with { Till = Reading(sold) });
    }

    [Fact]
    public void InventoryStampAlone_IsFound() =>
        AssertReason(
            "Inventory changes detected (1 items)",
            Quiet() with
            {
                Till = Reading(Some.Item(Sku) with { InventoryStamp = "i2" }),
            }
        );

    [Fact]
    public void ChangeOlderThanAnHour_IsFoundHoweverOldTheLastSync_D22() =>
        AssertReason(
            "Inventory changes detected (1 items)",
            Quiet(6) with
            {
                Till = Reading(Some.Item(Sku, 9) with { InventoryStamp = "three hours ago" }),
            }
        );

    [Fact]
    public void EditsOfItemsThatAreNotForTheWeb_AreIgnored_D28()
    {
        var hidden = Some.Item(Some.Sku(2)) with { IsWebItem = false };
        var input = Quiet() with
        {
            Remembered = [Remember(Some.Item(Sku)), Remember(hidden)],
            Till = Reading(
                Some.Item(Sku),
                hidden with
                {
                    Status = "D",
                    ProductStamp = "p9",
                    InventoryStamp = "i9",
                    Locations = [Some.Row(1)],
                },
                Some.Item(Some.Sku(3)) with
                {
                    IsWebItem = false,
                }
            ),
        };

        Assert.False(ChangeDetector.Check(input).IsNeeded);
    }

    [Fact]
    public void ItemPutOnTheWeb_IsANewProduct()
    {
        var input = Quiet() with { Remembered = [Remember(Some.Item(Sku) with { IsWebItem = false })] };

        AssertReason("New products detected (1 products)", input);
    }

    [Fact]
    public void FailedProbe_IsYesAndNamed_D24()
    {
        var input = Quiet() with { Till = null, Failures = [new ProbeFailure("IM_INV", "Login failed. Grant SELECT.")] };

        AssertReason("Check failed: IM_INV: Login failed. Grant SELECT.", input);
    }

    [Fact]
    public void EveryProbeFailing_IsYesAndNoneIsHidden_D24()
    {
        var input = Quiet() with
        {
            Till = null,
            ChangedOrders = null,
            Failures = [new ProbeFailure("IM_INV", "a"), new ProbeFailure(TillProbes.ShopOrders, "b")],
        };

        var result = ChangeDetector.Check(input);

        Assert.True(result.IsNeeded);
        Assert.Equal(["Check failed: IM_INV: a", "Check failed: Shop orders: b"], result.Events.Select(found => found.Text));
    }

    [Fact]
    public void FailureOfAnOptionalPart_IsYesToo()
    {
        var input = Quiet() with
        {
            Till = Reading(Some.Item(Sku)) with { Failures = [new ProbeFailure(TillProbes.InventoryView, "gone")] },
        };

        AssertReason("Check failed: VI_INVENTORY_SYNC: gone", input);
    }

    [Fact]
    public void ChangedPolicy_IsYes() =>
        AssertReason("Stock policy changed since the last sync", Quiet() with { Policy = Some.Policy(safetyStock: 2) });

    [Fact]
    public void WorkLeft_IsYes() => AssertReason("Work left over (3 items to try again)", Quiet() with { DueWork = 3 });

    [Fact]
    public void SeveralEvents_AreAllGiven_TheFirstIsTheReason()
    {
        var result = ChangeDetector.Check(
            Quiet(13) with
            {
                ChangedOrders = [Order(1)],
                Till = Reading(Some.Item(Sku, 9), Some.Item(Some.Sku(2))),
                DueWork = 1,
            }
        );

        Assert.Equal("12+ hours since last sync (13.0 hours)", result.Reason);
        Assert.Equal(
            [
                CheckEventKind.ThresholdPassed,
                CheckEventKind.NewOrders,
                CheckEventKind.NewProducts,
                CheckEventKind.InventoryChanges,
                CheckEventKind.WorkLeft,
            ],
            result.Events.Select(found => found.Kind)
        );
    }

    /// <summary>One web item, remembered as it is, and no orders.</summary>
    private static DetectInput Quiet(double hoursSinceSync = 3.2) =>
        new(
            Some.Positions(Now.AddHours(-hoursSinceSync)),
            [Remember(Some.Item(Sku))],
            new HashSet<long>(),
            [],
            Reading(Some.Item(Sku)),
            [],
            [],
            0,
            Some.Policy(),
            TimeSpan.FromHours(12),
            Now
        );

    private static void AssertReason(string reason, DetectInput input)
    {
        var result = ChangeDetector.Check(input);

        Assert.Equal(reason, result.Reason);
        Assert.True(result.IsNeeded);
    }

    private static TillReading Reading(params TillItem[] items) => Some.Reading(items.Length == 0 ? [Some.Item(Sku)] : items);

    private static WebOrder Order(long id) => Some.Order(id, Now.AddHours(-1), Some.Line(Some.ListingId(), Sku, 2));

    private static RememberedItem Remember(TillItem item) =>
        Assert.Single(ItemChanges.Difference(Some.Reading(item), [], new HashSet<Sku>(), Some.Policy()).Changed);
}
