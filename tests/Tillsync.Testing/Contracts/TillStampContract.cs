using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Xunit;

namespace Tillsync.Testing.Contracts;

/// <summary>The dates that tell of a change: they move when the till dates a change, and only then.</summary>
public abstract class TillStampContract : TillPulseContract
{
    private const string Before = "2025-08-01T10:00:00";
    private const string After = "2025-12-31T10:11:12";

    [Fact]
    public async Task UnchangedTill_HasUnchangedStamps()
    {
        await ArrangeAsync();

        var (first, second) = (await ReadOneAsync(), await ReadOneAsync());

        Assert.Equal((first.ProductStamp, first.InventoryStamp), (second.ProductStamp, second.InventoryStamp));
        Assert.NotEmpty(first.ProductStamp);
    }

    [Fact]
    public async Task EditedItem_MovesTheProductStampOnly() =>
        await AssertMovesAsync($"UPDATE IM_ITEM SET LST_MAINT_DT = '{After}'", product: true, inventory: false);

    [Fact]
    public async Task EditedItem_IsNotHiddenByAnOlderWebDescription()
    {
        await Bench.ExecuteAsync($"INSERT INTO EC_ITEM_DESCR (ITEM_NO, HTML_DESCR, LST_MAINT_DT) VALUES ('A', 'x', '{Before}')");
        await AssertMovesAsync($"UPDATE IM_ITEM SET LST_MAINT_DT = '{After}'", product: true, inventory: false);

        Assert.Equal(After, await StampOfViewAsync());
    }

    [Fact]
    public async Task NewerWebDescription_MovesTheProductStamp()
    {
        await AssertMovesAsync(
            $"INSERT INTO EC_ITEM_DESCR (ITEM_NO, HTML_DESCR, LST_MAINT_DT) VALUES ('A', 'x', '{After}')",
            product: true,
            inventory: false
        );

        Assert.Equal(After, await StampOfViewAsync());
    }

    [Fact]
    public async Task ReplicationDateOfItem_MovesTheProductStamp() =>
        await AssertMovesAsync($"UPDATE IM_ITEM SET RS_UTC_DT = '{After}'", product: true, inventory: false);

    [Fact]
    public async Task SoldItem_MovesTheInventoryStampOnly() =>
        await AssertMovesAsync($"UPDATE IM_INV SET LST_MAINT_DT = '{After}' WHERE LOC_ID = '01'", product: false, inventory: true);

    [Fact]
    public async Task ReplicationDateOfStock_MovesTheInventoryStamp() =>
        await AssertMovesAsync($"UPDATE IM_INV SET RS_UTC_DT = '{After}' WHERE LOC_ID = '01'", product: false, inventory: true);

    [Fact]
    public async Task NewRowAtASellingLocation_MovesTheInventoryStamp() =>
        await AssertMovesAsync(
            "INSERT INTO IM_INV (ITEM_NO, LOC_ID, QTY_ON_HND, QTY_COMMIT) VALUES ('A', '02', 1, 0)",
            product: false,
            inventory: true
        );

    [Fact]
    public async Task ExcludedLocation_MovesNothing_WithoutTheView()
    {
        await Bench.AlterAsync("DROP VIEW VI_INVENTORY_SYNC");

        await AssertMovesAsync($"UPDATE IM_INV SET LST_MAINT_DT = '{After}' WHERE LOC_ID = 'X'", product: false, inventory: false);
    }

    [Fact]
    public async Task ViewOverAllLocations_MovesTheInventoryStamp() =>
        await AssertMovesAsync($"UPDATE IM_INV SET LST_MAINT_DT = '{After}' WHERE LOC_ID = 'X'", product: false, inventory: true);

    private async Task ArrangeAsync()
    {
        await Bench.AddItemAsync("A", changedAt: Before);
        await Bench.AddStockAsync("A", "01", 1, changedAt: Before);
        await Bench.AddStockAsync("A", "X", 1, changedAt: Before);
    }

    private async Task AssertMovesAsync(string change, bool product, bool inventory)
    {
        await ArrangeAsync();
        var before = await ReadAsync();

        await Bench.ExecuteAsync(change);
        var after = await ReadAsync();

        Assert.Equal(product, before.ProductStamp != after.ProductStamp);
        Assert.Equal(inventory, before.InventoryStamp != after.InventoryStamp);
    }

    private async Task<TillItem> ReadAsync()
    {
        var reading = await Bench.TillSelling(SellingLocations.Only("01", "02")).ReadAsync(None);
        Assert.Empty(reading.Failures);
        return Assert.Single(reading.Items);
    }

    private async Task<string> StampOfViewAsync() =>
        await Bench.ScalarAsync("SELECT LST_MAINT_DT FROM VI_EXPORT_PRODUCTS") switch
        {
            System.DateTime date => date.ToString("s", System.Globalization.CultureInfo.InvariantCulture),
            var text => (string)text!,
        };
}
