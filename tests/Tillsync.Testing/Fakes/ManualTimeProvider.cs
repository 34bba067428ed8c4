namespace Tillsync.Testing.Fakes;

/// <summary>A clock that moves only when told to. Timers fire on the thread that advances it, in the order in which they are due.</summary>
public sealed class ManualTimeProvider : TimeProvider
{
    /// <summary>Where the clock starts unless told otherwise: a Monday morning long before any test runs.</summary>
    public static readonly DateTimeOffset DefaultStart = new(2025, 3, 3, 8, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _pending = [];
    private DateTimeOffset _utcNow;
    private TimeSpan _elapsed;

    public ManualTimeProvider()
        : this(DefaultStart) { }

    public ManualTimeProvider(DateTimeOffset start) => _utcNow = start.ToUniversalTime();

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Timers that wait for the clock: what runs in the background has reached its wait when this rises.</summary>
    public int PendingTimers
    {
        get
        {
            lock (_lock)
            {
                return _pending.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _utcNow;
        }
    }

    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return _elapsed.Ticks;
        }
    }

    /// <summary>Lets time pass, firing what falls due on the way, each at its own moment.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        TimeSpan target;
        lock (_lock)
        {
            target = _elapsed + by;
        }

        while (NextDue(target) is { } timer)
        {
            timer.Fire();
        }
    }

    /// <summary>Sets the wall clock forward or back, as an operator does. No time passes: timers and timestamps stay.</summary>
    public void StepWallClock(TimeSpan by)
    {
        lock (_lock)
        {
            _utcNow += by;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock to the next timer due by <paramref name="target"/> and gives it; else moves to the target, null.</summary>
    private ManualTimer? NextDue(TimeSpan target)
    {
        lock (_lock)
        {
            var next = _pending.Where(timer => timer.DueAt <= target).MinBy(timer => timer.DueAt);
            var moment = next is null || next.DueAt < _elapsed ? _elapsed : next.DueAt;
            MoveTo(next is null && target > _elapsed ? target : moment);
            if (next is null)
            {
                return null;
            }

            _pending.Remove(next);
            if (next.Period > TimeSpan.Zero)
            {
                next.DueAt += next.Period;
                _pending.Add(next);
            }

            return next;
        }
    }

    private void MoveTo(TimeSpan elapsed)
    {
        _utcNow += elapsed - _elapsed;
        _elapsed = elapsed;
    }

    private sealed class ManualTimer(ManualTimeProvider clock, Action callback) : ITimer
    {
        public TimeSpan DueAt { get; set; }

        public TimeSpan Period { get; private set; }

        private bool IsDisposed { get; set; }

        public void Fire() => callback();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool isDue;
            lock (clock._lock)
            {
                if (IsDisposed)
                {
                    return false;
                }

                clock._pending.Remove(this);
                Period = period;
                isDue = dueTime == TimeSpan.Zero;
                var firstWait = isDue ? period : dueTime;
                if (firstWait > TimeSpan.Zero)
                {
                    DueAt = clock._elapsed + firstWait;
                    clock._pending.Add(this);
                }
            }

            if (isDue)
            {
                callback();
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                IsDisposed = true;
                clock._pending.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
