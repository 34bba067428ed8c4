using Tillsync.Core;
using Tillsync.Core.Recording;
using Tillsync.Output;

namespace Tillsync.Commands;

/// <summary>Runs a cycle and leaves its row in USER_SYNC_LOG, for <c>sync</c> and <c>run</c> alike.</summary>
internal static class SyncRunner
{
    public static async Task<SyncReport> RunAsync(StorefrontSession session, SyncRequest request, CommandContext context)
    {
        var cycle = new SyncCycle(session.Ports(context.HardStop), session.Options, context.Time, context.Terminal.Progress);
        var startedAt = context.Time.GetUtcNow();
        try
        {
            var report = await cycle.RunAsync(request, context.Stop);
            await LogAsync(session, request, EntryOf(report), context.Terminal);
            return report;
        }
        catch (TillsyncException exception) when (exception is not (LeaseHeldException or UnknownNameException))
        {
            await LogAsync(session, request, FailureOf(exception, startedAt, context.Time.GetUtcNow()), context.Terminal);
            throw;
        }
    }

    public static int CodeOf(SyncReport report) =>
        report.Result switch
        {
            RunResult.Succeeded => report.LeftAlone.Count > 0 ? ExitCodes.Parked : ExitCodes.Ok,
            RunResult.SucceededWithParked => ExitCodes.Parked,
            RunResult.Held => ExitCodes.Held,
            _ => ExitCodes.Failed,
        };

    /// <summary>A dry run leaves the till's database as it was, this table included.</summary>
    private static async Task LogAsync(StorefrontSession session, SyncRequest request, SyncLogEntry entry, Terminal terminal)
    {
        if (!request.Applies || session.SyncLog is not { } log)
        {
            return;
        }

        try
        {
            await log.AppendAsync(entry, CancellationToken.None);
        }
        catch (TillException exception)
        {
            // The run itself is done and in the journal; the till's own log is a courtesy to its other readers.
            terminal.Warn($"USER_SYNC_LOG has no row of this run. {exception.Message}");
        }
    }

    private static SyncLogEntry EntryOf(SyncReport report) =>
        new(
            $"tillsync-{report.RunId}-{report.StartedAt:yyyyMMddHHmmss}",
            IsDryRun: false,
            report.StartedAt,
            report.EndedAt,
            report.Counts.Considered,
            report.Counts.Updated,
            report.Counts.Skipped,
            report.Counts.Refused + report.Counts.Unknown,
            report.Result is RunResult.Succeeded or RunResult.SucceededWithParked,
            report.HoldReasons.Count > 0 ? "Held: " + string.Join(" ", report.HoldReasons) : null
        );

    private static SyncLogEntry FailureOf(TillsyncException exception, DateTimeOffset startedAt, DateTimeOffset endedAt) =>
        new(
            $"tillsync-{startedAt:yyyyMMddHHmmssfff}",
            IsDryRun: false,
            startedAt,
            endedAt,
            0,
            0,
            0,
            0,
            Succeeded: false,
            exception.Message
        );
}
