using System.Globalization;

namespace Tillsync.Doctor.Checks;

/// <summary>Room for the journal and the logs: a full disk stops every sync.</summary>
internal sealed class DiskSpaceCheck : IDoctorCheck
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>A year's journal of a shop with 1,500 items is some 50 MB.</summary>
    private const long Least = 100 * Megabyte;

    private const long Comfortable = 1024 * Megabyte;

    public string Name => "Disk space";

    public Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken)
    {
        string?[] folders =
        [
            Path.GetDirectoryName(Composition.JournalPath(scene.Loaded.Configuration.Journal)),
            scene.Loaded.Configuration.Logs.Folder,
        ];
        return Task.FromResult(Judge([.. folders.OfType<string>().Distinct().Select(folder => (folder, FreeAt(folder)))]));
    }

    /// <param name="free">Bytes by folder; null where nobody can tell.</param>
    public static Diagnosis Judge(IReadOnlyList<(string Folder, long? Free)> free)
    {
        var lines = free.Select(entry => $"{entry.Folder}: {(entry.Free is { } bytes ? Shown(bytes) : "not known")}").ToList();
        var least = free.Select(entry => entry.Free).Min() ?? long.MaxValue;
        return least < Least ? Diagnosis.Fail("The disk is all but full.", "Free some space now; a full disk stops every sync.", lines)
            : least < Comfortable ? Diagnosis.Warn("The disk is getting full.", "Free some space.", lines)
            : Diagnosis.Pass("There is room.", lines);
    }

    private static long? FreeAt(string folder)
    {
        try
        {
            return new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder) ?? folder : folder).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static string Shown(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / (1024 * Megabyte):0.0} GB free");
}
