using System.Globalization;

namespace Tillsync.Core.Recording;

/// <summary>
/// What a run does about writes whose outcome nobody recorded: it waits until the shop can no longer be working on them. The cycle then
/// reads these listings before anything is sent to them, and plans anew from what they show.
/// </summary>
internal static class Recovery
{
    /// <param name="isForeign">The intents may be another machine's: their dates say nothing, and the whole period is waited for.</param>
    public static async Task WaitForQuietAsync(
        IReadOnlyList<Intent> open,
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
        var wait = open.Max(intent => intent.IntendedAt) + quietPeriod - time.GetUtcNow();
        wait = isForeign || wait > quietPeriod ? quietPeriod : wait;
        if (wait > TimeSpan.Zero)
        {
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"Waiting {wait.TotalSeconds:0} s: the shop may still be working on {open.Count} writes of an interrupted run"
            );
            progress?.Report(new CycleProgress(text, 0, null));
            await Task.Delay(wait, time, cancellationToken);
        }
    }
}
