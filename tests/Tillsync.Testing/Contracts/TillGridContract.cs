using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Xunit;

namespace Tillsync.Testing.Contracts;

/// <summary>Grid items with their cells, and items that are sold in several units, whatever database the till runs on.</summary>
public abstract class TillGridContract : TillTestBase
{
    [Fact]
    public async Task Cells_AreArticlesOfTheirOwn_WithTheirOwnStock()
    {
        await Bench.AddItemAsync("SHIRT");
        await Bench.AddStockAsync("SHIRT", "01", 7, 1);
        await Bench.AddCellAsync("SHIRT", "01", "RED", "L", 4, 1, "Red / L");
        await Bench.AddCellAsync("SHIRT", "02", "RED", "L", 2);
        await Bench.AddCellAsync("SHIRT", "01", "BLUE", "L", 3);

        var items = await ReadAsync();

        Assert.Equal(["SHIRT", "SHIRT|BLUE|L", "SHIRT|RED|L"], items.Select(item => item.Sku.Text));
        Assert.Equal([ItemKind.Grid, ItemKind.Inventory, ItemKind.Inventory], items.Select(item => item.Kind));
        var red = items[2];
        Assert.Equal(
            [new LocationStock("01", true, 4, 1, 3), new LocationStock("02", true, 2, 0, 2)],
            red.Locations.OrderBy(row => row.Location, StringComparer.Ordinal)
        );
        Assert.Equal((new Sku("SHIRT"), "Article SHIRT Red / L", true), (red.Item, red.Description, red.IsWebItem));
        Assert.Equal(["RED", "L"], red.Cell?.Dimensions);
    }

    [Fact]
    public async Task CellAtALocationThatDoesNotSell_IsReadAndDoesNotSell()
    {
        await Bench.AddItemAsync("SHIRT");
        await Bench.AddCellAsync("SHIRT", "01", "RED", onHand: 4);
        await Bench.AddCellAsync("SHIRT", "99", "RED", onHand: 5);

        var reading = await Bench.TillSelling(SellingLocations.Only("01")).ReadAsync(None);

        var cell = reading.Items.Single(item => item.Sku == new Sku("SHIRT|RED"));
        Assert.Equal([("01", true), ("99", false)], cell.Locations.Select(row => (row.Location, row.Sells)).Order());
    }

    [Fact]
    public async Task CellsThatChange_MoveTheirOwnStampOnly()
    {
        await Bench.AddItemAsync("SHIRT");
        await Bench.AddCellAsync("SHIRT", "01", "RED", onHand: 4);
        await Bench.AddCellAsync("SHIRT", "01", "BLUE", onHand: 4);
        var before = await ReadAsync();

        await Bench.ExecuteAsync("UPDATE IM_INV_CELL SET LST_MAINT_DT = '2026-02-03T04:05:06' WHERE DIM_1_UPR = 'RED'");

        var after = await ReadAsync();
        Assert.Equal(
            [new Sku("SHIRT|RED")],
            after.Where((item, index) => item.InventoryStamp != before[index].InventoryStamp).Select(item => item.Sku)
        );
    }

    [Fact]
    public async Task GridItemWithoutCells_IsNotTakenForAnOrdinaryItem()
    {
        await Bench.AddItemAsync("SHIRT");
        await Bench.ExecuteAsync("UPDATE IM_ITEM SET TRK_METH = 'G'");

        Assert.Equal(ItemKind.Grid, Assert.Single(await ReadAsync()).Kind);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(null)]
    public async Task Decimals_AreRead(int? decimals)
    {
        await Bench.AddItemAsync("ROLL");
        await Bench.ExecuteAsync("UPDATE IM_ITEM SET QTY_DECS = @p0", decimals);

        Assert.Equal(decimals, Assert.Single(await ReadAsync()).Decimals);
    }

    [Fact]
    public async Task RowWithoutDimensions_IsNoCell()
    {
        await Bench.AddItemAsync("CUP");
        await Bench.AddCellAsync("CUP", "01", "*", onHand: 4);
        await Bench.AddCellAsync("GONE", "01", "RED", onHand: 4);

        Assert.Equal(ItemKind.Inventory, Assert.Single(await ReadAsync()).Kind);
    }

    [Fact]
    public async Task SiteWithoutCells_SaysSo()
    {
        await Bench.AddItemAsync("SHIRT");
        await Bench.AlterAsync("DROP TABLE IM_INV_CELL");

        var reading = await Bench.Till.ReadAsync(None);

        Assert.False(reading.ReadsCells);
        Assert.Single(reading.Items);
        Assert.Contains((await Bench.Till.DescribeAsync(None)).Missing, missing => missing.Name == "IM_INV_CELL");
    }

    [Fact]
    public async Task Units_OfWebItemsAreReadWithTheStock()
    {
        await Bench.AddItemAsync("CUP");
        await Bench.AddItemAsync("PLAIN");
        await Bench.AddItemAsync("SHOP ONLY", web: "N");
        await Bench.ExecuteAsync("UPDATE IM_ITEM SET STK_UNIT = 'PK'");
        await Bench.ExecuteAsync("UPDATE IM_ITEM SET ALT_2_UNIT = 'CT', ALT_2_NUMER = 20, ALT_2_DENOM = 1 WHERE ITEM_NO <> 'PLAIN'");

        var items = await ReadAsync();

        Assert.Equal([ItemUnit.Stocking("PK"), new ItemUnit("CT", 20, 1)], items[0].Units);
        Assert.All(items.Skip(1), item => Assert.Empty(item.Units));
    }

    private async Task<IReadOnlyList<TillItem>> ReadAsync() => [.. (await Bench.Till.ReadAsync(None)).Items.OrderBy(item => item.Sku)];
}
