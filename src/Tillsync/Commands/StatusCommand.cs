using System.CommandLine;
using System.Reflection;
using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;
using Tillsync.Output;

namespace Tillsync.Commands;

internal static class StatusCommand
{
    public static Command Create() => new Command("status", "Where the storefront stands, and what its till and shop are.").Does(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        await using var session = await context.OpenAsync(JournalAccess.Read);
        var till = DescribeTillAsync(session.Till, context.Stop);
        var shop = DescribeShopAsync(session, context.Stop);
        var journal = session.Journal;
        var memory = await JournalMemory.ReadAsync(journal, context.Stop);
        var runs = await journal.ReadRunsAsync(1, context.Stop);
        var held = await journal.ReadHeldPlanAsync(context.Stop);
        var described = await till;
        // A till that did not answer is not waited for a second time.
        var orders = described.Error is null ? await ReadOrdersAsync(session, memory, context) : null;
        var status = new StatusJson(
            session.Name,
            session.ConfigurationPath,
            Version(),
            memory.Positions?.LastFullSyncAt,
            memory.Positions?.LastVerifiedAt,
            runs.Count > 0 ? JsonShaping.Of(runs[0]) : null,
            memory.Listings.Count,
            memory.OpenIntents.Count,
            memory.Orders.Count(OrderMirror.HoldsStock),
            [.. memory.Parked.Values.OrderBy(item => item.Sku).Select(JsonShaping.Of)],
            held?.Checksum,
            held?.Reasons ?? [],
            described,
            await shop,
            orders
        );
        if (context.Terminal.IsJson)
        {
            context.Terminal.Json(status, JsonShapes.Default.StatusJson);
        }
        else
        {
            StatusPrinter.Print(context.Terminal, status, context.Time);
        }

        return status.Till.Error is null && status.Shop.Error is null ? ExitCodes.Ok : ExitCodes.Failed;
    }

    public static string Version() =>
        typeof(StatusCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "0";

    private static async Task<OrdersJson?> ReadOrdersAsync(StorefrontSession session, JournalMemory memory, CommandContext context)
    {
        try
        {
            return JsonShaping.Of(await OrderStanding.ReadAsync(session.Till, memory, session.Options, context.Time, context.Stop));
        }
        catch (TillException)
        {
            // The description of the till says what is the matter with it.
            return null;
        }
    }

    private static async Task<TillJson> DescribeTillAsync(ITill till, CancellationToken cancellationToken)
    {
        try
        {
            var profile = await till.DescribeAsync(cancellationToken);
            return new TillJson(
                profile.Identity.Server,
                profile.Identity.Database,
                profile.ServerVersion,
                profile.Isolation,
                profile.ItemCount,
                profile.WebItemCount,
                [.. profile.Statuses.Select(value => new NameCountJson(value.Value, value.Count))],
                [.. profile.Locations.Select(value => new NameCountJson(value.Value, value.Count))],
                [.. profile.Missing.Select(missing => new NameTextJson(missing.Name, missing.Cost))],
                null
            );
        }
        catch (TillException exception)
        {
            return new TillJson(null, null, null, null, null, null, [], [], [], exception.Message);
        }
    }

    private static async Task<ShopJson> DescribeShopAsync(StorefrontSession session, CancellationToken cancellationToken)
    {
        try
        {
            var shop = await session.Shop.DescribeAsync(cancellationToken);
            return new ShopJson(shop.Identity.Url.ToString(), shop.Identity.Name, shop.WooCommerceVersion, shop.OutOfStockThreshold, null);
        }
        catch (ShopException exception)
        {
            return new ShopJson(session.ShopUrl.ToString(), null, null, null, exception.Message);
        }
    }
}
