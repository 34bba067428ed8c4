using System.CommandLine;
using Tillsync.Core;
using Tillsync.Output;

namespace Tillsync.Commands;

internal static class VerifyCommand
{
    public static Command Create() =>
        new Command("verify", "Is the whole shop right, now? Reads every listing, writes nothing to the shop.")
        {
            CommandOptions.Rows,
        }.Does(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        await using var session = await context.OpenAsync(JournalAccess.Write);
        var verification = new ShopVerification(session.Ports(context.HardStop), session.Options, context.Time, context.Terminal.Progress);
        var report = await verification.RunAsync(context.Stop);
        var code = report.IsRight ? ExitCodes.Ok : ExitCodes.Parked;
        if (context.Terminal.IsJson)
        {
            var request = new SyncRequest(false, "verify", null, null, Verification.Always);
            var reading = JsonShaping.Of(report.Reading, request, session.Name, code);
            context.Terminal.Json(
                new VerifyJson(session.Name, report.IsRight, report.IsMarked, code, report.Reading.Plan.InSync.Count, reading),
                JsonShapes.Default.VerifyJson
            );
            return code;
        }

        Print(context, report);
        return code;
    }

    private static void Print(CommandContext context, VerificationReport report)
    {
        var terminal = context.Terminal;
        var plan = report.Reading.Plan;
        terminal.Line(report.IsRight ? "The shop is right." : "The shop is NOT right.");
        terminal.Line($"  Right: {plan.InSync.Count}   Wrong: {plan.Writes.Count}   Cannot be written: {plan.Blocked.Count}");
        terminal.Line(
            $"  Stock unknown: {plan.StockUnknown.Count}   Unmapped: {plan.Unmapped.Count}   Moving right now: {plan.Deferred.Count}"
        );
        if (!report.Reading.CanBeApproved)
        {
            terminal.Line();
            terminal.Line("It cannot be judged, because");
            foreach (var reason in report.Reading.HoldReasons)
            {
                terminal.Line($"  - {reason}");
            }
        }

        if (plan.Writes.Count > 0)
        {
            terminal.Line();
            terminal.Line("Wrong:");
            terminal.Table(
                ["SKU", "Listing", "Shows", "Should", "Because"],
                [
                    .. plan.Writes.Select(write =>
                        (string[])
                            [
                                write.Sku.Text,
                                write.Listing.ToString(),
                                write.From?.ToString() ?? "none",
                                write.To.ToString(),
                                Words.Because(write.Because),
                            ]
                    ),
                ],
                context.Arguments.GetValue(CommandOptions.Rows)
            );
            terminal.Line(
                report.IsMarked
                    ? "Noted for the next sync. Put it right now with: tillsync sync --full --apply"
                    : "Another run has the lease; it or the next one puts this right."
            );
        }

        if (plan.Blocked.Count > 0)
        {
            terminal.Line();
            terminal.Line("Cannot be written:");
            terminal.Table(
                ["SKU", "Code", "Why, and what to do"],
                [.. plan.Blocked.Select(item => (string[])[item.Sku.Text, item.Code, item.Reason])],
                context.Arguments.GetValue(CommandOptions.Rows)
            );
        }
    }
}
