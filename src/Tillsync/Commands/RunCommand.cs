using System.CommandLine;
using Tillsync.Alerting;
using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Logging;
using Tillsync.Monitoring;
using Tillsync.Output;

namespace Tillsync.Commands;

/// <summary>The scheduled entry: check, then sync if needed, with a log file of its own.</summary>
internal static class RunCommand
{
    public static Command Create() =>
        new Command("run", "The scheduled entry: check, then sync if needed. Writes a log file.").Does(RunAsync);

    private static async Task<int> RunAsync(CommandContext context)
    {
        var (loaded, storefront) = context.LoadStorefront();
        using var log = RunLog.Open(loaded.Configuration.Logs, context.Time, context.Terminal);
        var alerts = Composition.AlertDeskOf(loaded, storefront, context.Time, text => log.Write($"WARNING: {text}"));
        alerts.Start();
        try
        {
            await using var session = await Composition.OpenAsync(context, loaded, storefront, JournalAccess.Write);
            await using var notes = await Composition.OpenNotesAsync(context, loaded, storefront, JournalAccess.Write);
            return await RunAsync(context, session, new StartNotes(notes, session, context.Time), alerts, log);
        }
        catch (TillsyncException exception)
        {
            log.Write($"FAILED: {exception.Message}");
            if (exception is not LeaseHeldException)
            {
                await alerts.FailAsync(exception.Message);
            }

            throw;
        }
        catch (OperationCanceledException)
        {
            log.Write("STOPPED: what was under way has been recorded.");
            throw;
        }
    }

    private static async Task<int> RunAsync(
        CommandContext context,
        StorefrontSession session,
        StartNotes notes,
        AlertDesk alerts,
        RunLog log
    )
    {
        log.Write("Checking if inventory sync is needed...");
        var check = await SyncRunner.CheckAsync(session, context.Time, context.Stop);
        log.Write($"Reason: {check.Reason}");
        foreach (var found in check.Events.Skip(1))
        {
            log.Write($"Also: {found.Text}");
        }

        if (!check.IsNeeded)
        {
            log.Write("SKIPPED: no sync needed");
            await notes.SkippedAsync(check.Reason);
            await alerts.SucceedAsync(null);
            Print(context, session, check, null, null, ExitCodes.Ok, log);
            return ExitCodes.Ok;
        }

        if (await session.Journal.ReadPauseAsync(context.Stop) is { } pause)
        {
            var paused = PausePrinter.Describe(pause, context.Time);
            log.Write($"SKIPPED: {paused}");
            await notes.SkippedAsync($"{check.Reason}; {paused}");
            await alerts.SucceedAsync(null);
            Print(context, session, check, null, null, ExitCodes.Ok, log);
            return ExitCodes.Ok;
        }

        log.Write("Starting inventory sync...");
        var request = SyncRunner.RequestOf(check.Reason);
        var surroundings = SyncRunner.SurroundingsOf(context);
        surroundings = surroundings with { Progress = new LoggedWaits(log, surroundings.Progress) };
        var report = await notes.UnlessRefusedAsync(check.Reason, () => SyncRunner.RunAsync(session, request, surroundings));
        var code = SyncRunner.CodeOf(report);
        RunLogText.Write(log, report, context.Time);
        await alerts.SucceedAsync(report);
        Print(context, session, check, report, request, code, log);
        return code;
    }

    private static void Print(
        CommandContext context,
        StorefrontSession session,
        CheckResult check,
        SyncReport? report,
        SyncRequest? request,
        int code,
        RunLog log
    )
    {
        if (context.Terminal.IsJson)
        {
            var sync = report is null || request is null ? null : JsonShaping.Of(report, request, session.Name, code);
            context.Terminal.Json(
                new RunJson(JsonShaping.Of(check, session.Name), report is null, sync, code, log.Path),
                JsonShapes.Default.RunJson
            );
        }
    }
}
