using System.CommandLine;
using Tillsync.Core;
using Tillsync.Output;

namespace Tillsync.Commands;

internal static class CheckCommand
{
    private static readonly Option<decimal?> HoursThreshold = NumberOption.Create<decimal>(
        "--hours-threshold",
        "N",
        "Hours after which a sync is due in any case, instead of the configured number.",
        hours => hours is > 0 and <= 744,
        "a number of hours above 0 and at most 744"
    );

    public static Command Create() =>
        new Command("check", "Is a sync needed, and why? Exits with 0 when it is and with 1 when it is not.") { HoursThreshold }.Does(
            RunAsync
        );

    private static async Task<int> RunAsync(CommandContext context)
    {
        var hours = context.Arguments.GetValue(HoursThreshold);
        await using var session = await context.OpenAsync(JournalAccess.Read);
        var threshold = hours is { } given ? TimeSpan.FromHours((double)given) : session.Options.Threshold;
        var check = new SyncCheck(session.Till, session.Shop, session.Journal, session.Options, context.Time);
        var result = await check.RunAsync(threshold, context.Stop);
        if (context.Terminal.IsJson)
        {
            context.Terminal.Json(JsonShaping.Of(result, session.Name), JsonShapes.Default.CheckJson);
        }
        else
        {
            CheckPrinter.Print(context.Terminal, result, context.Time);
        }

        return result.IsNeeded ? ExitCodes.Ok : ExitCodes.NotNeeded;
    }
}
