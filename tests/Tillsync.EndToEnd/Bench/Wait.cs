using System.Diagnostics;

namespace Tillsync.EndToEnd.Bench;

/// <summary>Waits for a state, with a bound.</summary>
internal static class Wait
{
    private static readonly TimeSpan BoundMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SlowStep = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    public static async Task UntilAsync(Func<bool> isReached, string state)
    {
        var watch = Stopwatch.StartNew();
        while (!isReached())
        {
            Assert.True(watch.Elapsed < BoundMax, $"Not reached within {BoundMax}: {state}");
            await Task.Delay(Step);
        }
    }

    /// <summary>Asks in short steps, where the state is a moment.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isReached, TimeSpan step)
    {
        var watch = Stopwatch.StartNew();
        while (!await isReached())
        {
            Assert.True(watch.Elapsed < BoundMax, $"Not reached within {BoundMax}.");
            await Task.Delay(step);
        }
    }

    /// <param name="describe">The state, and what there was instead; asked only when it was not reached.</param>
    public static async Task UntilAsync(Func<Task<bool>> isReached, Func<string> describe)
    {
        var watch = Stopwatch.StartNew();
        while (!await isReached())
        {
            Assert.True(watch.Elapsed < BoundMax, watch.Elapsed < BoundMax ? "" : $"Not reached within {BoundMax}: {describe()}");
            await Task.Delay(SlowStep);
        }
    }
}
