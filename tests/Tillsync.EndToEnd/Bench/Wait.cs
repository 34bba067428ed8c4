using System.Diagnostics;

namespace Tillsync.EndToEnd.Bench;

/// <summary>Waits for a state, with a bound.</summary>
internal static class Wait
{
    private static readonly TimeSpan BoundMax = TimeSpan.FromSeconds(60);
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
}
