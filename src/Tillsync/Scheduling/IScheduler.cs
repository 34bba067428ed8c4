namespace Tillsync.Scheduling;

/// <summary>What starts programs on this machine. Making steps changes nothing; see <see cref="StepRunner"/>.</summary>
internal interface IScheduler
{
    /// <summary>For people and for JSON, e.g. <c>systemd</c>.</summary>
    string Kind { get; }

    /// <summary>Why this one and no better; null when it is the best that the machine has.</summary>
    string? Note { get; }

    /// <summary>What it does not do for a program that is to stay on; null where it does all that is needed.</summary>
    string? ServiceNote { get; }

    /// <summary>What would be done to have this order carried out from now on, in place of whatever has its name.</summary>
    /// <exception cref="Commands.UsageException">This scheduler knows no such interval.</exception>
    Task<IReadOnlyList<ScheduleStep>> InstallStepsAsync(ScheduleOrder order, CancellationToken cancellationToken);

    /// <summary>What would be done to have nothing of this name any more; none when there is nothing.</summary>
    Task<IReadOnlyList<ScheduleStep>> RemoveStepsAsync(string taskName, CancellationToken cancellationToken);

    /// <summary>What is there; null when nothing of this name is.</summary>
    Task<InstalledSchedule?> ReadAsync(string taskName, CancellationToken cancellationToken);

    /// <summary>In what the installed schedule differs from an order; none when it is that order's.</summary>
    IReadOnlyList<string> Differences(ScheduleOrder order, InstalledSchedule installed);
}

/// <summary>A schedule as the machine has it.</summary>
/// <param name="Texts">Each file, task or crontab entry with its text.</param>
/// <param name="Interval">Null for a program that stays on, and where it cannot be told.</param>
/// <param name="IsEnabled">It starts by itself.</param>
/// <param name="StaysOn">It is started with the machine, and not from time to time.</param>
/// <param name="Facts">What the scheduler tells of it, in its own words: last run, next run, result.</param>
internal sealed record InstalledSchedule(
    IReadOnlyDictionary<string, string> Texts,
    TimeSpan? Interval,
    bool StaysOn,
    bool IsEnabled,
    IReadOnlyList<ScheduleFact> Facts
);

internal sealed record ScheduleFact(string Name, string Text);
