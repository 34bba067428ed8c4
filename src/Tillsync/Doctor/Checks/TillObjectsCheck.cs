using Tillsync.Core;
using Tillsync.Core.Detecting;

namespace Tillsync.Doctor.Checks;

/// <summary>The tables, views and columns that Tillsync reads are there and may be read.</summary>
internal sealed class TillObjectsCheck : IDoctorCheck
{
    public string Name => "Till objects";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken)
    {
        // Whoever cannot be reached has no objects; the connection has a check of its own.
        await scene.InspectAsync(cancellationToken);
        try
        {
            return Judge((await scene.TillProfile.GetAsync(cancellationToken)).Missing);
        }
        catch (TillException exception)
        {
            return Diagnosis.Fail($"{exception.Subject}: {exception.Cause}", exception.Advice);
        }
    }

    public static Diagnosis Judge(IReadOnlyList<MissingObject> missing)
    {
        var lines = missing.Select(item => $"{item.Name}: {item.Cost}").ToList();
        return missing.Count == 0 ? Diagnosis.Pass("Everything that Tillsync can use is there.")
            : missing.Any(item => item.Cost.StartsWith("It exists but cannot be read", StringComparison.Ordinal))
                ? Diagnosis.Warn(
                    "Some objects exist, but this login may not read them.",
                    "Grant SELECT: let an administrator run what `tillsync db script` prints.",
                    lines
                )
            : Diagnosis.Warn(
                $"{missing.Count} optional objects or columns are not there.",
                "Nothing needs to be done unless what they are good for is wanted; after a POS upgrade see whether they should be there.",
                lines
            );
    }
}
