using Tillsync.Core;

namespace Tillsync.Commands;

/// <summary>Has a short command wait for its turn while a sync is under way: a service that syncs what is sold has the lease again and again.</summary>
internal static class LeaseWait
{
    /// <summary>A sync of what has just changed takes seconds. Whoever wants to wait for a long one can ask again.</summary>
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    /// <param name="work">Asks for the lease before it changes anything, so that it can be done anew.</param>
    /// <exception cref="LeaseHeldException">The other run had it the whole time.</exception>
    public static async Task<T> RunAsync<T>(CommandContext context, Func<Task<T>> work)
    {
        var start = context.Time.GetTimestamp();
        while (true)
        {
            try
            {
                return await work();
            }
            catch (LeaseHeldException) when (context.Time.GetElapsedTime(start) < TimeMax)
            {
                var stage = $"Another run is at work; waiting up to {TimeMax.TotalSeconds:0} s for its end";
                context.Terminal.Progress.Report(new CycleProgress(stage, 0, null));
                await Task.Delay(Step, context.Time, context.Stop);
            }
        }
    }
}
