using Tillsync.Core;

namespace Tillsync.Logging;

/// <summary>Writes what a run waits for into its log, which would stand still for a minute without a word; the rest of the progress is the terminal's.</summary>
internal sealed class LoggedWaits(RunLog log, IProgress<CycleProgress>? next) : IProgress<CycleProgress>
{
    public void Report(CycleProgress value)
    {
        if (value.IsWait)
        {
            log.Write(value.Stage);
        }

        next?.Report(value);
    }
}
