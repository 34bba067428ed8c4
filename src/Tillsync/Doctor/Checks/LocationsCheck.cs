using Tillsync.Core.Detecting;

namespace Tillsync.Doctor.Checks;

/// <summary>Which locations the site has, and which of them sell online.</summary>
internal sealed class LocationsCheck : IDoctorCheck
{
    public string Name => "Locations";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken) =>
        Judge((await scene.TillProfile.GetAsync(cancellationToken)).Locations, scene.Storefront.Till.Locations);

    /// <param name="selling">Empty: every location.</param>
    public static Diagnosis Judge(IReadOnlyList<ValueCount> found, IReadOnlyList<string> selling)
    {
        bool Sells(string location) =>
            selling.Count == 0 || selling.Any(code => code.Trim().Equals(location, StringComparison.OrdinalIgnoreCase));
        var lines = found.Select(location =>
            $"'{location.Value}': {location.Count} rows, {(Sells(location.Value) ? "sells online" : "left out")}"
        );
        var missing = selling
            .Where(code => found.All(location => !location.Value.Equals(code.Trim(), StringComparison.OrdinalIgnoreCase)))
            .ToList();
        const string advice = "Set Till:Locations to locations that the till really has.";
        return found.Count == 0 ? Diagnosis.Fail("The till has no stock rows (IM_INV) at all.", "Is this the right company database?")
            : !found.Any(location => Sells(location.Value))
                ? Diagnosis.Fail("None of the selling locations has a stock row.", advice, lines)
            : missing.Count > 0
                ? Diagnosis.Warn($"Configured to sell, but without a stock row: {string.Join(", ", missing)}.", advice, lines)
            : Diagnosis.Pass($"{found.Count(location => Sells(location.Value))} of {found.Count} locations sell online.", lines);
    }
}
