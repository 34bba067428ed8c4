namespace Tillsync.Doctor.Checks;

/// <summary>The login may read, and no more than it has to.</summary>
internal sealed class TillRightsCheck : IDoctorCheck
{
    public string Name => "Till rights";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken) =>
        Judge((await scene.InspectAsync(cancellationToken)).Rights);

    /// <param name="roles">Roles that go beyond reading; null where the server does not tell.</param>
    public static Diagnosis Judge(IReadOnlyList<string>? roles) =>
        roles switch
        {
            null => Diagnosis.Pass("The database has no logins, or does not tell their rights."),
            [] => Diagnosis.Pass("The login has no role that goes beyond reading."),
            _ => Diagnosis.Warn(
                $"The login is a member of {string.Join(", ", roles)}: it may change the till, which Tillsync never needs.",
                "Make a login with the role tillsync_reader alone; `tillsync db script` prints the script."
            ),
        };
}
