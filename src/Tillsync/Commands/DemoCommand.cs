using System.CommandLine;
using Tillsync.Demo;
using Tillsync.Output;
using Tillsync.Sandbox;

namespace Tillsync.Commands;

internal static class DemoCommand
{
    private static readonly Option<bool> Keep = new("--keep")
    {
        Description = "Leave the till and the shop running afterwards, to try more.",
    };

    public static Command Create() =>
        new Command("demo", "Shows the main job on a stand-in till and shop that it makes itself; needs nothing else.") { Keep }.Does(
            RunAsync
        );

    private static async Task<int> RunAsync(CommandContext context)
    {
        context.Terminal.KeepDocumentAlone();
        var folder = Directory.CreateTempSubdirectory("tillsync-demo-");
        try
        {
            var items = DemoCatalogue.Make(seed: 20251231);
            var till = new DemoTill(Path.Combine(folder.FullName, "till.db"), context.Time);
            await till.CreateAsync(items, context.Stop);
            await using var shop = await SandboxShop.StartAsync(new SandboxOptions { SiteName = "Demo Paper Shop" }, context.Stop);
            var listings = DemoShop.Fill(shop.Model, items);
            var configuration = new DemoConfiguration(folder.FullName, till, shop);
            configuration.Write(createsDrafts: false);

            var story = new DemoStory(context, till, shop, configuration, items);
            var code = await story.TellAsync(listings);
            if (context.Terminal.IsJson)
            {
                context.Terminal.Json(story.Shape(listings, code), JsonShapes.Default.DemoJson);
            }

            if (context.Arguments.GetValue(Keep))
            {
                context.Terminal.Line();
                context.Terminal.Line($"Till and shop go on running. Try: tillsync status --config {configuration.Path}");
                context.Terminal.Line($"  shop: {shop.Url}   till: {Path.Combine(folder.FullName, "till.db")}   Ctrl-C ends both.");
                await SandboxCommand.UntilStoppedAsync(context.Stop);
            }

            return code;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
