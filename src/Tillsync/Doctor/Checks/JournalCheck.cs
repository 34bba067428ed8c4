using Tillsync.Adapters.Journal;
using Tillsync.Core;

namespace Tillsync.Doctor.Checks;

/// <summary>The journal can be read, and its file is sound.</summary>
internal sealed class JournalCheck : IDoctorCheck
{
    public string Name => "Journal";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken)
    {
        var path = Composition.JournalPath(scene.Loaded.Configuration.Journal);
        if (!File.Exists(path))
        {
            return Diagnosis.Warn(
                $"{path} is not there yet.",
                "The first sync makes it; one that was there before has been moved or deleted."
            );
        }

        try
        {
            var findings = await SqliteJournal.IntegrityAsync(new JournalOptions(path), cancellationToken);
            var facts = await scene.Journal.GetAsync(cancellationToken);
            return Judge(path, findings, facts.Memory.Positions?.LastFullSyncAt, scene.Time.GetUtcNow());
        }
        catch (JournalException exception)
        {
            return Diagnosis.Fail($"{exception.Subject}: {exception.Cause}", exception.Advice);
        }
    }

    /// <param name="findings">SQLite's; none when the file is sound.</param>
    public static Diagnosis Judge(string path, IReadOnlyList<string> findings, DateTimeOffset? lastFullSyncAt, DateTimeOffset now) =>
        findings.Count > 0
            ? Diagnosis.Fail(
                $"{path} is damaged.",
                "Stop Tillsync, keep a copy of the file, and restore a backup; without one, move the file away and the next run starts with a full sync.",
                findings
            )
        : lastFullSyncAt > now
            ? Diagnosis.Warn($"{path} has a sync that lies in the future.", "Set this machine's clock; the next check syncs in any case.")
        : Diagnosis.Pass($"{path} is sound.");
}
