using Tillsync.Core.Detecting;
using Tillsync.Core.Stock;

namespace Tillsync.Doctor.Checks;

/// <summary>Which locations the site has, and which of them sell online.</summary>
internal sealed class LocationsCheck : IDoctorCheck
{
    public string Name => "Locations";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken) =>
        Judge((await scene.TillProfile.GetAsync(cancellationToken)).Locations, scene.Storefront.Till.Locations);

    public static Diagnosis Judge(IReadOnlyList<ValueCount> found, SellingLocations selling)
    {
        var lines = found.Select(location =>
            $"'{location.Value}': {location.Count} rows, {(selling.Sell(location.Value) ? "sells online" : "left out")}"
        );
        var missing = selling
            .Named.Where(code => found.All(location => !location.Value.Equals(code.Trim(), StringComparison.OrdinalIgnoreCase)))
            .ToList();
        var (key, meaning) = selling.IsExclusion ? ("Till:ExcludedLocations", "be left out") : ("Till:Locations", "sell");
        var advice = $"Set {key} to locations that the till really has.";
        return found.Count == 0 ? Diagnosis.Fail("The till has no stock rows (IM_INV) at all.", "Is this the right company database?")
            : !found.Any(location => selling.Sell(location.Value))
                ? Diagnosis.Fail("None of the selling locations has a stock row.", advice, lines)
            : missing.Count > 0
                ? Diagnosis.Warn($"Configured to {meaning}, but without a stock row: {string.Join(", ", missing)}.", advice, lines)
            : Diagnosis.Pass($"{found.Count(location => selling.Sell(location.Value))} of {found.Count} locations sell online.", lines);
    }
}
