namespace Tillsync.Simulation.Time;

/// <summary>
/// The time of one history, and what is to happen in it. Nothing happens but here: one thread takes what is due next, in the order in which it was
/// planned where two things are due at once, and runs whatever waits for it to its next wait.
/// </summary>
internal sealed class SimulatedTime
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<Appointment, (long Due, long Number)> _due = new();
    private long _number;

    /// <summary>Ticks since the start.</summary>
    public long Elapsed { get; private set; }

    public DateTimeOffset UtcNow => Start.AddTicks(Elapsed);

    public Appointment After(TimeSpan wait, Action action)
    {
        var appointment = new Appointment(action);
        _due.Enqueue(appointment, (Elapsed + Math.Max(0, wait.Ticks), _number++));
        return appointment;
    }

    /// <summary>Lets time pass, with everything that is due in it.</summary>
    public void Pass(TimeSpan time)
    {
        var until = Elapsed + time.Ticks;
        while (_due.TryPeek(out _, out var next) && next.Due <= until)
        {
            TakeNext();
        }

        Elapsed = until;
    }

    /// <summary>Lets time pass until something is the case.</summary>
    /// <returns>False: it was not, within the longest wait or before nothing was left to happen.</returns>
    public bool PassUntil(Func<bool> isSo, TimeSpan longest)
    {
        var until = Elapsed + longest.Ticks;
        while (!isSo())
        {
            if (!_due.TryPeek(out _, out var next) || next.Due > until)
            {
                return false;
            }

            TakeNext();
        }

        return true;
    }

    private void TakeNext()
    {
        _due.TryDequeue(out var appointment, out var when);
        Elapsed = Math.Max(Elapsed, when.Due);
        appointment!.Keep();
    }
}

/// <summary>Something that is to happen, unless it is called off.</summary>
internal sealed class Appointment(Action action)
{
    private Action? _action = action;

    public void CallOff() => _action = null;

    public void Keep()
    {
        var due = _action;
        _action = null;
        due?.Invoke();
    }
}
