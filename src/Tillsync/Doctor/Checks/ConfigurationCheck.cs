namespace Tillsync.Doctor.Checks;

/// <summary>A configuration that does not hold stops every command; what holds may still deserve a second look.</summary>
internal sealed class ConfigurationCheck : IDoctorCheck
{
    public string Name => "Configuration";

    public Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken) =>
        Task.FromResult(Judge(scene.Loaded.Path, scene.Loaded.Warnings));

    public static Diagnosis Judge(string path, IReadOnlyList<string> warnings) =>
        warnings.Count == 0
            ? Diagnosis.Pass($"{path} holds.")
            : Diagnosis.Warn($"{path} holds, with {warnings.Count} warnings.", "Look at each of them.", warnings);
}
