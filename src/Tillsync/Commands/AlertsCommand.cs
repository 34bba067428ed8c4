using System.CommandLine;
using Tillsync.Alerting;
using Tillsync.Output;

namespace Tillsync.Commands;

/// <summary>Who is told when something is wrong.</summary>
internal static class AlertsCommand
{
    public static Command Create() =>
        new("alerts", "Who is told when something is wrong.")
        {
            new Command("test", "Sends a test message every way that is configured. Exits with 3 when one does not get there.").Does(
                TestAsync
            ),
        };

    private static async Task<int> TestAsync(CommandContext context)
    {
        var (loaded, storefront) = context.LoadStorefront();
        var settings = loaded.Configuration.Alerts;
        if (settings.IsOff)
        {
            throw new UsageException(
                "Alerts",
                $"{loaded.Path} names nobody to be told.",
                "Set Alerts:Email:Host, Alerts:WebhookUrl or Alerts:PingUrl."
            );
        }

        var sender = new AlertSender(AlertChannels.Of(settings), context.Time, AlertSender.LimitDefault);
        var sent = (await sender.SendAsync(AlertMessage.Test(storefront.Name), context.Stop)).ToList();
        if (AlertChannels.PingerOf(settings, storefront.Name) is { } pinger)
        {
            var problem = await AlertSender.TryAsync(
                token => pinger.PingAsync(PingSignal.Success, token),
                context.Time,
                AlertSender.LimitDefault,
                context.Stop
            );
            sent.Add(new AlertSent(pinger.Name, problem));
        }

        context.Stop.ThrowIfCancellationRequested();
        var code = sent.All(channel => channel.Problem is null) ? ExitCodes.Ok : ExitCodes.Failed;
        if (context.Terminal.IsJson)
        {
            var channels = sent.Select(channel => new AlertChannelJson(channel.Channel, channel.Problem is null, channel.Problem));
            context.Terminal.Json(new AlertTestJson(storefront.Name, [.. channels], code), JsonShapes.Default.AlertTestJson);
            return code;
        }

        foreach (var channel in sent)
        {
            context.Terminal.Line(
                $"{(channel.Problem is null ? "sent   " : "FAILED ")} {channel.Channel}{(channel.Problem is null ? "" : $": {channel.Problem}")}"
            );
        }

        return code;
    }
}
