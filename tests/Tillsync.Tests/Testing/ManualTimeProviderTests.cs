using Tillsync.Testing.Fakes;

namespace Tillsync.Tests.Testing;

public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly List<TimeSpan> _fired = [];

    [Fact]
    public void Advance_FiresTimersInOrderEachAtItsMoment()
    {
        using var late = Start(TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        using var early = Start(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        _clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal([1, 3, 3], _fired.Select(at => (int)at.TotalSeconds));
        Assert.Equal(ManualTimeProvider.DefaultStart.AddSeconds(3), _clock.GetUtcNow());
        Assert.Equal(1, _clock.PendingTimers);
    }

    [Fact]
    public void Advance_NotFarEnough_FiresNothing()
    {
        using var timer = Start(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromTicks(TimeSpan.TicksPerSecond - 1));

        Assert.Empty(_fired);
    }

    [Fact]
    public void DueAtOnce_FiresAtOnce()
    {
        using var timer = Start(TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        Assert.Equal([TimeSpan.Zero], _fired);
    }

    [Fact]
    public void Disposed_NeverFires()
    {
        Start(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)).Dispose();

        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Empty(_fired);
    }

    [Fact]
    public void StepWallClock_MovesTheClockAndNothingElse()
    {
        using var timer = Start(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        var before = _clock.GetTimestamp();

        _clock.StepWallClock(TimeSpan.FromHours(-1));

        Assert.Empty(_fired);
        Assert.Equal(before, _clock.GetTimestamp());
        Assert.Equal(ManualTimeProvider.DefaultStart.AddHours(-1), _clock.GetUtcNow());
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Single(_fired);
    }

    [Fact]
    public async Task Delay_EndsWhenTimeHasPassed()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(5), _clock, CancellationToken.None);
        _clock.Advance(TimeSpan.FromMinutes(4));
        Assert.False(delay.IsCompleted);

        _clock.Advance(TimeSpan.FromMinutes(1));

        await delay;
    }

    private ITimer Start(TimeSpan due, TimeSpan period) => _clock.CreateTimer(_ => _fired.Add(_clock.GetElapsedTime(0)), null, due, period);
}
