using Tillsync.Adapters.Counterpoint;
using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;
using Xunit;

namespace Tillsync.Testing.Contracts;

/// <summary>Units and barcodes as they are read, and the one table of mappings as it is written.</summary>
public abstract class CatalogueContract : TillTestBase
{
    [Fact]
    public async Task Units_AreReadWithTheirFactors()
    {
        await Bench.AddItemAsync("01-1");
        await Bench.ExecuteAsync(
            "UPDATE IM_ITEM SET STK_UNIT = 'PK', ALT_1_UNIT = 'CT', ALT_1_NUMER = 20, ALT_1_DENOM = 1, "
                + "ALT_2_UNIT = 'EA', ALT_2_NUMER = 1, ALT_2_DENOM = 100, ALT_5_UNIT = 'PL', ALT_5_NUMER = 400, ALT_5_DENOM = 1"
        );

        var item = Assert.Single(await Bench.Till.ReadCatalogueAsync(None));

        Assert.Equal([ItemUnit.Stocking("PK"), new("CT", 20, 1), new("EA", 1, 100), new("PL", 400, 1)], item.Units);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(20, 0)]
    [InlineData(null, 1)]
    [InlineData(-20, 1)]
    public async Task UnitWithoutAUsableFactor_HasNone(int? numerator, int denominator)
    {
        await Bench.AddItemAsync("01-1");
        await Bench.ExecuteAsync(
            "UPDATE IM_ITEM SET ALT_1_UNIT = 'CT', ALT_1_NUMER = @p0, ALT_1_DENOM = @p1",
            numerator is { } given ? (decimal)given : null,
            (decimal)denominator
        );

        Assert.Null(Assert.Single(Assert.Single(await Bench.Till.ReadCatalogueAsync(None)).Units).Factor);
    }

    [Fact]
    public async Task Barcodes_AreReadFromBothTables_Once()
    {
        await Bench.AddItemAsync("01-1");
        await Bench.ExecuteAsync("UPDATE IM_ITEM SET BARCOD = '4006381333931'");
        await Bench.ExecuteAsync("INSERT INTO IM_BARCOD (ITEM_NO, BARCOD) VALUES ('01-1', '4006381333931')");
        await Bench.ExecuteAsync("INSERT INTO IM_BARCOD (ITEM_NO, BARCOD) VALUES ('01-1', '036000291452')");
        await Bench.ExecuteAsync("INSERT INTO IM_BARCOD (ITEM_NO, BARCOD) VALUES ('GONE', '036000291453')");

        Assert.Equal(["4006381333931", "036000291452"], Assert.Single(await Bench.Till.ReadCatalogueAsync(None)).Barcodes);
    }

    [Fact]
    public async Task BarcodeOfACell_IsTheCells()
    {
        await Bench.AddItemAsync("SHIRT");
        await Bench.ExecuteAsync(
            "INSERT INTO IM_BARCOD (ITEM_NO, BARCOD, DIM_1_UPR, DIM_2_UPR) VALUES ('SHIRT', '4006381333931', 'RED', 'L')"
        );

        var items = await Bench.Till.ReadCatalogueAsync(None);

        Assert.Equal(["4006381333931"], items.Single(item => item.Sku == new Sku("SHIRT|RED|L")).Barcodes);
        Assert.Empty(items.Single(item => item.Sku == new Sku("SHIRT")).Barcodes);
    }

    [Fact]
    public async Task SiteWithoutBarcodesAndUnits_ReadsAsNone()
    {
        await Bench.AddItemAsync("01-1");
        await Bench.AlterAsync("DROP TABLE IM_BARCOD");

        var item = Assert.Single(await Bench.Till.ReadCatalogueAsync(None));

        Assert.Empty(item.Barcodes);
        Assert.Empty(item.Units);
    }

