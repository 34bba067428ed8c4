using System.Globalization;
using Tillsync.EndToEnd.Bench;
using Tillsync.Sandbox;

namespace Tillsync.EndToEnd;

/// <summary>Twenty grid items of five cells and ten items that are sold in two units, on every kind of shop.</summary>
public sealed class GridsAndUnits
{
    private const int GridCount = 20;
    private const int UnitCount = 10;
    private const int PacksInACarton = 12;

    private static readonly string[] Colours = ["BLACK", "BLUE", "GREEN", "RED", "WHITE"];

    [Theory]
    [InlineData("8.9.3")]
    [InlineData("9.9.5")]
    [InlineData("10.4.3")]
    [InlineData("11.0.1")]
    public async Task EachCellAndEachUnit_ComesToItsNumber_AndASecondRunSendsNothing(string version)
    {
        await using var bench = await TillBench.StartAsync(new SandboxOptions { WooCommerceVersion = version });
        var variations = await AddGridsAsync(bench);
        var cartons = await AddUnitsAsync(bench);

        (await bench.RunAsync("map", "match", "--accept")).Ended(0);
        (await bench.RunAsync("sync", "--apply")).Ended(0);
        AssertRight(bench, variations, cartons);

        bench.Shop.Requests.Clear();
        (await bench.RunAsync("sync", "--apply", "--full")).Ended(0);
        Assert.Empty(bench.Writes);

        bench.Shop.Model.PlaceOrder(cartons[0], 2);
        await bench.Till.ExecuteAsync("UPDATE IM_INV_CELL SET QTY_ON_HND = QTY_ON_HND - 1 WHERE ITEM_NO = 'GRID-03' AND DIM_1_UPR = 'RED'");
        (await bench.RunAsync("run")).Ended(0);
        Assert.Equal(Packs(0) - (2 * PacksInACarton), bench.ShownOf(UnitSku(0)));
        Assert.Equal((Packs(0) / PacksInACarton) - 2, bench.Shop.Model.Get(cartons[0]).Quantity);
        Assert.Equal(CellStock(3, 3) - 1, bench.Shop.Model.Get(variations["GRID-03|RED"]).Quantity);
        (await bench.RunAsync("check")).Ended(1);
    }

