using Tillsync.Core.Stock;
using Xunit;

namespace Tillsync.Testing.Contracts;

/// <summary>Product data as it is read for new products.</summary>
public abstract class SheetContract : TillTestBase
{
    [Fact]
    public async Task ASheet_HoldsWhatTheTillSays_AndTheShopsCategories()
    {
        await Bench.AddItemAsync("01-1");
        await Bench.AddItemAsync("01-2");
        await Bench.ExecuteAsync(
            "UPDATE IM_ITEM SET PRC_1 = 9.9500, WEIGHT = 2.5, CATEG_COD = 'Paper', ECOMM_IMG_FILE = ' pics\\a.jpg ', TRK_METH = 'G' WHERE ITEM_NO = '01-1'"
        );
        await Bench.ExecuteAsync("INSERT INTO EC_ITEM_DESCR (ITEM_NO, HTML_DESCR) VALUES ('01-1', @p0)", "<p>Weiß</p>");
        await Bench.ExecuteAsync("INSERT INTO USER_CATEGORY_MAP (CP_CATEGORY_CODE, WOO_CATEGORY_ID, IS_ACTIVE) VALUES ('PAPER', 17, 1)");
        await Bench.ExecuteAsync("INSERT INTO USER_CATEGORY_MAP (CP_CATEGORY_CODE, WOO_CATEGORY_ID, IS_ACTIVE) VALUES ('PAPER', 99, 0)");

        var sheets = (await Bench.Till.ReadSheetsAsync([new Sku("01-1"), new Sku("01-2"), new Sku("01-3")], None))
            .OrderBy(sheet => sheet.Sku)
            .ToList();

        Assert.Equal(2, sheets.Count);
        var (full, bare) = (sheets[0], sheets[1]);
        Assert.Equal(("Article 01-1", 9.95m, 2.5m, "<p>Weiß</p>"), (full.Name, full.Price, full.Weight, full.Description));
        Assert.Equal((@"pics\a.jpg", true), (full.ImageFile, full.IsGrid));
        Assert.Equal([17], full.Categories);
        Assert.Equal(
            ("Article 01-2", null, null, "", "", false),
            (bare.Name, bare.Price, bare.Weight, bare.Description, bare.ImageFile, bare.IsGrid)
        );
        Assert.Empty(bare.Categories);
    }

    [Fact]
    public async Task APriceOrWeightOfZero_IsNone()
    {
        await Bench.AddItemAsync("01-1");
        await Bench.ExecuteAsync("UPDATE IM_ITEM SET PRC_1 = 0, WEIGHT = -1");

        var sheet = Assert.Single(await Bench.Till.ReadSheetsAsync([new Sku("01-1")], None));

        Assert.Equal((null, null), (sheet.Price, sheet.Weight));
    }

    [Fact]
    public async Task WithoutTheTablesThatASiteMayLack_TheRestIsThere()
    {
        await Bench.AddItemAsync("01-1");
        await Bench.AlterAsync("DROP TABLE USER_CATEGORY_MAP");

        Assert.Equal("Article 01-1", Assert.Single(await Bench.Till.ReadSheetsAsync([new Sku("01-1")], None)).Name);
    }

    [Fact]
    public async Task ManyArticles_AreAskedForInParts_AndAwkwardCodesAreParameters()
    {
        string[] awkward = ["O'Neil", "100%", "a_b", "Ä \"x\""];
        foreach (var code in awkward.Concat(Enumerable.Range(1, 600).Select(number => $"M-{number:000}")))
        {
            await Bench.AddItemAsync(code);
        }

        var wanted = awkward
            .Select(code => new Sku(code))
            .Concat(Enumerable.Range(1, 600).Select(number => new Sku($"M-{number:000}")))
            .ToList();

        Assert.Equal(wanted.Order(), (await Bench.Till.ReadSheetsAsync(wanted, None)).Select(sheet => sheet.Sku).Order());
    }
}
