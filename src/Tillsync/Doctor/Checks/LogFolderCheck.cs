namespace Tillsync.Doctor.Checks;

/// <summary>A run writes its log before it does anything.</summary>
internal sealed class LogFolderCheck : IDoctorCheck
{
    public string Name => "Log folder";

    public Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken)
    {
        var folder = scene.Loaded.Configuration.Logs.Folder;
        return Task.FromResult(Judge(folder, Try(folder)));
    }

    /// <param name="problem">Why a file could not be written there; null when it could.</param>
    public static Diagnosis Judge(string folder, string? problem) =>
        problem is null
            ? Diagnosis.Pass($"{folder} can be written.")
            : Diagnosis.Fail($"{folder} cannot be written: {problem}", "Grant this account the right to write there, or set Logs:Folder.");

    private static string? Try(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var file = Path.Combine(folder, $"doctor-{Guid.NewGuid():N}.tmp");
            File.WriteAllText(file, "Tillsync looks whether it may write here.");
            File.Delete(file);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }
}
