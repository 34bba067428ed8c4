using Tillsync.Scheduling;

namespace Tillsync.Doctor.Checks;

/// <summary>Something starts Tillsync by itself.</summary>
internal sealed class ScheduleCheck : IDoctorCheck
{
    public string Name => "Schedule";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken)
    {
        try
        {
            return Judge(await scene.Schedule.GetAsync(cancellationToken));
        }
        catch (Core.TillsyncException exception) when (exception is ScheduleException or Commands.UsageException)
        {
            return Diagnosis.Warn($"{exception.Subject}: {exception.Cause}", exception.Advice);
        }
    }

    public static Diagnosis Judge(ScheduleState state)
    {
        var facts = state.Installed?.Facts.Select(fact => $"{fact.Name}: {fact.Text}") ?? [];
        return state switch
        {
            { Installed: null } => Diagnosis.Warn(
                "None is installed under the usual name.",
                "tillsync schedule install, or with --serve for the service; nothing needs to be done where something else starts Tillsync."
            ),
            { Installed.IsEnabled: false } => Diagnosis.Fail(
                "It is disabled, so nothing starts Tillsync.",
                "tillsync schedule install",
                facts
            ),
            { IsRight: false } => Diagnosis.Warn(
                "It is not as Tillsync would install it.",
                "See `tillsync schedule show`; put it right with: tillsync schedule install",
                [.. state.Problems, .. facts]
            ),
            _ => Diagnosis.Pass("It is installed and enabled.", facts),
        };
    }
}
