using Tillsync.Core;
using Tillsync.Core.Detecting;
using Tillsync.Core.Recording;

namespace Tillsync.Commands;

/// <summary>What a sync runs in: a command at a terminal, or the service.</summary>
/// <param name="Stop">Finish the request that is under way, record it, write nothing more.</param>
/// <param name="HardStop">End the request that is under way, too.</param>
/// <param name="Warn">Takes what is worth a word and stops nothing.</param>
internal sealed record SyncSurroundings(
    TimeProvider Time,
    IProgress<CycleProgress>? Progress,
    Action<string> Warn,
    CancellationToken Stop,
    CancellationToken HardStop
);

/// <summary>Runs a cycle and leaves its row in USER_SYNC_LOG, for <c>sync</c>, <c>run</c> and <c>serve</c> alike.</summary>
internal static class SyncRunner
{
    public static Task<SyncReport> RunAsync(StorefrontSession session, SyncRequest request, CommandContext context) =>
        RunAsync(session, request, SurroundingsOf(context));

    public static async Task<SyncReport> RunAsync(StorefrontSession session, SyncRequest request, SyncSurroundings surroundings)
    {
        var time = surroundings.Time;
        var cycle = new SyncCycle(session.Ports(surroundings.HardStop), session.Options, time, surroundings.Progress);
        var startedAt = time.GetUtcNow();
        try
        {
            var report = await cycle.RunAsync(request, surroundings.Stop);
            await LogAsync(session, request, EntryOf(report), surroundings.Warn);
            return report;
        }
        catch (TillsyncException exception) when (exception is not (LeaseHeldException or UnknownNameException))
        {
            await LogAsync(session, request, FailureOf(exception, startedAt, time.GetUtcNow()), surroundings.Warn);
            throw;
        }
    }

    /// <summary>Is a sync needed, and why?</summary>
    public static Task<CheckResult> CheckAsync(StorefrontSession session, TimeProvider time, CancellationToken stop) =>
        new SyncCheck(session.Till, session.Shop, session.Journal, session.Options, time).RunAsync(session.Options.Threshold, stop);

    /// <summary>What a check that says yes asks for: everything that it found, and the whole shop when that is due.</summary>
    /// <param name="applies">False: to see what would be done.</param>
    public static SyncRequest RequestOf(string reason, bool applies = true) => new(applies, reason, null, null, Verification.WhenDue);

    public static SyncSurroundings SurroundingsOf(CommandContext context) =>
        new(context.Time, context.Terminal.Progress, context.Terminal.Warn, context.Stop, context.HardStop);

    public static int CodeOf(SyncReport report) =>
        report.Result switch
        {
            RunResult.Succeeded => report.LeftAlone.Count > 0 || report.Staging is { IsIncomplete: true } ? ExitCodes.Parked : ExitCodes.Ok,
            RunResult.SucceededWithParked => ExitCodes.Parked,
            RunResult.Held => ExitCodes.Held,
            _ => ExitCodes.Failed,
        };

    /// <summary>A dry run leaves the till's database as it was, this table included.</summary>
    private static async Task LogAsync(StorefrontSession session, SyncRequest request, SyncLogEntry entry, Action<string> warn)
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
            warn($"USER_SYNC_LOG has no row of this run. {exception.Message}");
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
        )
        {
            Created = report.Counts.Created,
        };

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
