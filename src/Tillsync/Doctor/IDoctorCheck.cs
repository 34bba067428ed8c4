using Tillsync.Core;

namespace Tillsync.Doctor;

/// <summary>
/// One link of the chain from the till to the shop. A check gathers its facts here and judges them in a pure method of its own, so that each
/// verdict is tested alone.
/// </summary>
internal interface IDoctorCheck
{
    /// <summary>As it is shown and as machines know it; never renamed.</summary>
    string Name { get; }

    /// <exception cref="TillsyncException">A fact that another check answers for is not to be had.</exception>
    Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken);
}

/// <summary>A check with its verdict.</summary>
internal sealed record CheckedLink(string Name, Diagnosis Diagnosis, TimeSpan Took);
