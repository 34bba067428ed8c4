namespace Tillsync.Simulation.Processes;

internal enum MishapKind
{
    /// <summary>It dies without another instruction.</summary>
    Crash,

    /// <summary>It stands still for a while, and goes on as if nothing had been.</summary>
    Sleep,

    /// <summary>It is asked to stop.</summary>
    Stop,
}

/// <summary>What happens to a process.</summary>
/// <param name="Steps">How many steps it still takes.</param>
/// <param name="AtIntent">Then it goes on to the moment right before a request that writes: its intent is recorded, and nothing has left.</param>
internal sealed record Mishap(MishapKind Kind, int Steps, TimeSpan HowLong, bool AtIntent);
