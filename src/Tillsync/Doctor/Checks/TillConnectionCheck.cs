using System.Globalization;
using Tillsync.Core;

namespace Tillsync.Doctor.Checks;

/// <summary>The till's database answers.</summary>
internal sealed class TillConnectionCheck : IDoctorCheck
{
    /// <summary>A till's own database on the same network answers in milliseconds.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(5);

    public string Name => "Till connection";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken)
    {
        var start = scene.Time.GetTimestamp();
        try
        {
            var till = await scene.InspectAsync(cancellationToken);
            return Judge(till.Place, scene.Time.GetElapsedTime(start));
        }
        catch (TillException exception)
        {
            return Diagnosis.Fail($"{exception.Subject}: {exception.Cause}", exception.Advice);
        }
    }

    public static Diagnosis Judge(string place, TimeSpan took)
    {
        var seconds = took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        return took > Slow
            ? Diagnosis.Warn($"The {place} answers, but took {seconds} s.", "See what keeps the server or the network busy.")
            : Diagnosis.Pass($"The {place} answers ({seconds} s).");
    }
}
