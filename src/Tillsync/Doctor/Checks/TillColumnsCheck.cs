using System.Globalization;
using Tillsync.Adapters.Counterpoint;
using Tillsync.Adapters.Journal;

namespace Tillsync.Doctor.Checks;

/// <summary>What has changed in the till's tables since somebody last found them right: a POS upgrade changes them silently.</summary>
internal sealed class TillColumnsCheck : IDoctorCheck
{
    public const string CheckName = "Till columns";

    public string Name => CheckName;

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken)
    {
        var now = (await scene.InspectAsync(cancellationToken)).Columns;
        return Judge((await scene.Journal.GetAsync(cancellationToken)).Columns, now);
    }

    public static Diagnosis Judge(KnownColumns? known, IReadOnlyList<SiteColumn> now)
    {
        if (known is null)
        {
            return Diagnosis.Pass($"{now.Count} columns, remembered from now on; the next look is held against them.");
        }

        var differences = Differences(known.Types, now).ToList();
        var since = known.SeenAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return differences.Count == 0
            ? Diagnosis.Pass($"{now.Count} columns, as on {since}.")
            : Diagnosis.Warn(
                $"{differences.Count} columns are not what they were on {since}, as after an upgrade of the POS.",
                "Look at each, then at `tillsync sync` (writes nothing); when all is well: tillsync doctor --accept-columns",
                differences
            );
    }

    private static IEnumerable<string> Differences(
        IReadOnlyDictionary<(string Table, string Column), string> before,
        IReadOnlyList<SiteColumn> now
    )
    {
        var types = now.ToDictionary(column => (column.Table, column.Column), column => column.Type);
        foreach (var (key, type) in before)
        {
            if (!types.TryGetValue(key, out var found))
            {
                yield return $"gone: {key.Table}.{key.Column} ({type})";
            }
            else if (found != type)
            {
                yield return $"changed: {key.Table}.{key.Column} from {type} to {found}";
            }
        }

        foreach (var column in now.Where(column => !before.ContainsKey((column.Table, column.Column))))
        {
            yield return $"new: {column.Table}.{column.Column} ({column.Type})";
        }
    }
}
