using Tillsync.Commands;
using Tillsync.Core;
using Tillsync.Core.Recording;
using Tillsync.Monitoring;
using Tillsync.Output;
using Tillsync.Scheduling;

namespace Tillsync.Doctor.Checks;

/// <summary>"It never runs": nothing has started it for too long, or every start fails.</summary>
internal sealed class NeverRunsCheck : IDoctorCheck
{
    /// <summary>Starts in a row; one that failed may pass by itself.</summary>
    private const int FailuresMax = 3;

    /// <summary>A start that comes late is no news.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(30);

    public string Name => "It never runs";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken)
    {
        var facts = await scene.Journal.GetAsync(cancellationToken);
        return Judge(
            ScheduledStarts.Of(facts.Runs, facts.QuietStarts),
            await ScheduleAsync(scene, cancellationToken),
            facts.Service,
            scene.Options.Threshold,
            scene.Time.GetUtcNow()
        );
    }

    /// <param name="starts">Those that nobody gave by hand, newest first.</param>
    /// <param name="schedule">Null where it could not be found out.</param>
    /// <param name="service">Null where none has ever run.</param>
    /// <param name="threshold">A sync is due so long after the last one: without a schedule that is known, a start should come as often.</param>
    public static Diagnosis Judge(
        IReadOnlyList<MonitoredStart> starts,
        ScheduleState? schedule,
        KnownService? service,
        TimeSpan threshold,
        DateTimeOffset now
    )
    {
        if (starts.Count >= FailuresMax && starts.Take(FailuresMax).All(start => start.Outcome == StartOutcome.Failed))
        {
            return Diagnosis.Fail(
                $"It starts, but the last {FailuresMax} starts all failed.",
                "Put right what the error names.",
                [$"{starts[0].Error}"]
            );
        }

        if (service is { IsAlive: true })
        {
            return Diagnosis.Pass($"The service is alive: {service.Start.Process}, started {Words.Age(now - service.Start.StartedAt)}.");
        }

        if (service is { IsAlive: false } && schedule is { Installed.StaysOn: true })
        {
            return Diagnosis.Fail(
                $"The service is installed, and not alive: it was last started {Words.Age(now - service.Start.StartedAt)}.",
                "See its last result with `tillsync schedule show`, and the end of the service log; start it with: tillsync schedule install --serve"
            );
        }

        var interval = schedule?.Installed?.Interval ?? threshold;
        var age = starts.Count > 0 ? now - starts[0].StartedAt : (TimeSpan?)null;
        var since = age is { } span ? $"The last scheduled start was {Words.Age(span)}" : "There has been no scheduled start yet";
        var facts = schedule?.Installed?.Facts.Select(fact => $"{fact.Name}: {fact.Text}") ?? [];
        return age <= (2 * interval) + Slack
            ? Diagnosis.Pass($"{since}.")
            : schedule switch
            {
                { Installed: null } when age is null => Diagnosis.Warn(
                    $"{since}, and no schedule is installed.",
                    "tillsync schedule install; nothing needs to be done where something else starts Tillsync."
                ),
                { Installed: null } => Diagnosis.Fail(
                    $"{since}, and no schedule is installed.",
                    "tillsync schedule install; where something else is meant to start Tillsync, see why it does not."
                ),
                { Installed.IsEnabled: false } => Diagnosis.Fail($"{since}: the schedule is disabled.", "tillsync schedule install", facts),
                { IsRight: false } => Diagnosis.Fail(
                    $"{since}: the schedule starts something else.",
                    "tillsync schedule install",
                    [.. schedule.Problems, .. facts]
                ),
                not null when age is null => Diagnosis.Pass($"{since}; the schedule is installed.", facts),
                null => Diagnosis.Warn($"{since}.", "See that something starts `tillsync run` by itself."),
                _ => Diagnosis.Fail(
                    $"{since}, though the schedule is right.",
                    "See its last result; the machine may have been off, or the account's password has changed. Try: tillsync run",
                    facts
                ),
            };
    }

    private static async Task<ScheduleState?> ScheduleAsync(DoctorScene scene, CancellationToken cancellationToken)
    {
        try
        {
            return await scene.Schedule.GetAsync(cancellationToken);
        }
        catch (TillsyncException exception) when (exception is ScheduleException or UsageException)
        {
            // The schedule has a check of its own.
            return null;
        }
    }
}
