using Tillsync.Adapters.Journal;
using Tillsync.Commands;
using Tillsync.Configuration;
using Tillsync.Core.Recording;
using Tillsync.Output;
using Tillsync.Sandbox;

namespace Tillsync.Demo;

/// <summary>Runs the real commands against the demo's till and shop, one after the other, and counts what they sent.</summary>
internal sealed class DemoStory(
    CommandContext context,
    DemoTill till,
    SandboxShop shop,
    DemoConfiguration configuration,
    IReadOnlyList<DemoItem> items
)
{
    private const int RowsShown = 8;

    private readonly List<DemoStepJson> _steps = [];
    private int _syncs;
    private int _scriptWrites;

    /// <returns>0 when every command ended as it should.</returns>
    public async Task<int> TellAsync(int listings)
    {
        Say(
            $"A till with {items.Count} items, {items.Count(item => item.IsWebItem)} of them web items, and a shop with {listings} listings."
        );
        Say("The shop shows what the scripts published: everything on hand, at every location, promised or not.");
        await RunAsync([ExitCodes.Ok], "check");
        await SyncAsync(applies: false);
        await SyncAsync(applies: true);
        await RunAsync([ExitCodes.NotNeeded], "check");

        var sold = Sellable(skip: 5);
        var ordered = Sellable(skip: 9);
        Say($"A customer buys 3 of {sold.Sku} at the till, and another orders 2 of {ordered.Sku} on the web.");
        await till.SellAsync(sold.Sku, 3, context.Stop);
        shop.Model.PlaceOrder(shop.Model.FindBySku(ordered.Sku)!.Id, 2);
        await RunAsync([ExitCodes.Ok], "check");
        await SyncAsync(applies: true);
        Say($"The web order's units stay sold: {ordered.Sku} was not given them back.");
        await RunAsync([ExitCodes.Ok], "why", ordered.Sku);
        await SyncAsync(applies: true);
        Compare(listings);
        await TellCatalogueAsync();
        await TellGridsAndUnitsAsync();
        await TellNewProductsAsync();
        return _failures;
    }

    /// <summary>Listings that go by another name, one that only the till's table names, and an article that leaves the range.</summary>
    private async Task TellCatalogueAsync()
    {
        var missing = Sound.Where(item => shop.Model.FindBySku(item.Sku) is null).Take(3).ToList();
        var discontinued = Sellable(skip: 12);
        Say($"The shop has {missing[0].Sku} without its leading zero, {missing[1].Sku} with its unit, and {missing[2].Sku} without a SKU.");
        shop.Model.AddMany([new NewProduct(missing[0].Sku.TrimStart('0'), 1), new NewProduct($"{missing[1].Sku}-CARTON", 1)]);
        await till.MapAsync(missing[2].Sku, shop.Model.AddSimple(new NewProduct("", 1)), context.Stop);
        await RunAsync([ExitCodes.Ok], "map", "match");
        await RunAsync([ExitCodes.Ok], "map", "match", "--accept");
        Say($"{discontinued.Sku} is discontinued.");
        await till.DiscontinueAsync(discontinued.Sku, context.Stop);
        await SyncAsync(applies: true);
        await RunAsync([ExitCodes.Ok], "map", "list", "--state", "conflict", "ended", "--rows", $"{RowsShown}");
        await RunAsync([ExitCodes.Ok], "report", "products", "--state", "parked", "phasedOut", "--rows", $"{RowsShown}");
        await RunAsync([ExitCodes.Ok], "report", "lint", "--rows", "3");
    }

    /// <summary>An item in colours and sizes, and one stock that is sold in two units.</summary>
    private async Task TellGridsAndUnitsAsync()
    {
        const int PacksInACarton = 20;
        var aprons = DemoCatalogue.Aprons;
        var inCartons = Sellable(skip: 15).Sku;
        Say(
            $"Aprons come in colours and sizes: a cell each in the till, a variation without a SKU each in the shop. {inCartons} is counted in packs, and the shop sells cartons of {PacksInACarton} as well."
        );
        await till.AddGridAsync(aprons, context.Stop);
        await till.SellInCartonsAsync(inCartons, PacksInACarton, context.Stop);
        var product = shop.Model.AddVariable(new NewProduct(aprons.Sku) { Name = aprons.Name });
        foreach (var cell in aprons.Cells)
        {
            var options = new Dictionary<string, string> { ["Colour"] = cell.Colour, ["Size"] = cell.Size };
            shop.Model.AddVariation(product, new NewProduct("", 1) { Options = options });
        }

        var carton = shop.Model.AddSimple(new NewProduct($"{inCartons}-CARTON", 1));
        await RunAsync([ExitCodes.Ok], "map", "match", "--accept");
        await SyncAsync(applies: true);
        Say("Somebody orders two cartons: forty packs fewer.");
        shop.Model.PlaceOrder(carton, 2);
        await SyncAsync(applies: true);
        await RunAsync([ExitCodes.Ok], "why", $"{inCartons}@CT");
        await RunAsync([ExitCodes.Ok], "why", aprons.Sku);
    }

    /// <summary>Articles that the shop does not have are made there once the owner wants it.</summary>
    private async Task TellNewProductsAsync()
    {
        const string lunchBoxes = "01-20100";
        Say(
            $"A new article comes into the till: {lunchBoxes}. The shop does not have it, and the owner now allows drafts (Stock:CreateDrafts)."
        );
        await till.AddAsync(lunchBoxes, "Lunch Boxes Kraft 200/CT", 24, context.Stop);
        configuration.Write(createsDrafts: true);
        await RunAsync([ExitCodes.Ok], "check");
        Say("What the owner has changed is held once, to be looked at first.");
        await RunAsync([ExitCodes.Held], "sync", "--apply", "--rows", $"{RowsShown}");
        if (await HeldAsync() is { } held)
        {
            await RunAsync([ExitCodes.Ok], "plans", "approve", held);
        }

        await SyncAsync(applies: true);
        Say("They are drafts: no customer sees one before somebody has looked at it and published it. A second run makes nothing again.");
        await SyncAsync(applies: true);
    }

    /// <summary>The checksum of the plan that waits for a word.</summary>
    private async Task<string?> HeldAsync()
    {
        var loaded = ConfigurationLoader.Load(configuration.Path);
        var options = new JournalOptions(Composition.JournalPath(loaded.Configuration.Journal));
        await using var journal = await SqliteJournal.OpenReadOnlyAsync(options, DemoConfiguration.Storefront, context.Time, context.Stop);
        return (await journal.ReadHeldPlansAsync(context.Stop)).FirstOrDefault(plan => plan.State == HeldPlanState.Held)?.Checksum;
    }

    public DemoJson Shape(int listings, int exitCode)
    {
        var (reads, writes) = Requests();
        return new DemoJson(exitCode == ExitCodes.Ok, items.Count, listings, _steps, reads, writes, exitCode);
    }

    private int _failures;

    private async Task SyncAsync(bool applies)
    {
        string[] arguments = applies ? ["sync", "--apply"] : ["sync"];
        if (applies)
        {
            _syncs++;
            _scriptWrites += items.Count(item => item.IsWebItem && DiffersForScripts(item));
        }

        // Two listings of the demo shop can be helped by no write, which the exit code says.
        await RunAsync([ExitCodes.Ok, ExitCodes.Parked], [.. arguments, "--rows", $"{RowsShown}"]);
    }

    private async Task RunAsync(int[] expected, params string[] arguments)
    {
        context.Terminal.Line();
        context.Terminal.Line($"$ tillsync {string.Join(' ', arguments)}");
        var code = await CommandLine.RunAsync([.. arguments, "--config", configuration.Path]);
        context.Terminal.Line($"(exit code {code})");
        _steps.Add(new DemoStepJson(string.Join(' ', arguments), code));
        if (!expected.Contains(code))
        {
            context.Terminal.Error($"demo: expected exit code {string.Join(" or ", expected)}.");
            _failures = ExitCodes.Failed;
        }
    }

    private IEnumerable<DemoItem> Sound =>
        items.Where(item =>
            item is { IsWebItem: true, Status: "A", Kind: DemoKind.Inventory, HasSellingRow: true } && item.OnHand - item.Committed > 20
        );

    private DemoItem Sellable(int skip) => Sound.Where(item => shop.Model.FindBySku(item.Sku) is { ManagesStock: true }).ElementAt(skip);

    /// <summary>The scripts wrote negative, fractional and zero stock on every run: the shop's answer never equalled their number.</summary>
    private static bool DiffersForScripts(DemoItem item) =>
        item.HasSellingRow && (item.OnHand < 0 || item.OnHand != decimal.Truncate(item.OnHand));

    private void Compare(int listings)
    {
        var (reads, writes) = Requests();
        Say("What it took");
        context.Terminal.Line(
            $"  Tillsync: {reads + writes} requests ({reads} reads, {writes} writes) for {_syncs} syncs, a dry run, checks and the rest"
        );
        context.Terminal.Line(
            $"  The scripts: {_syncs * listings} reads, one for each listing and sync, and at least {_scriptWrites} writes; their dry run would have shown every row as changed"
        );
    }

    private (int Reads, int Writes) Requests()
    {
        var sent = shop.Requests.All;
        var writes = sent.Count(request => request.Method is not ("GET" or "HEAD"));
        return (sent.Count - writes, writes);
    }

    private void Say(string text)
    {
        context.Terminal.Line();
        context.Terminal.Line($"--- {text}");
    }
}
