using System.CommandLine;
using Tillsync.Configuration;
using Tillsync.Output;
using Tillsync.Webhooks;

namespace Tillsync.Commands;

/// <summary>Registers the shop's webhooks, shows how they are, and takes them away.</summary>
internal static class WebhooksCommand
{
    private static readonly Option<bool> OrdersOnly = new("--orders-only")
    {
        Description = "Have the shop tell of orders only, and not of listings that somebody changes by hand.",
    };

    public static Command Create() =>
        new Command("webhooks", "The shop tells of orders and changes at once, as hints for serve; polling stays.")
        {
            new Command("install", "Registers them at the shop, or puts right those that are there.") { OrdersOnly }.Does(InstallAsync),
            new Command("status", "Which the shop has, and whether they are active. Exits with 4 when one is missing or not active.").Does(
                StatusAsync
            ),
            new Command("remove", "Takes ours away from the shop.").Does(RemoveAsync),
        };

    private static async Task<int> InstallAsync(CommandContext context)
    {
        var (loaded, storefront) = context.LoadStorefront();
        await using var session = await Composition.OpenAsync(context, loaded, storefront, JournalAccess.Read);
        var url = UrlOf(storefront);
        var registrar = new WebhookRegistrar(session.Webhooks, storefront.Name, url);
        IReadOnlyList<string> topics = context.Arguments.GetValue(OrdersOnly)
            ? WebhookTopics.Orders
            : [.. WebhookTopics.Orders, .. WebhookTopics.Products];
        var changes = await registrar.InstallAsync(topics, WebhookSecret.Of(storefront), context.Stop);
        if (!context.Terminal.IsJson)
        {
            context.Terminal.Line(
                $"{changes.Created} webhooks made, {changes.Changed} put right, {changes.Removed} removed. The shop delivers to {url}."
            );
            context.Terminal.Line(
                $"Pass on what arrives there to http://{loaded.Configuration.Service.Listen}{WebhookReceiver.PathOf(storefront.Name)}."
            );
        }

        return await ShowAsync(context, storefront, registrar);
    }

    private static async Task<int> StatusAsync(CommandContext context)
    {
        var (loaded, storefront) = context.LoadStorefront();
        await using var session = await Composition.OpenAsync(context, loaded, storefront, JournalAccess.Read);
        return await ShowAsync(context, storefront, new WebhookRegistrar(session.Webhooks, storefront.Name, UrlOf(storefront)));
    }

    private static async Task<int> RemoveAsync(CommandContext context)
    {
        var (loaded, storefront) = context.LoadStorefront();
        await using var session = await Composition.OpenAsync(context, loaded, storefront, JournalAccess.Read);
        var removed = await new WebhookRegistrar(session.Webhooks, storefront.Name, UrlOf(storefront)).RemoveAsync(context.Stop);
        if (context.Terminal.IsJson)
        {
            context.Terminal.Json(new WebhooksRemovedJson(storefront.Name, removed), WebhookShapes.Default.WebhooksRemovedJson);
        }
        else
        {
            context.Terminal.Line(removed == 0 ? "The shop has none of ours." : $"{removed} webhooks removed.");
        }

        return ExitCodes.Ok;
    }

    private static async Task<int> ShowAsync(CommandContext context, StorefrontSettings storefront, WebhookRegistrar registrar)
    {
        var state = await registrar.ReadAsync(context.Stop);
        var isWell = state.Missing.Count == 0 && state.Ours.All(webhook => webhook.Status == "active");
        var code = isWell ? ExitCodes.Ok : ExitCodes.Parked;
        if (context.Terminal.IsJson)
        {
            context.Terminal.Json(WebhookShaping.Of(storefront.Name, state, code), WebhookShapes.Default.WebhooksJson);
            return code;
        }

        if (state.Ours.Count > 0)
        {
            context.Terminal.Table(
                ["Id", "Topic", "Status", "Delivers to"],
                [
                    .. state.Ours.Select(webhook =>
                        (string[])[$"{webhook.Id}", webhook.Topic, webhook.Status, webhook.DeliveryUrl?.ToString() ?? "nowhere"]
                    ),
                ]
            );
        }

        if (state.Missing.Count > 0)
        {
            context.Terminal.Line($"The shop does not tell of {string.Join(", ", state.Missing)}. Run `tillsync webhooks install`.");
        }

        if (state.Disabled.Count > 0)
        {
            context.Terminal.Line(
                "The shop disables a webhook after seven failed deliveries in a row: see that it reaches the address. A running serve switches it on again."
            );
        }

        return code;
    }

    private static Uri UrlOf(StorefrontSettings storefront) =>
        storefront.Shop.WebhookUrl
        ?? throw new UsageException(
            $"Shop:WebhookUrl of storefront {storefront.Name}",
            "It is not set, so the shop cannot be told where to deliver.",
            $"Set it to the address under which the shop reaches {WebhookReceiver.PathOf(storefront.Name)} of `tillsync serve`."
        );
}
