using Xunit;

namespace Tillsync.Testing.Contracts;

/// <summary>The pulse moves with what happens at a till, and only then.</summary>
public abstract class TillPulseContract : TillContract
{
    [Fact]
    public async Task UnchangedTill_HasAnUnchangedPulse()
    {
        await ArrangeAsync();

        Assert.Equal(await Bench.Till.ReadPulseAsync(None), await Bench.Till.ReadPulseAsync(None));
    }

    [Theory]
    [InlineData("UPDATE IM_INV SET QTY_ON_HND = QTY_ON_HND - 1 WHERE ITEM_NO = 'A' AND LOC_ID = '01'")]
    [InlineData("UPDATE IM_INV SET QTY_ON_HND = QTY_ON_HND - 0.0001 WHERE ITEM_NO = 'A' AND LOC_ID = '01'")]
    [InlineData("UPDATE IM_INV SET QTY_COMMIT = QTY_COMMIT + 1 WHERE ITEM_NO = 'A' AND LOC_ID = '01'")]
    [InlineData("UPDATE IM_INV SET LST_MAINT_DT = '2026-02-03T04:05:06' WHERE ITEM_NO = 'A'")]
    [InlineData("UPDATE IM_INV SET QTY_ON_HND = CASE ITEM_NO WHEN 'A' THEN QTY_ON_HND - 1 ELSE QTY_ON_HND + 1 END")]
    [InlineData("DELETE FROM IM_INV WHERE ITEM_NO = 'B'")]
    [InlineData(
        "INSERT INTO IM_INV_CELL (ITEM_NO, LOC_ID, DIM_1_UPR, DIM_2_UPR, DIM_3_UPR, QTY_ON_HND) VALUES ('A', '01', 'RED', '*', '*', 0)"
    )]
    [InlineData("UPDATE IM_ITEM SET IS_ECOMM_ITEM = 'N' WHERE ITEM_NO = 'A'")]
    [InlineData("UPDATE IM_ITEM SET STAT = 'D' WHERE ITEM_NO = 'A'")]
    [InlineData("UPDATE IM_ITEM SET LST_MAINT_DT = '2026-02-03T04:05:06' WHERE ITEM_NO = 'A'")]
    [InlineData("UPDATE IM_INV SET QTY_ON_HND = 99999999999.9999 WHERE ITEM_NO = 'A'")]
    [InlineData("INSERT INTO USER_PRODUCT_MAP (SKU, WOO_PRODUCT_ID, IS_ACTIVE) VALUES ('A', 7, 1)")]
    [InlineData("INSERT INTO USER_ORDER_STAGING (BATCH_ID, WOO_ORDER_ID, IS_APPLIED) VALUES ('B1', 9, 0)")]
    public async Task WhatHappensAtATill_MovesThePulse(string sql)
    {
        await ArrangeAsync();
        var before = await Bench.Till.ReadPulseAsync(None);

        await Bench.ExecuteAsync(sql);

        Assert.NotEqual(before, await Bench.Till.ReadPulseAsync(None));
    }

    [Fact]
    public async Task AnAppliedOrder_MovesThePulse()
    {
        await Bench.AddStagedOrderAsync(9, 0, null);
        var before = await Bench.Till.ReadPulseAsync(None);

        await Bench.ExecuteAsync("UPDATE USER_ORDER_STAGING SET IS_APPLIED = 1");

        Assert.NotEqual(before, await Bench.Till.ReadPulseAsync(None));
    }

    [Fact]
    public async Task ASecondEditWithinTheSecond_MovesThePulse()
    {
        await ArrangeAsync();
        await Bench.ExecuteAsync("UPDATE IM_ITEM SET LST_MAINT_DT = '2026-02-03T04:05:06.100'");
        var before = await Bench.Till.ReadPulseAsync(None);

        await Bench.ExecuteAsync("UPDATE IM_ITEM SET LST_MAINT_DT = '2026-02-03T04:05:06.200'");

        Assert.NotEqual(before, await Bench.Till.ReadPulseAsync(None));
    }

    private async Task ArrangeAsync()
    {
        await Bench.AddItemAsync("A");
        await Bench.AddItemAsync("B");
        await Bench.AddStockAsync("A", "01", 10, 2);
        await Bench.AddStockAsync("B", "01", 4, 0);
    }
}
