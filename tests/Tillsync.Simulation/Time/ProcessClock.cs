namespace Tillsync.Simulation.Time;

/// <summary>
/// A machine's or a program's own view of the time: a wall clock that may be wrong and may be set, and timers that stand still while the machine is in
/// standby, as those of Linux do, and never fall due after the program's death.
/// </summary>
internal sealed class ProcessClock(SimulatedTime time, Func<TimeSpan> wallClockError) : TimeProvider
{
    private readonly HashSet<Timer> _waits = [];
    private long _sleepsUntil;
    private long _slept;

    public bool IsDead { get; set; }

    /// <summary>Something awaits a delay. The framework ends one that is cancelled on another thread, and with that the history could not be repeated.</summary>
    public bool IsWaiting => _waits.Count > 0;

    public bool Sleeps => _sleepsUntil > time.Elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => time.UtcNow + wallClockError();

    public override long GetTimestamp() => time.Elapsed - _slept;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        if (state is Task)
        {
            _waits.Add(timer);
        }

        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>The program stands still, as with its machine in standby.</summary>
    public void Sleep(TimeSpan howLong)
    {
        _sleepsUntil = time.Elapsed + howLong.Ticks;
        _slept += howLong.Ticks;
    }

    /// <summary>Does something as soon as the program runs, and not at all if it never does again.</summary>
    public void WhenAwake(Action action)
    {
        if (IsDead)
        {
            return;
        }

        if (Sleeps)
        {
            time.After(TimeSpan.FromTicks(_sleepsUntil - time.Elapsed), () => WhenAwake(action));
            return;
        }

        action();
    }

    private sealed class Timer(ProcessClock clock, Action callback) : ITimer
    {
        private Appointment? _next;
        private int _version;
        private bool _isDisposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _next?.CallOff();
            _version++;
            if (_isDisposed)
            {
                return false;
            }

            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                Arrange(dueTime, period);
            }

            return true;
        }

        public void Dispose()
        {
            _isDisposed = true;
            _next?.CallOff();
            clock._waits.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Arrange(TimeSpan wait, TimeSpan period)
        {
            var (version, slept) = (_version, clock._slept);
            _next = clock.After(
                wait,
                () =>
                {
                    // It may have been put off while the program slept.
                    if (_isDisposed || version != _version)
                    {
                        return;
                    }

                    if (clock._slept > slept)
                    {
                        Arrange(TimeSpan.FromTicks(clock._slept - slept), period);
                        return;
                    }

                    if (period > TimeSpan.Zero)
                    {
                        Arrange(period, period);
                    }

                    clock._waits.Remove(this);
                    callback();
                }
            );
        }
    }

    private Appointment After(TimeSpan wait, Action action) =>
        time.After(
            wait,
            () =>
            {
                if (!IsDead)
                {
                    action();
                }
            }
        );
}
