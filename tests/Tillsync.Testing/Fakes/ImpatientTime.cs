namespace Tillsync.Testing.Fakes;

/// <summary>
/// A clock for code that waits between attempts: a wait up to the patience is over at once and moves the clock by its length; longer
/// timers, such as time-outs, fall due only as the clock moves.
/// </summary>
public sealed class ImpatientTime(TimeSpan patience) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Timer> _pending = [];
    private readonly List<TimeSpan> _waits = [];
    private DateTimeOffset _now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Waits up to a minute are over at once.</summary>
    public ImpatientTime()
        : this(TimeSpan.FromSeconds(61)) { }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The waits so far, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_lock)
            {
                return [.. _waits];
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass and fires what falls due.</summary>
    public void Advance(TimeSpan by)
    {
        List<Timer> due;
        lock (_lock)
        {
            _now += by;
            due = [.. _pending.Where(timer => timer.DueAt <= _now).OrderBy(timer => timer.DueAt)];
            _pending.RemoveAll(due.Contains);
        }

        due.ForEach(timer => timer.Fire());
    }

    private void Schedule(Timer timer, TimeSpan dueTime)
    {
        lock (_lock)
        {
            _pending.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.DueAt = _now + dueTime;
            if (dueTime > patience)
            {
                _pending.Add(timer);
                return;
            }

            _waits.Add(dueTime);
        }

        // Not on this thread: whoever creates a timer does not hold it yet.
        ThreadPool.QueueUserWorkItem(_ =>
        {
            Advance(dueTime);
            timer.Fire();
        });
    }

    private sealed class Timer(ImpatientTime clock, Action callback) : ITimer
    {
        private volatile bool _isDisposed;

        public DateTimeOffset DueAt { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Schedule(this, dueTime);
            return true;
        }

        public void Fire()
        {
            if (!_isDisposed)
            {
                callback();
            }
        }

        public void Dispose()
        {
            _isDisposed = true;
            clock.Schedule(this, Timeout.InfiniteTimeSpan);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
