using System.Diagnostics;
using Tillsync.EndToEnd.Bench;

namespace Tillsync.EndToEnd.Killing;

/// <summary>When a run is killed: so long after the start, a request, a write's arrival or the last write's answer.</summary>
/// <param name="Requests">Requests that must have arrived.</param>
/// <param name="Writes">Writes that must have arrived.</param>
/// <param name="Answers">Writes that must have been answered.</param>
/// <param name="Delay">What passes after that.</param>
internal sealed record KillPoint(int Requests, int Writes, int Answers, TimeSpan Delay)
{
    /// <summary>A run that hangs is caught by the bound of <see cref="RunningProgram"/>; this one only keeps the wait finite.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromMinutes(2);

    /// <summary>Half of the points lie in the writing phase, the rest before and after it.</summary>
    public static KillPoint Any(Random random, int writes, TimeSpan writeTime)
    {
        var roll = random.Next(100);
        return roll switch
        {
            < 12 => new KillPoint(0, 0, 0, TimeSpan.FromMilliseconds(random.Next(1200))),
            < 30 => new KillPoint(random.Next(1, 12), 0, 0, TimeSpan.FromMilliseconds(random.Next(25))),
            < 85 => new KillPoint(0, random.Next(1, writes + 1), 0, writeTime * (1.2 * random.NextDouble())),
            _ => new KillPoint(0, 0, writes, TimeSpan.FromMilliseconds(random.Next(120))),
        };
    }

    public async Task ReachAsync(RunningProgram program, Arrivals arrivals)
    {
        var watch = Stopwatch.StartNew();
        while (!program.HasExited && !IsReached(arrivals) && watch.Elapsed < WaitMax)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2));
        }

        var reached = watch.Elapsed;
        while (!program.HasExited && watch.Elapsed - reached < Delay)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1));
        }
    }

    private bool IsReached(Arrivals arrivals) => arrivals.Requests >= Requests && arrivals.Writes >= Writes && arrivals.Answers >= Answers;
}
