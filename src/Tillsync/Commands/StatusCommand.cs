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
        var plans = await journal.ReadHeldPlansAsync(context.Stop);
        var held = plans.FirstOrDefault(plan => plan.State == HeldPlanState.Held);
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
            [.. plans.Where(plan => plan.IsOpen || plan.State == HeldPlanState.Rejected).Select(PlanShaping.Of)],
            described,
            await shop,
            orders,
            await journal.ReadPauseAsync(context.Stop) is { } pause ? Service.PauseShaping.Of(session.Name, pause) : null,
            JsonShaping.Of(await journal.ReadRelativeWritesAsync(context.Stop)),
            StagingShaping.Of(await journal.ReadStagingAsync(context.Stop), session.Options.Staging is not null, context.Time.GetUtcNow())
        );
        if (context.Terminal.IsJson)
        {
            context.Terminal.Json(status, JsonShapes.Default.StatusJson);
        }
        else
        {
            StatusPrinter.Print(context.Terminal, status, context.Time);
        }

        return status.Till.Error is null && status.Shop is { Error: null, CanWrite: not false } ? ExitCodes.Ok : ExitCodes.Failed;
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
            return JsonShaping.Of(await till.DescribeAsync(cancellationToken));
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
            return JsonShaping.Of(await session.Shop.DescribeAsync(cancellationToken));
        }
        catch (ShopException exception)
        {
            return new ShopJson(session.ShopUrl.ToString(), null, null, null, null, null, exception.Message);
        }
    }
}