    [Fact]
    public async Task WhyAndReport_NameCellAndUnit()
    {
        await using var bench = await TillBench.StartAsync();
        await AddGridsAsync(bench);
        var cartons = await AddUnitsAsync(bench);
        (await bench.RunAsync("map", "match", "--accept")).Ended(0);
        (await bench.RunAsync("sync", "--apply")).Ended(0);
        bench.Shop.Model.PlaceOrder(cartons[1], 1);
        (await bench.RunAsync("run")).Ended(0);

        var carton = await bench.RunJsonAsync(0, "why", $"{UnitSku(1)}@ct");
        var grid = await bench.RunJsonAsync(0, "why", "GRID-00");
        var report = await bench.RunJsonAsync(0, "report", "products");

        Assert.Equal("CT", carton.GetProperty("unit").GetProperty("name").GetString());
        var reservation = Assert.Single(carton.GetProperty("reservations").EnumerateArray());
        Assert.Equal(PacksInACarton, reservation.GetProperty("quantity").GetInt32());
        Assert.Equal("1 CT", reservation.GetProperty("sold").GetString());
        Assert.Contains($"{PacksInACarton} to the CT", carton.GetProperty("because").GetString(), StringComparison.Ordinal);
        Assert.Equal(Colours.Length, grid.GetProperty("cells").GetArrayLength());
        Assert.Contains("by its cells", (await bench.RunAsync("why", "GRID-00")).Ended(0).Output, StringComparison.Ordinal);
        // Every cell and every unit once; the grid items themselves are nowhere.
        var products = report.GetProperty("products").EnumerateArray().ToList();
        Assert.Equal((GridCount * Colours.Length) + (2 * UnitCount), products.Count);
        Assert.All(products, product => Assert.Equal("inSync", product.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task WhyOfAUnitThatNoListingIsMappedTo_SaysSo()
    {
        await using var bench = await TillBench.StartAsync();
        await AddUnitsAsync(bench);

        var unit = (await bench.RunAsync("why", $"{UnitSku(1)}@ct")).Ended(2);
        var other = (await bench.RunAsync("why", $"{UnitSku(1)}@NONE")).Ended(2);

        Assert.Contains($"CT is a unit of {UnitSku(1)}, and no listing is mapped to it.", unit.Error, StringComparison.Ordinal);
        Assert.Contains("Neither the till nor the journal knows it.", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProductThatKeepsItsVariationsStock_IsReported_AndNotWritten()
    {
        await using var bench = await TillBench.StartAsync();
        await AddGridAsync(bench, 0);
        var product = bench.Shop.Model.AddVariable(new NewProduct("GRID-00", 50));
        bench.Shop.Model.AddVariation(product, new NewProduct("GRID-00|RED") { Options = Option("RED") });
        bench.Shop.Requests.Clear();

        var ran = (await bench.RunAsync("sync", "--apply")).Ended(4);

        Assert.Contains("listing_managed_by_parent", ran.Output, StringComparison.Ordinal);
        Assert.Equal(50, bench.Shop.Model.Get(product).Quantity);
        Assert.Empty(bench.Writes);
    }

    /// <summary>Half of the products have variations with the cells' codes, the others have variations without a SKU.</summary>
    private static async Task<Dictionary<string, long>> AddGridsAsync(TillBench bench)
    {
        var variations = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var grid = 0; grid < GridCount; grid++)
        {
            await AddGridAsync(bench, grid);
            var product = bench.Shop.Model.AddVariable(new NewProduct(GridSku(grid)));
            foreach (var colour in Colours)
            {
                var code = $"{GridSku(grid)}|{colour}";
                var name = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(colour.ToLowerInvariant());
                var variation = new NewProduct(grid % 2 == 0 ? code : "", 1) { Options = Option(name) };
                variations.Add(code, bench.Shop.Model.AddVariation(product, variation));
            }
        }

        return variations;
    }

    private static async Task AddGridAsync(TillBench bench, int grid)
    {
        await bench.Till.ExecuteAsync(
            "INSERT INTO IM_ITEM (ITEM_NO, DESCR, TRK_METH, STAT, IS_ECOMM_ITEM) VALUES ($0, 'Grid', 'G', 'A', 'Y')",
            GridSku(grid)
        );
        for (var colour = 0; colour < Colours.Length; colour++)
        {
            await bench.Till.ExecuteAsync(
                "INSERT INTO IM_INV_CELL (ITEM_NO, LOC_ID, DIM_1_UPR, QTY_ON_HND, QTY_COMMIT) VALUES ($0, '01', $1, $2, 2)",
                GridSku(grid),
                Colours[colour],
                CellStock(grid, colour) + 2
            );
        }
    }

    /// <returns>The cartons' listings.</returns>
    private static async Task<List<long>> AddUnitsAsync(TillBench bench)
    {
        var cartons = new List<long>();
        for (var unit = 0; unit < UnitCount; unit++)
        {
            await bench.AddAsync(new Article(UnitSku(unit), Packs(unit), Shown: 1));
            await bench.Till.ExecuteAsync(
                "UPDATE IM_ITEM SET STK_UNIT = 'PK', ALT_1_UNIT = 'CT', ALT_1_NUMER = $0, ALT_1_DENOM = 1 WHERE ITEM_NO = $1",
                PacksInACarton,
                UnitSku(unit)
            );
            cartons.Add(bench.Shop.Model.AddSimple(new NewProduct($"{UnitSku(unit)}-CARTON", 1)));
        }

        return cartons;
    }

    private static void AssertRight(TillBench bench, Dictionary<string, long> variations, List<long> cartons)
    {
        for (var grid = 0; grid < GridCount; grid++)
        {
            for (var colour = 0; colour < Colours.Length; colour++)
            {
                Assert.Equal(CellStock(grid, colour), bench.Shop.Model.Get(variations[$"{GridSku(grid)}|{Colours[colour]}"]).Quantity);
            }
        }

        for (var unit = 0; unit < UnitCount; unit++)
        {
            Assert.Equal(Packs(unit), bench.ShownOf(UnitSku(unit)));
            Assert.Equal(Packs(unit) / PacksInACarton, bench.Shop.Model.Get(cartons[unit]).Quantity);
        }
    }

    private static Dictionary<string, string> Option(string colour) => new() { ["Colour"] = colour };

    private static string GridSku(int grid) => string.Create(CultureInfo.InvariantCulture, $"GRID-{grid:00}");

    private static string UnitSku(int unit) => string.Create(CultureInfo.InvariantCulture, $"UNIT-{unit:00}");

    private static int CellStock(int grid, int colour) => 3 + (grid * Colours.Length) + colour;

    private static int Packs(int unit) => 100 + (7 * unit);
}
