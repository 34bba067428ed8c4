using System.Globalization;

namespace Tillsync.Demo;

/// <summary>A seeded paper distributor: as many articles as the shop that the scripts served, with everything that went wrong there.</summary>
internal static class DemoCatalogue
{
    public const int ItemCount = 1528;
    public const int WebItemCount = 1189;
    public const string SellingLocation = "01";

    private static readonly string[] Goods =
    [
        "Copy Paper",
        "Paper Cups",
        "Deli Wrap",
        "Envelopes",
        "Kraft Rolls",
        "Labels",
        "Napkins",
        "Paper Bags",
        "Tissue",
        "Towels",
    ];
    private static readonly string[] Colours = ["White", "Natural", "Blue", "Ivory", "Green", "Red"];

    /// <summary>What a paper distributor sells by colour and size.</summary>
    public static DemoGrid Aprons { get; } =
        new(
            "01-20000",
            "Apron",
            [new DemoCell("BLUE", "L", 12), new DemoCell("BLUE", "M", 0), new DemoCell("RED", "L", 7), new DemoCell("RED", "M", 31)]
        );

    public static IReadOnlyList<DemoItem> Make(int seed)
    {
        var random = new Random(seed);
        var items = new List<DemoItem>(ItemCount);
        for (var index = 0; index < ItemCount; index++)
        {
            items.Add(MakeItem(index, random));
        }

        return items;
    }

    private static DemoItem MakeItem(int index, Random random)
    {
        var sku = string.Create(CultureInfo.InvariantCulture, $"01-{10100 + index}");
        var name = $"{Goods[random.Next(Goods.Length)]} {Colours[random.Next(Colours.Length)]} {random.Next(1, 40) * 25}/CT";
        var isWeb = index < WebItemCount;
        var onHand = random.Next(100) switch
        {
            < 4 => -random.Next(1, 80),
            < 12 => 0,
            < 20 => random.Next(1, 200) + 0.5m,
            _ => random.Next(1, 600),
        };
        var committed = random.Next(100) < 35 && onHand > 4 ? random.Next(1, (int)Math.Min(onHand, 60m)) : 0m;
        // What lies elsewhere was added up and sold by the scripts; here it must not count.
        decimal? elsewhere = random.Next(100) < 30 ? random.Next(-20, 90) : null;
        return new DemoItem(sku, name, isWeb, Status(index), Kind(index), HasStockRow(index), onHand, committed, elsewhere);
    }

    private static string Status(int index) =>
        index switch
        {
            >= 20 and < 32 => "D",
            >= 32 and < 36 => "V",
            _ => "A",
        };

    private static DemoKind Kind(int index) =>
        index switch
        {
            >= 40 and < 43 => DemoKind.Kit,
            >= 43 and < 46 => DemoKind.NonInventory,
            _ => DemoKind.Inventory,
        };

    private static bool HasStockRow(int index) => index is < 50 or >= 58;
}

/// <param name="Elsewhere">On hand at a location that does not sell online; null where there is no row.</param>
internal sealed record DemoItem(
    string Sku,
    string Name,
    bool IsWebItem,
    string Status,
    DemoKind Kind,
    bool HasSellingRow,
    decimal OnHand,
    decimal Committed,
    decimal? Elsewhere
)
{
    /// <summary>The number that the scripts would have published: everything on hand, everywhere, cut to a whole number.</summary>
    public decimal PublishedByScripts => decimal.Truncate((HasSellingRow ? OnHand : 0) + (Elsewhere ?? 0));
}

/// <param name="Sku">The item's own number, which the shop's product carries; its variations carry none.</param>
internal sealed record DemoGrid(string Sku, string Name, IReadOnlyList<DemoCell> Cells);

internal sealed record DemoCell(string Colour, string Size, decimal OnHand);

internal enum DemoKind
{
    Inventory,
    Kit,
    NonInventory,
}
