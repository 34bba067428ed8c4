using System.Globalization;

namespace Tillsync.Core.Recording;

/// <summary>
/// What a run does about writes whose outcome nobody recorded: it waits until the shop can no longer be working on them. The cycle then
/// reads these listings before anything is sent to them, and plans anew from what they show.
/// </summary>
internal static class Recovery
{
    /// <summary>Writes in doubt are of the last few runs; one that is older counts as another machine's.</summary>
    private const int RunsLookedAt = 100;

    /// <summary>
    /// Whether another machine may have meant some of these writes. It dated them by a clock of its own, which nobody here can read, and it may be
    /// working on them still: who had the lease last does not tell, for it may have passed through several hands since.
    /// </summary>
    public static async Task<bool> AreForeignAsync(
        IReadOnlyList<OpenWrite> open,
        IJournal journal,
        LeaseHolder us,
        CancellationToken cancellationToken
    )
    {
        if (open.Count == 0)
        {
            return false;
        }

        var runs = await journal.ReadRunsAsync(RunsLookedAt, cancellationToken);
        var ours = runs.Where(run => us.IsOnMachineOf(run.Holder)).Select(run => run.RunId).ToHashSet();
        return open.Any(write => !ours.Contains(write.RunId));
    }

    /// <param name="isForeign">The dates of the intents say nothing: the whole period is waited for.</param>
    public static async Task WaitForQuietAsync(
        IReadOnlyList<OpenWrite> open,
        bool isForeign,
        TimeSpan quietPeriod,
        TimeProvider time,
        IProgress<CycleProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        if (open.Count == 0)
        {
            return;
        }

        // A clock that was set back must not make the wait longer than the period itself.
        var wait = open.Max(write => write.IntendedAt) + quietPeriod - time.GetUtcNow();
        wait = isForeign || wait > quietPeriod ? quietPeriod : wait;
        if (wait > TimeSpan.Zero)
        {
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"Waiting {wait.TotalSeconds:0} s: the shop may still be working on {open.Count} writes of an interrupted run"
            );
            progress?.Report(new CycleProgress(text, 0, null) { IsWait = true });
            await Task.Delay(wait, time, cancellationToken);
        }
    }
}