    [Fact]
    public async Task Mapping_IsAdded_AndReadBack()
    {
        await Map.WriteAsync([new(new Sku("01-1"), 138)], "ann@till", None);

        Assert.Equal([new TillMapping(new Sku("01-1"), 138)], await MappingsAsync());
        Assert.Equal("ann@till", await Bench.ScalarAsync("SELECT CREATED_BY FROM USER_PRODUCT_MAP"));
    }

    [Fact]
    public async Task MappingThatChanges_LeavesTheOldRowInactive()
    {
        await Bench.AddMappingAsync("01-1", 138);

        await Map.WriteAsync([new(new Sku("01-1"), 139)], "ann@till", None);

        Assert.Equal([new TillMapping(new Sku("01-1"), 139)], await MappingsAsync());
        Assert.Equal(2, Convert.ToInt32(await Bench.ScalarAsync("SELECT COUNT(*) FROM USER_PRODUCT_MAP"), null));
        Assert.Equal("ann@till", await Bench.ScalarAsync("SELECT UPDATED_BY FROM USER_PRODUCT_MAP WHERE IS_ACTIVE = 0"));
    }

    [Fact]
    public async Task ProductsThatChangePlaces_GoThroughTheUniqueIndexes()
    {
        await Bench.AddMappingAsync("01-1", 138);
        await Bench.AddMappingAsync("01-2", 139);

        await Map.WriteAsync([new(new Sku("01-1"), 139), new(new Sku("01-2"), 138)], "ann@till", None);

        Assert.Equal([139, 138], (await MappingsAsync()).OrderBy(row => row.Sku).Select(row => row.ProductId));
    }

    [Fact]
    public async Task MappingThatEnds_IsDeactivated_AndOthersStay()
    {
        await Bench.AddMappingAsync("01-1", 138);
        await Bench.AddMappingAsync("01-2", 139);

        await Map.WriteAsync([new(new Sku("01-1"), null)], "ann@till", None);

        Assert.Equal([new TillMapping(new Sku("01-2"), 139)], await MappingsAsync());
    }

    [Fact]
    public async Task MappingThatHoldsAlready_IsLeftAsItIs()
    {
        await Bench.AddMappingAsync("01-1", 138);

        await Map.WriteAsync([new(new Sku("01-1"), 138)], "ann@till", None);

        Assert.Equal(1, Convert.ToInt32(await Bench.ScalarAsync("SELECT COUNT(*) FROM USER_PRODUCT_MAP"), null));
    }

    [Fact]
    public async Task OneRowThatCannotBeWritten_UndoesTheOthers()
    {
        await Bench.AddMappingAsync("01-1", 138);
        await Bench.AlterAsync("CREATE UNIQUE INDEX UX_TEST ON USER_PRODUCT_MAP (WOO_PRODUCT_ID)");

        await Assert.ThrowsAsync<TillException>(() =>
            Map.WriteAsync([new(new Sku("01-2"), 139), new(new Sku("01-2"), 138)], "ann@till", None)
        );

        Assert.Equal([new TillMapping(new Sku("01-1"), 138)], await MappingsAsync());
    }

    [Fact]
    public async Task MissingTable_IsNamed()
    {
        await DropViewsAsync();
        await Bench.AlterAsync("DROP TABLE USER_PRODUCT_MAP");

        var error = await Assert.ThrowsAsync<TillException>(() => Map.WriteAsync([new(new Sku("01-1"), 138)], "ann@till", None));

        Assert.Contains("USER_PRODUCT_MAP", error.Subject, StringComparison.Ordinal);
    }

    private CounterpointProductMap Map => new(Bench.Options);

    private async Task DropViewsAsync()
    {
        await Bench.AlterAsync("DROP VIEW VI_INVENTORY_SYNC");
        await Bench.AlterAsync("DROP VIEW VI_EXPORT_PRODUCTS");
    }

    private async Task<IReadOnlyList<TillMapping>> MappingsAsync() => (await Bench.Till.ReadAsync(None)).Mappings ?? [];
}
