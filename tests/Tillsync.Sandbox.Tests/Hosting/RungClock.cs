using System.Threading.Channels;

namespace Tillsync.Sandbox.Tests.Hosting;

/// <summary>A clock whose timers end when a test says so.</summary>
internal sealed class RungClock : TimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<Action> _timers = Channel.CreateUnbounded<Action>();

    /// <summary>Waits until something has begun to wait, and gives what ends that.</summary>
    public async Task<Action> NextAsync()
    {
        using var bound = new CancellationTokenSource(Patience);
        return await _timers.Reader.ReadAsync(bound.Token);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _timers.Writer.TryWrite(() => callback(state));
        return new Inert();
    }

    private sealed class Inert : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            // Nothing runs that could be stopped.
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
