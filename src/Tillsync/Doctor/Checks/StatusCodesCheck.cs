using Tillsync.Core.Detecting;

namespace Tillsync.Doctor.Checks;

/// <summary>Which status codes the site uses, and what becomes of their articles: codes differ by site.</summary>
internal sealed class StatusCodesCheck : IDoctorCheck
{
    public string Name => "Status codes";

    public async Task<Diagnosis> RunAsync(DoctorScene scene, CancellationToken cancellationToken) =>
        Judge((await scene.TillProfile.GetAsync(cancellationToken)).Statuses, scene.Storefront.Till.ActiveStatuses);

    public static Diagnosis Judge(IReadOnlyList<ValueCount> found, IReadOnlyList<string> active)
    {
        bool IsActive(string status) => active.Any(code => code.Trim().Equals(status, StringComparison.OrdinalIgnoreCase));
        var lines = found.Select(status =>
            $"'{status.Value}': {status.Count} web items, {(IsActive(status.Value) ? "sold" : "phased out: shown with no stock")}"
        );
        var sold = found.Where(status => IsActive(status.Value)).Sum(status => status.Count);
        var total = found.Sum(status => status.Count);
        var unused = active
            .Where(code => found.All(status => !status.Value.Equals(code.Trim(), StringComparison.OrdinalIgnoreCase)))
            .ToList();
        const string advice = "Compare with the till's own list of item statuses, and set Till:ActiveStatuses.";
        return total == 0
                ? Diagnosis.Fail(
                    "The till has no web items at all.",
                    "Is this the right company database? IS_ECOMM_ITEM = 'Y' marks a web item."
                )
            : sold == 0 ? Diagnosis.Fail("No web item has a status that is sold: everything would be shown with no stock.", advice, lines)
            : unused.Count > 0 ? Diagnosis.Warn($"Configured as sold, but used by no web item: {string.Join(", ", unused)}.", advice, lines)
            : Diagnosis.Pass($"{sold} of {total} web items have a status that is sold.", lines);
    }
}
